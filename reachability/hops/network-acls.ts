import { hop, type Hop } from "../hop";
import type { HopCode } from "../hop-code";
import { passesAcls, type Side } from "../network-acls";
import { databaseName, gatewayOf, type BeforeEntry, type BehindEntry, type Path } from "../path";
import { clientSide, databaseSide, everySubnet, latticeSide } from "../sides";
import type { Endpoint } from "../topology";
import { open } from "../verdict";

/** The network ACL of the client's subnet lets its connections out and the answers in. */
export function clientAclHop(path: BeforeEntry): Hop {
  const to = path.endpoint === undefined ? latticeSide(path.topology) : everySubnet(path.endpoint);
  return clientSideHop(path, "client-network-acl", clientSide(path), to);
}

/** The same on the way inside the database's VPC, or through what joins the two. */
export function directClientAclHop(path: Path): Hop {
  return clientSideHop(ofDatabase(path), "client-network-acl", clientSide(path), databaseSide(path.database));
}

/** The network ACLs of the endpoint's subnets let the client's connections in and the answers out. */
export function endpointAclHop(path: BeforeEntry, endpoint: Endpoint): Hop {
  return serverSideHop(path, "endpoint-network-acl", clientSide(path), everySubnet(endpoint));
}

/** The network ACLs of the resource gateway's subnets let its connections out and the answers in. */
export function gatewayAclHop(path: BehindEntry): Hop {
  const gateway = gatewayOf(path);
  if (gateway === undefined) return noGateway(path, "gateway-network-acl");
  return clientSideHop(ofDatabase(path), "gateway-network-acl", everySubnet(gateway), databaseSide(path.database));
}

/** The network ACLs of the database's subnets let the resource gateway's connections in and the answers out. */
export function databaseAclHop(path: BehindEntry): Hop {
  const gateway = gatewayOf(path);
  if (gateway === undefined) return noGateway(path, "database-network-acl");
  return serverSideHop(ofDatabase(path), "database-network-acl", everySubnet(gateway), databaseSide(path.database));
}

/** The network ACLs of the database's subnets let a client of its own VPC in and the answers out. */
export function directAclHop(path: Path): Hop {
  return serverSideHop(ofDatabase(path), "database-network-acl", clientSide(path), databaseSide(path.database));
}

type Judged = Pick<BeforeEntry, "topology" | "port">;

function ofDatabase({ topology, database }: Pick<Path, "topology" | "database">): Judged {
  return { topology, port: database.port };
}

function clientSideHop({ topology, port }: Judged, code: HopCode, from: Side, to: Side): Hop {
  return hop(code, from.name, to.name, passesAcls(topology, from, to, "client", port));
}

function serverSideHop({ topology, port }: Judged, code: HopCode, from: Side, to: Side): Hop {
  return hop(code, from.name, to.name, passesAcls(topology, to, from, "server", port));
}

/** The gateway's own hop reports that it is missing. */
function noGateway({ database }: BehindEntry, code: HopCode): Hop {
  return hop(code, "a resource gateway", databaseName(database), open("there is no resource gateway to ask for"));
}
