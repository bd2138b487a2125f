import type { DbInstance } from "../../services/rds/entities";
import { requiresTls } from "../../services/rds/parameters-in-effect";
import type { Connection } from "../engine";
import type { Encryption } from "./channel";
import type { PostgresServer } from "./server";

/** What one connection to an RDS endpoint is judged by. */
export interface FrontSession extends Encryption, Omit<Connection, "instance"> {
  readonly server: PostgresServer;
  /** `rds.force_ssl`. */
  readonly forceTls: boolean;
  /** `rds.accepted_password_auth_method`: whether a password kept as an MD5 hash lets its user in. */
  readonly acceptsMd5: boolean;
}

/** The session of a connection, by the parameters of its instance as they are now. */
export function frontSession(server: PostgresServer, { instance, ...connection }: Connection): FrontSession {
  return {
    ...connection,
    server,
    minimumTls: minimumTls(instance.data),
    forceTls: requiresTls(instance.data),
    acceptsMd5: instance.data.appliedParameters["rds.accepted_password_auth_method"] !== "scram",
  };
}

function minimumTls({ appliedParameters }: DbInstance): Encryption["minimumTls"] {
  return appliedParameters.ssl_min_protocol_version === "TLSv1.3" ? "TLSv1.3" : "TLSv1.2";
}
