import { gatewayLink } from "../gateway-link";
import { hop, type Hop } from "../hop";
import { groupsSeen } from "../link-groups";
import { isUnknown, unknown } from "../maybe";
import { later, pending } from "../pending";
import { clientPeer, databaseName, gatewayOf, type BehindEntry, type Path } from "../path";
import { admits, type Peer } from "../security-groups";
import { subnetRanges } from "../subnets";
import type { ResourceGateway } from "../topology";
import { blocked, type Finding } from "../verdict";

/** The database's security groups let the resource gateway in: it sees the gateway's addresses, never the client's. */
export function databaseIngressHop(path: BehindEntry): Hop {
  const gateway = gatewayOf(path);
  const source = gateway === undefined ? nobody : gatewayPeer(path, gateway);
  return hop("database-ingress", source.name, databaseName(path.database), judge(path, source));
}

/** The database's security groups let a client of its own VPC in. */
export function directIngressHop(path: Path): Hop {
  const source = clientPeer(path);
  const wait = pending(`the VPC of ${path.database.name}`, [path.database.vpcId]);
  return hop("database-ingress", source.name, databaseName(path.database), wait ?? judge(path, source));
}

const nobody: Peer = {
  name: "a resource gateway",
  securityGroupIds: unknown("a resource gateway exists"),
  cidrs: unknown("a resource gateway exists"),
  span: "every",
};

function gatewayPeer(path: BehindEntry, gateway: ResourceGateway): Peer {
  const { topology } = path;
  const { id, subnetIds } = gateway;
  const securityGroupIds = groupsSeen(topology, gatewayLink(path, gateway), gateway.securityGroupIds, "ingress");
  return { name: id, securityGroupIds, cidrs: subnetRanges(topology, subnetIds), span: "every" };
}

function judge({ topology, database }: BehindEntry, source: Peer): Finding {
  const groups = database.securityGroupIds;
  if (isUnknown(groups)) return later(`what admits to ${database.name}`, groups);
  if (groups.length === 0)
    return blocked(`${database.name} has no security group`, `give ${database.name} a security group`);
  return admits(topology, groups, "ingress", database.port, source);
}
