import { hasPort, type Ports } from "../../../aws/ports";
import { type TrafficRule, portsOf } from "../../../resources/security-group-rules";

/** MySQL and MariaDB, PostgreSQL, SQL Server, Oracle, Db2, Redshift, MongoDB, Redis. */
const databasePorts = [3306, 5432, 1433, 1521, 50000, 5439, 27017, 6379];

/** Whether some ports have one of a database among them. */
export const hasDatabasePort = (ports: Ports): boolean => databasePorts.some((port) => hasPort(ports, port));

/** Whether a rule opens a database's port; where its ports are not known yet, that it is open is noted. */
export function opensDatabasePort(traffic: TrafficRule): boolean {
  const ports = portsOf(traffic);
  return ports !== undefined && hasDatabasePort(ports);
}
