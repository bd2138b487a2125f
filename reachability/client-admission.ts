import type { Client } from "./client";
import type { Link } from "./links";
import { clientPeer, type Path } from "./path";
import { remembered } from "./remembered";
import { admits } from "./security-groups";
import type { Database, Topology } from "./topology";
import type { Finding } from "./verdict";

/** Whether the security groups of what the client enters by let it in on the database's port. */
export function clientAdmission({ topology, client, link, database }: Path, groupIds: readonly string[]): Finding {
  return admission(topology, client, groupIds, database.port, link);
}

/** The same for every database on that port. */
const admission = remembered(
  (
    topology: Topology,
    client: Client,
    groupIds: readonly string[],
    port: Database["port"],
    link: Link | undefined,
  ): Finding => {
    const peer = clientPeer({ topology, client, ...(link === undefined ? {} : { link }) });
    return admits(topology, groupIds, "ingress", port, peer);
  },
);
