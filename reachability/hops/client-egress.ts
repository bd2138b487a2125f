import { hop, type Hop } from "../hop";
import { latticeRange } from "../ipv6";
import { groupsSeen } from "../link-groups";
import { clientName, databaseName, type BeforeEntry, type Path } from "../path";
import { admits, type Peer } from "../security-groups";
import { subnetRanges } from "../subnets";
import type { Endpoint, Topology } from "../topology";
import { undecided, type Finding } from "../verdict";

/** The client's own security groups let it out to the service network or the endpoint. */
export function clientEgressHop(path: BeforeEntry): Hop {
  return egressHop(path, path.endpoint === undefined ? lattice(path.topology) : peerOf(path, path.endpoint));
}

/** The client's own security groups let it out to the database. */
export function directEgressHop(path: Path): Hop {
  const { topology, client, database, link } = path;
  const { port, securityGroupIds, subnetIds } = database;
  const destination = peerOf(path, { id: databaseName(database), securityGroupIds, subnetIds });
  return egressHop({ topology, client, port, ...(link === undefined ? {} : { link }) }, destination);
}

function egressHop(path: BeforeEntry, destination: Peer): Hop {
  return hop("client-egress", clientName(path.client), destination.name, judge(path, destination));
}

function judge({ topology, client, port }: BeforeEntry, destination: Peer): Finding {
  if (client.securityGroupIds.length === 0) {
    return undecided("no security group of the client is named", "name the security groups the client carries");
  }
  return admits(topology, client.securityGroupIds, "egress", port, destination);
}

function lattice(topology: Topology): Peer {
  const range = latticeRange(topology);
  return { name: `VPC Lattice (${range})`, securityGroupIds: [], cidrs: [range], span: "every" };
}

function peerOf(
  { topology, link }: Pick<Path, "topology" | "link">,
  { id, subnetIds, securityGroupIds: carried }: Pick<Endpoint, "id" | "subnetIds" | "securityGroupIds">,
): Peer {
  const securityGroupIds = groupsSeen(topology, link, carried, "egress");
  return { name: id, securityGroupIds, cidrs: subnetRanges(topology, subnetIds), span: "every" };
}
