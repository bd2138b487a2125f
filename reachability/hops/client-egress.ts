import { latticeResourcesCidr } from "../../aws/lattice";
import { hop, type Hop } from "../hop";
import { groupsSeen } from "../link-groups";
import { subnetRanges } from "../lookup";
import { clientName, databaseName, type Entry, type Path } from "../path";
import { admits, type Peer } from "../security-groups";
import { undecided, type Finding } from "../verdict";

/** The client's own security groups let it out to the service network, the endpoint or (no entry) the database. */
export function clientEgressHop(path: Path, entry?: Entry): Hop {
  const destination = destinationOf(path, entry);
  return hop("client-egress", clientName(path.client), destination.name, judge(path, destination));
}

function judge({ topology, client, database }: Path, destination: Peer): Finding {
  if (client.securityGroupIds.length === 0) {
    return undecided("no security group of the client is named", "name the security groups the client carries");
  }
  return admits(topology, client.securityGroupIds, "egress", database.port, destination);
}

function destinationOf({ topology, database, link }: Path, entry: Entry | undefined): Peer {
  if (entry === undefined) {
    const cidrs = subnetRanges(topology, database.subnetIds);
    const securityGroupIds = groupsSeen(topology, link, database.securityGroupIds, "egress");
    return { name: databaseName(database), securityGroupIds, cidrs, span: "every" };
  }
  if (entry.way === "vpc-association") {
    return {
      name: `VPC Lattice (${latticeResourcesCidr})`,
      securityGroupIds: [],
      cidrs: [latticeResourcesCidr],
      span: "every",
    };
  }
  const { id, subnetIds } = entry.endpoint;
  const securityGroupIds = groupsSeen(topology, link, entry.endpoint.securityGroupIds, "egress");
  return { name: id, securityGroupIds, cidrs: subnetRanges(topology, subnetIds), span: "every" };
}
