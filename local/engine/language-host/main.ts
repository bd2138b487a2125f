/**
 * `pulumi-language-nodejs`: Pulumi's Node.js language host, for a CLI that came without one (a build from Go modules).
 * Started by the engine with the engine's address as last argument; prints its port and serves until the engine ends.
 * Protocol: pulumi/proto/language.proto.
 */
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeService } from "@pulumi/pulumi/proto/language_grpc_pb";
import { endChildren } from "./child";
import { languageRuntime } from "./language-runtime";

const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(LanguageRuntimeService, languageRuntime(process.argv.at(-1) ?? ""));
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) {
    process.stderr.write(`the language host could not listen on loopback: ${error.message}\n`);
    process.exitCode = 1;
    return;
  }
  process.stdout.write(`${String(port)}\n`);
});

function stop(): void {
  endChildren();
  process.exit(0);
}
// The engine ends its plugins by SIGINT, and kills those that have not ended 10 seconds later. A user's Ctrl-C does not
// come here: plugins run in process groups of their own.
process.on("SIGINT", stop);
process.on("SIGTERM", stop);

// An engine ended by kill -9 tells nobody; an orphan notices that its parent has changed.
const engine = process.ppid;
setInterval(() => {
  if (process.ppid !== engine) stop();
}, 1000).unref();
