import { readerEndpoint } from "../aurora";
import { databaseById } from "../by-id";
import { hop, type Hop } from "../hop";
import { absent } from "../lookup";
import { isUnknown } from "../maybe";
import { later, pending } from "../pending";
import { databaseName, type Path } from "../path";
import type { DatabaseProxy } from "../database-proxy";
import { passesAcls } from "../network-acls";
import { databaseSide, everySubnet } from "../sides";
import { admits, type Direction, type Peer } from "../security-groups";
import { subnetRanges } from "../subnets";
import type { Database, Topology } from "../topology";
import { blocked, firstObstacle, open, type Finding } from "../verdict";
import { availability } from "./database-available";
import { routesFinding } from "./routes";

/**
 * The second leg: from an RDS Proxy to the database in its target group, in the same VPC. The proxy's security groups
 * and network ACLs let it out, the database's let it in, and the database takes connections (RDS user guide, "Amazon RDS Proxy"; the
 * client's packets end at the proxy).
 */
export function proxyToDatabaseHop({ topology }: Pick<Path, "topology">, proxy: DatabaseProxy): Hop {
  const database = databaseById(topology, proxy.databaseId);
  const to = database === undefined ? "a database" : databaseName(database);
  const finding = database === undefined ? missing(topology, proxy) : judge(topology, proxy, database);
  return hop("proxy-to-database", `proxy ${proxy.name}`, to, finding);
}

function missing(topology: Topology, { name, account, databaseId }: DatabaseProxy): Finding {
  if (isUnknown(databaseId)) return later(`the database behind ${name}`, databaseId);
  const reason = `${databaseId}, the target of ${name}, does not exist`;
  return absent(topology, account, reason, `register a database with the target group of ${name}`);
}

function judge(topology: Topology, proxy: DatabaseProxy, database: Database): Finding {
  const sender = proxy.behind ?? proxy;
  return firstObstacle([
    standing(proxy, sender),
    sameVpc(sender, database),
    passes(topology, "egress", sender, database),
    passes(topology, "ingress", database, sender),
    routesFinding(topology, undefined, everySubnet(sender), databaseSide(database)),
    passesAcls(topology, everySubnet(sender), databaseSide(database), "client", database.port),
    passesAcls(topology, databaseSide(database), everySubnet(sender), "server", database.port),
    availability(proxy.role === "READ_ONLY" ? (readerEndpoint(database) ?? database) : database),
  ]);
}

/** The proxy behind an endpoint runs, and which role that endpoint has is known. */
function standing({ name, role }: DatabaseProxy, { name: sender, available }: DatabaseProxy): Finding {
  const wait = pending(name, [role, available]);
  if (wait !== undefined) return wait;
  return available === true ? open(`${sender} runs`) : blocked(`${sender} is not available`, `start ${sender}`);
}

function sameVpc({ name, vpcId }: DatabaseProxy, database: Database): Finding {
  const wait = pending(`whether ${name} and ${database.name} share a VPC`, [vpcId, database.vpcId]);
  if (wait !== undefined) return wait;
  if (vpcId === database.vpcId) return open(`${name} is in the VPC of ${database.name}`);
  return blocked(`${name} is not in the VPC of ${database.name}`, `create a proxy in the VPC of ${database.name}`);
}

type End = DatabaseProxy | Database;

/** Whether the security groups of one end let the other's traffic pass, on the database's own port. */
function passes(topology: Topology, direction: Direction, here: End, there: End): Finding {
  const { securityGroupIds: groups, name } = here;
  if (isUnknown(groups)) return later(`what ${name} lets pass`, groups);
  if (groups.length === 0) return blocked(`${name} has no security group`, `give ${name} a security group`);
  const database = direction === "egress" ? there : here;
  const cidrs = subnetRanges(topology, there.subnetIds);
  const peer: Peer = { name: there.name, securityGroupIds: there.securityGroupIds, cidrs, span: "every" };
  return admits(topology, groups, direction, database.port, peer);
}
