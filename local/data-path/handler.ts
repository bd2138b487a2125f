import type { z } from "zod";
import { RequestError } from "../ground/request-error";
import type { Handler } from "../socket/handlers";

/** A handler of requests of this shape; any other is refused with what is wrong with it. */
export function handler<T>(schema: z.ZodType<T>, answer: (request: T) => Promise<unknown>): Handler {
  return async (body) => {
    const request = schema.safeParse(body);
    if (request.success) return answer(request.data);
    const problems = request.error.issues.map(({ path, message }) => `${path.join(".") || "request"}: ${message}`);
    throw new RequestError(problems.join("; "));
  };
}
