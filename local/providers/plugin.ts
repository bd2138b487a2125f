/**
 * `pulumi-resource-aws` (and `-aws-native`, `-random`) of a local run: `plugin.ts NAME [ENGINE_ADDRESS]`. The engine
 * starts one for each provider instance; it prints its port and serves until the engine ends. All it knows is the
 * protocol: every question goes to the local cloud, whose socket is in LATTICE_DB_SOCKET.
 */
import * as grpc from "@grpc/grpc-js";
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { CloudClient } from "../cloud/client";
import { providerService } from "./plugin/provider-service";

const [provider = "", socket = ""] = [process.argv[2], process.env.LATTICE_DB_SOCKET];
if (socket === "") {
  process.stderr.write(
    `this ${provider} provider belongs to the local cloud, and LATTICE_DB_SOCKET does not say where that is: ` +
      "run Pulumi through the local cloud's command line, or use the real provider's PULUMI_HOME\n",
  );
  process.exit(1);
}

const server = new grpc.Server({ "grpc.max_receive_message_length": -1, "grpc.max_send_message_length": -1 });
server.addService(ResourceProviderService, providerService(provider, new CloudClient(socket)));
server.bindAsync("127.0.0.1:0", grpc.ServerCredentials.createInsecure(), (error, port) => {
  if (error !== null) {
    process.stderr.write(`the provider could not listen on loopback: ${error.message}\n`);
    process.exit(1);
  }
  process.stdout.write(`${String(port)}\n`);
});

function stop(): void {
  process.exit(0);
}
process.on("SIGINT", stop);
process.on("SIGTERM", stop);

// An engine ended by kill -9 tells nobody; an orphan notices that its parent has changed.
const engine = process.ppid;
setInterval(() => {
  if (process.ppid !== engine) stop();
}, 1000).unref();
