import type { Resource } from "../../../resources/resource";
import { engineOf, isEngine } from "./engine";

/** Whether a database asks for TLS where its parameters do not say: "unsure" where AWS's pages do not tell. */
export type TlsDefault = "on" | "off" | "unsure" | "unknown";

/**
 * By engine and version, in RDS's default groups and in one's own alike (RDS user guide, November 2026): PostgreSQL from
 * 15 on and MariaDB from 11.8 on ask for TLS; MySQL, SQL Server and Db2 do not; Aurora MySQL does from 8.4 on.
 */
export function tlsByDefault(database: Resource): TlsDefault {
  const engine = engineOf(database) ?? "";
  const version = database.input("engineVersion");
  if (isEngine(engine, ["mysql", "sqlserver", "db2"])) return "off";
  if (version.unknown) return "unknown";
  const numbers = /^(\d+)(?:\.(\d+))?/.exec(version.text() ?? "");
  // Left out means what RDS prefers, a recent version: of PostgreSQL that is well past 15.
  if (numbers === null) return engine === "postgres" ? "on" : "unsure";
  const [, major = "", minor] = numbers;
  switch (engine) {
    case "postgres":
      return Number(major) >= 15 ? "on" : "off";
    case "mariadb":
      return since(Number(major), minor, 11, 8);
    case "aurora-mysql":
      return since(Number(major), minor, 8, 4);
    default:
      return "unsure";
  }
}

function since(major: number, minor: string | undefined, firstMajor: number, firstMinor: number): TlsDefault {
  if (major !== firstMajor) return major > firstMajor ? "on" : "off";
  if (minor === undefined) return "unsure";
  return Number(minor) >= firstMinor ? "on" : "off";
}
