import { vpcById } from "./by-id";
import type { Client } from "./client";
import { clientSubnets } from "./client-subnets";
import { latticeRange } from "./ipv6";
import type { Link } from "./links";
import { isUnknown, unknown } from "./maybe";
import type { Side } from "./network-acls";
import { clientName, databaseName, type Path } from "./path";
import { publicParts } from "./public-addresses";
import type { Database, ResourceGateway, Topology } from "./topology";

/** The client, in the one subnet it is in; outside AWS it is in none. */
export function clientSide({ topology, client, link }: Pick<Path, "topology" | "client" | "link">): Side {
  if (client.outside === true) return outsideSide(client, link);
  const subnetIds = clientSubnets(topology, client);
  const vpc = vpcById(topology, client.vpcId);
  const range = client.sourceIp ?? (isUnknown(subnetIds) ? vpc?.cidr : undefined);
  return {
    name: clientName(client),
    subnetIds,
    vpcId: client.vpcId ?? unknown("the client's VPC is given"),
    span: "one",
    ...(range === undefined || isUnknown(range) ? {} : { ranges: [range] }),
  };
}

/** Only public addresses come from the internet. */
function outsideSide(client: Client, link: Link | undefined): Side {
  const side = { name: clientName(client), vpcId: unknown("never"), span: "one" } as const;
  const range = client.sourceIp;
  if (range === undefined) return side;
  return { ...side, said: range, ranges: link?.kind === "internet-gateway" ? publicParts(range) : [range] };
}

/** The addresses at which VPC Lattice answers inside an associated VPC, in no subnet. */
export function latticeSide(topology: Topology): Side {
  const range = latticeRange(topology);
  return { name: `VPC Lattice (${range})`, vpcId: unknown("never"), ranges: [range], span: "every" };
}

/** An endpoint, a gateway or a proxy, which may be met in each of its subnets. */
export function everySubnet({ id, subnetIds, vpcId }: Pick<ResourceGateway, "id" | "subnetIds" | "vpcId">): Side {
  return { name: id, subnetIds, vpcId, span: "every" };
}

export function databaseSide(database: Database): Side {
  const { subnetIds, vpcId } = database;
  return { name: databaseName(database), subnetIds, vpcId, span: "every" };
}
