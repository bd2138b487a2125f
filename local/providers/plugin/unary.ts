import { type handleUnaryCall, status } from "@grpc/grpc-js";
import { CloudError, CloudLostError, CloudUnreachableError } from "../../cloud/client";
import { RequestError } from "../../cloud/routes";

/** A call with one request and one response; an error becomes a gRPC status, its message as it is. */
export function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
): handleUnaryCall<Request, Response> {
  return (call, callback) => {
    Promise.resolve()
      .then(() => answer(call.request))
      .then(
        (response) => {
          callback(null, response);
        },
        (error: unknown) => {
          callback({ code: statusOf(error), details: error instanceof Error ? error.message : String(error) });
        },
      );
  };
}

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
