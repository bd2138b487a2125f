import { isUnknown, unknown } from "../maybe";
import { later } from "../pending";
import { databaseName } from "../path";
import type { Database } from "../topology";
import { blocked, open, type Finding } from "../verdict";

/** RDS user guide, "IAM database authentication for MariaDB, MySQL, and PostgreSQL"; Aurora's engines are two of them. */
const enginesWithIam = new Set(["postgres", "mysql", "mariadb", "aurora-postgresql", "aurora-mysql"]);

/** IAM authentication is on, of the database or of the RDS Proxy the client logs in to. */
export function loginEnabled(database: Database): Finding {
  const { engine, name, iamAuthentication = unknown(`it is known whether ${name} takes IAM logins`) } = database;
  if (engine !== undefined && !isUnknown(engine) && !enginesWithIam.has(engine)) {
    return blocked(`${engine}, the engine of ${name}, has no IAM login`, "log in with a password");
  }
  if (isUnknown(iamAuthentication)) return later(`whether ${name} takes IAM logins`, iamAuthentication);
  return iamAuthentication
    ? open(`${databaseName(database)} takes IAM logins`)
    : blocked(`${databaseName(database)} takes no IAM logins`, `turn IAM authentication of ${name} on`);
}

/** A token is taken over TLS only (the same guide, "Connecting to your DB instance using IAM authentication"). */
export function loginTls({ tls }: { readonly tls?: boolean }, { name, address, requiresTls }: Database): Finding {
  const fix = `connect with TLS: sslmode=verify-full, or ssl-mode=VERIFY_IDENTITY`;
  if (tls === false) return blocked(`${name} takes an IAM token over TLS only`, fix);
  const others = requiresTls === false ? "; other logins it also takes without TLS" : "";
  const named = isUnknown(address) ? "" : `, whose certificate names ${address}`;
  return open(`the token goes over TLS to ${name}${named}${others}`);
}
