import { latticeResourcesCidr } from "../aws/lattice";
import { vpcById } from "./by-id";
import { clientSubnets } from "./client-subnets";
import { isUnknown, unknown } from "./maybe";
import type { Side } from "./network-acls";
import { clientName, databaseName, type Path } from "./path";
import type { Database, ResourceGateway } from "./topology";

/** The client, in the one subnet it is in. */
export function clientSide({ topology, client }: Pick<Path, "topology" | "client">): Side {
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

/** The addresses at which VPC Lattice answers inside an associated VPC, in no subnet. */
export const latticeSide: Side = {
  name: `VPC Lattice (${latticeResourcesCidr})`,
  vpcId: unknown("never"),
  ranges: [latticeResourcesCidr],
  span: "every",
};

/** An endpoint, a gateway or a proxy, which may be met in each of its subnets. */
export function everySubnet({ id, subnetIds, vpcId }: Pick<ResourceGateway, "id" | "subnetIds" | "vpcId">): Side {
  return { name: id, subnetIds, vpcId, span: "every" };
}

export function databaseSide(database: Database): Side {
  const { subnetIds, vpcId } = database;
  return { name: databaseName(database), subnetIds, vpcId, span: "every" };
}
