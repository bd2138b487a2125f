import type { StartExtension } from "../cloud/extension";
import { CertificateAuthority } from "../databases/certificates";
import { clientHandlers } from "./client-handlers";
import { serveConnection } from "./connections";
import { Databases } from "../databases/databases";
import { failoverHandler } from "./failover-handler";
import { asksToListen, serveForward } from "./forward";

/** The data path of the local cloud: database servers, the connections to them, and what clients need to log in. */
export const dataPath: StartExtension = async ({ services, stateFolder, log, notice }) => {
  const databases = new Databases(stateFolder, services, log);
  const hasServers = services.settings.servers !== false;
  if (hasServers) await databases.setAsideUnknown(notice);
  const authority = new CertificateAuthority(stateFolder, () => services.clock.now(), notice);
  await authority.certificate();
  const connections = { services, databases, authority, log };
  // Recovery may take long; a connection waits for its own database only.
  const resumed = hasServers ? databases.resume() : undefined;
  return {
    handlers: { ...clientHandlers(services, authority, databases, stateFolder), ...failoverHandler(services) },
    ...(hasServers && { databases }),
    tunnel: (request, stream, head) => {
      if (asksToListen(request)) void serveForward(connections, request, stream);
      else void serveConnection(connections, request, stream, head);
    },
    async stop() {
      await resumed;
      await databases.close();
    },
  };
};
