import { hop, type Hop } from "../hop";
import type { HopCode } from "../hop-code";
import { passesAcls, type Side } from "../network-acls";
import { databaseName, gatewayOf, type Entry, type LatticePath, type Path } from "../path";
import { clientSide, databaseSide, everySubnet, latticeSide } from "../sides";
import type { Endpoint } from "../topology";
import { open } from "../verdict";

/** The network ACL of the client's subnet lets its connections out and the answers in. */
export function clientAclHop(path: Path, entry?: Entry): Hop {
  const to =
    entry === undefined
      ? databaseSide(path.database)
      : entry.way === "vpc-association"
        ? latticeSide
        : everySubnet(entry.endpoint);
  return clientSideHop(path, "client-network-acl", clientSide(path), to);
}

/** The network ACLs of the endpoint's subnets let the client's connections in and the answers out. */
export function endpointAclHop(path: Path, endpoint: Endpoint): Hop {
  return serverSideHop(path, "endpoint-network-acl", clientSide(path), everySubnet(endpoint));
}

/** The network ACLs of the resource gateway's subnets let its connections out and the answers in. */
export function gatewayAclHop(path: LatticePath): Hop {
  const gateway = gatewayOf(path);
  if (gateway === undefined) return noGateway(path, "gateway-network-acl");
  return clientSideHop(path, "gateway-network-acl", everySubnet(gateway), databaseSide(path.database));
}

/** The network ACLs of the database's subnets let the resource gateway's connections in and the answers out. */
export function databaseAclHop(path: LatticePath): Hop {
  const gateway = gatewayOf(path);
  if (gateway === undefined) return noGateway(path, "database-network-acl");
  return serverSideHop(path, "database-network-acl", everySubnet(gateway), databaseSide(path.database));
}

/** The network ACLs of the database's subnets let a client of its own VPC in and the answers out. */
export function directAclHop(path: Path): Hop {
  return serverSideHop(path, "database-network-acl", clientSide(path), databaseSide(path.database));
}

function clientSideHop({ topology, database }: Path, code: HopCode, from: Side, to: Side): Hop {
  return hop(code, from.name, to.name, passesAcls(topology, from, to, "client", database.port));
}

function serverSideHop({ topology, database }: Path, code: HopCode, from: Side, to: Side): Hop {
  return hop(code, from.name, to.name, passesAcls(topology, to, from, "server", database.port));
}

/** The gateway's own hop reports that it is missing. */
function noGateway({ database }: LatticePath, code: HopCode): Hop {
  return hop(code, "a resource gateway", databaseName(database), open("there is no resource gateway to ask for"));
}
