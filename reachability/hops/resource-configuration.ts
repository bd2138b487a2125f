import { hasPort, parsePortRange } from "../../aws/ports";
import { followsDatabase, groupObstacle } from "../groups";
import { hop, type Hop } from "../hop";
import { absent, targets } from "../lookup";
import { isUnknown, type Maybe } from "../maybe";
import { later, pending } from "../pending";
import { databaseName, type BehindEntry } from "../path";
import type { Database, ResourceConfiguration, Topology } from "../topology";
import { blocked, open, undecided, type Finding } from "../verdict";

/**
 * An active resource configuration points to the database and carries its port. Type ARN takes RDS databases only; an
 * RDS Proxy is shared by its domain name (VPC Lattice user guide, "Resource configurations"; lattice-facts.md, 1).
 */
export function resourceConfigurationHop({ topology, configuration, database }: BehindEntry): Hop {
  const to = databaseName(database);
  if (configuration === undefined) {
    const finding = absent(
      topology,
      database.account,
      `no resource configuration points to ${database.name}`,
      create(database),
    );
    return hop("resource-configuration", "a resource configuration", to, finding);
  }
  return hop("resource-configuration", configuration.id, to, judge(topology, configuration, database));
}

function judge(topology: Topology, configuration: ResourceConfiguration, database: Database): Finding {
  const { id, active, type } = configuration;
  if (targets(topology, configuration, database) !== true) return doubt(configuration, database);
  const wait = pending(id, [active, type]);
  if (wait !== undefined) return wait;
  if (active === false) return blocked(`${id} is not active`, `wait for ${id}, or create it anew`);
  if (database.proxy !== undefined && isByArn(configuration)) {
    return blocked(
      `${id} names an ARN, which can be a database's: ${database.name} is an RDS Proxy`,
      `create a resource configuration of type SINGLE with the domain name of ${database.name}`,
    );
  }
  const obstacle = groupObstacle(topology, configuration);
  if (obstacle !== undefined) return obstacle;
  if (followsDatabase(configuration)) return open(`${id} points to ${database.name} on its own port`);
  return portFinding(id, configuration.portRanges, database);
}

function doubt({ id, target }: ResourceConfiguration, database: Database): Finding {
  if (target === undefined || isUnknown(target) || !("ipAddress" in target)) {
    return undecided(`what ${id} points to is not known yet`, `wait until the target of ${id} is known`);
  }
  return undecided(
    `${id} leads to ${target.ipAddress}, which may be ${databaseName(database)} today and another's after a failover`,
    create(database),
  );
}

function create({ name, proxy }: Database): string {
  return `create a resource configuration of type ${proxy === undefined ? "ARN" : "SINGLE"} for ${name}`;
}

function isByArn({ type, target }: ResourceConfiguration): boolean {
  return type === "ARN" || (target !== undefined && !isUnknown(target) && "databaseArn" in target);
}

function portFinding(id: string, ranges: Maybe<readonly string[]>, { name, port }: Database): Finding {
  if (isUnknown(ranges)) return later(`the port list of ${id}`, ranges);
  if (isUnknown(port)) return later(`the port of ${name}`, port);
  if (ranges.some((range) => inRange(range, port))) return open(`${id} points to ${name} and carries port ${port}`);
  return blocked(`${id} carries ${ranges.join(", ")}, not port ${port}`, `add "${port}" to portRanges of ${id}`);
}

function inRange(range: string, port: number): boolean {
  return hasPort(parsePortRange(range) ?? "none", port);
}
