import { once } from "node:events";
import { createServer, connect, type AddressInfo } from "node:net";
import { join } from "node:path";
import { pipeline } from "node:stream/promises";
import { ConnectionRefusedError, openTunnel } from "../../../local/client/tunnel";
import { serveConnection } from "../../../local/data-path/connections";
import { CertificateAuthority } from "../../../local/databases/certificates";
import type { EngineServer } from "../../../local/databases/engine";
import { endpointNames } from "../../../local/services/ec2/vpc-endpoint-names";
import { vpcEndpointKind } from "../../../local/services/ec2/entities";
import { dbInstanceKind } from "../../../local/services/rds/entities";
import type { Services } from "../../../local/services/services";
import { resourceAssociationKind } from "../../../local/services/vpc-lattice/entities";
import { serve } from "../../../local/socket/server";
import type { Client } from "../../../reachability/client";
import { temporaryFolder } from "../../local/temporary-folder";

/** The local data path, with a server that says hello in the place of every database. */
export interface RealConnections {
  /** Whether a client gets to hear the server under any of the database's names. */
  getsThrough(services: Services, client: Client): Promise<boolean>;
  stop(): Promise<void>;
}

const HELLO = "hello from orders";

export async function realConnections(): Promise<RealConnections> {
  const folder = temporaryFolder();
  const database = createServer((socket) => void socket.end(HELLO)).listen(0, "127.0.0.1");
  await once(database, "listening");
  const { port } = database.address() as AddressInfo;
  const engine: Pick<EngineServer, "serve"> = {
    serve: (raw) => pipeline(connect(port, "127.0.0.1"), raw).catch(() => undefined),
  };
  const databases = { ready: () => Promise.resolve(engine as EngineServer) };
  const authority = new CertificateAuthority(folder.path);
  const log = { write: () => undefined, close: () => Promise.resolve() };
  let world: Services | undefined;
  const socket = join(folder.path, "cloud.sock");
  const server = await serve(socket, {}, log, (request, stream, head) => {
    if (world !== undefined)
      void serveConnection({ services: world, databases, authority, log }, request, stream, head);
  });
  return {
    async getsThrough(services, client) {
      world = services;
      for (const name of namesIn(services)) if (await hears(socket, client, name)) return true;
      return false;
    },
    async stop() {
      await server.stop();
      database.close();
      folder.remove();
    },
  };
}

/** Every name that AWS has given out for the database: its own, and Lattice's. */
function namesIn({ store }: Services): readonly string[] {
  return [
    ...store.list(dbInstanceKind).map(({ data }) => data.endpoint.address),
    ...store.list(resourceAssociationKind).flatMap(({ data }) => data.dnsEntry?.domainName ?? []),
    ...store.list(vpcEndpointKind).flatMap((it) => endpointNames(store, it).map(({ dnsName }) => dnsName)),
  ];
}

async function hears(cloud: string, client: Client, host: string): Promise<boolean> {
  try {
    const socket = await openTunnel(cloud, client, host, 5432);
    let heard = "";
    for await (const chunk of socket) heard += String(chunk);
    return heard === HELLO;
  } catch (error) {
    if (error instanceof ConnectionRefusedError) return false;
    throw error;
  }
}
