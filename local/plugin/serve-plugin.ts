import * as grpc from "@grpc/grpc-js";

/**
 * Serves a plugin of Pulumi's engine on loopback, prints its port, and ends with the engine.
 * @param what For the message where it cannot listen: "the provider".
 * @param beforeEnd What to end first.
 */
export function servePlugin(
  what: string,
  service: grpc.ServiceDefinition,
  calls: grpc.UntypedServiceImplementation,
  beforeEnd: () => void = () => undefined,
): void {
  const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
  server.addService(service, calls);
  server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
    if (error !== null) {
      process.stderr.write(`${what} could not listen on loopback: ${error.message}\n`);
      process.exit(1);
    }
    process.stdout.write(`${String(port)}\n`);
  });
  endWithEngine(() => {
    beforeEnd();
    process.exit(0);
  });
}

function endWithEngine(stop: () => void): void {
  // The engine ends its plugins by SIGINT, and kills those that have not ended 10 seconds later. A user's Ctrl-C does not
  // come here: plugins run in process groups of their own.
  process.on("SIGINT", stop);
  process.on("SIGTERM", stop);

  // An engine ended by kill -9 tells nobody; an orphan notices that its parent has changed.
  const engine = process.ppid;
  setInterval(() => {
    if (process.ppid !== engine) stop();
  }, 1000).unref();
}
