import { type handleUnaryCall, status } from "@grpc/grpc-js";
import { CloudError, CloudLostError, CloudUnreachableError } from "../../socket/control-socket";
import { RequestError } from "../../ground/request-error";
import { unary as call } from "../../plugin/unary";

/** A call of a provider: an error of the local cloud's says whether the resource may have changed. */
export const unary = <Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> => call(answer, statusOf);

/**
 * After UNKNOWN and INTERNAL the engine takes it that the resource may have changed, after the others that it has not
 * (resourceStateAndError in its provider_plugin.go).
 */
function statusOf(error: unknown): status {
  if (error instanceof CloudUnreachableError) return status.UNAVAILABLE;
  if (error instanceof CloudLostError) return status.UNKNOWN;
  if (error instanceof CloudError) return error.refused ? status.FAILED_PRECONDITION : status.UNKNOWN;
  return error instanceof RequestError ? status.FAILED_PRECONDITION : status.UNKNOWN;
}
