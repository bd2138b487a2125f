import type { IncomingMessage } from "node:http";

/** No resource comes near it: the largest, a policy document, has 20 KiB, and the URNs of 10,000 resources 2 MiB. */
const LARGEST_BODY = 64 * 1024 * 1024;

/** How long the rest of one that is too large is taken and thrown away, so that its sender comes to read the answer. */
const DISCARD_WITHIN_MS = 10_000;

/** More than is ever sent. */
export class BodyTooLargeError extends Error {
  override readonly name = "BodyTooLargeError" as const;

  constructor(limit: number) {
    super(`the request's body is larger than ${String(limit)} bytes: send less at once`);
  }
}

/** @throws BodyTooLargeError for one that is larger than `limit` bytes, of which no more than that is ever kept. */
export async function textOf(request: IncomingMessage, limit: number = LARGEST_BODY): Promise<string> {
  let chunks: Buffer[] = [];
  let length = 0;
  let discarding: NodeJS.Timeout | undefined;
  try {
    for await (const chunk of request) {
      length += (chunk as Buffer).length;
      if (length <= limit) chunks.push(chunk as Buffer);
      else {
        chunks = [];
        discarding ??= setTimeout(() => request.destroy(), DISCARD_WITHIN_MS);
      }
    }
  } finally {
    clearTimeout(discarding);
  }
  if (length > limit) throw new BodyTooLargeError(limit);
  return Buffer.concat(chunks).toString("utf8");
}
