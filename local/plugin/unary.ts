import { type handleUnaryCall, status } from "@grpc/grpc-js";

/**
 * A call with one request and one response; an error becomes a gRPC status, its message as it is.
 * @param statusOf What the engine is to think of an error. Default: UNKNOWN.
 */
export function unary<Request, Response>(
  answer: (request: Request) => Response | Promise<Response>,
  statusOf: (error: unknown) => status = () => status.UNKNOWN,
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
