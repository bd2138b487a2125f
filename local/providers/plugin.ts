/**
 * `pulumi-resource-aws` (and `-aws-native`, `-random`) of a local run: `plugin.ts NAME [ENGINE_ADDRESS]`. The engine
 * starts one for each provider instance; it prints its port and serves until the engine ends. All it knows is the
 * protocol: every question goes to the local cloud, whose socket is in LATTICE_DB_SOCKET.
 */
import { ResourceProviderService } from "@pulumi/pulumi/proto/provider_grpc_pb";
import { ControlSocket } from "../socket/control-socket";
import { servePlugin } from "../plugin/serve-plugin";
import { providerService } from "./plugin/provider-service";

const [provider = "", socket = ""] = [process.argv[2], process.env.LATTICE_DB_SOCKET];
if (socket === "") {
  process.stderr.write(
    `this ${provider} provider belongs to the local cloud, and LATTICE_DB_SOCKET does not say where that is: ` +
      "run Pulumi through the local cloud's command line, or use the real provider's PULUMI_HOME\n",
  );
  process.exit(1);
}

servePlugin("the provider", ResourceProviderService, providerService(provider, new ControlSocket(socket)));
