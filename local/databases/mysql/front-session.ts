import type { DbInstance } from "../../services/rds/entities";
import { requiresTls } from "../../services/rds/parameters-in-effect";
import type { Connection } from "../engine";
import type { Encryption } from "./channel";

/** As much of a server as its front needs. */
export interface ServerBehind {
  /** Its unix socket. */
  readonly socket: string;
  /** PEM, what it proves itself with on that socket. */
  readonly certificate: string;
}

/** What one connection to an RDS endpoint is judged by. */
export interface FrontSession extends Encryption, Omit<Connection, "instance"> {
  readonly server: ServerBehind;
  /** `require_secure_transport`. */
  readonly requiresTls: boolean;
  /** `connect_timeout`. */
  readonly loginWithinMs: number;
}

/** MySQL's default, which RDS leaves as it is. */
const CONNECT_TIMEOUT = "10";

/** The session of a connection, by the parameters of its instance as they are now. */
export function frontSession(server: ServerBehind, { instance, ...connection }: Connection): FrontSession {
  const { appliedParameters } = instance.data;
  return {
    ...connection,
    server,
    tlsVersions: tlsVersions(instance.data),
    requiresTls: requiresTls(instance.data),
    loginWithinMs: Number(appliedParameters.connect_timeout ?? CONNECT_TIMEOUT) * 1000,
  };
}

function tlsVersions({ appliedParameters }: DbInstance): readonly string[] {
  return (appliedParameters.tls_version ?? "TLSv1.2,TLSv1.3").split(",").map((version) => version.trim());
}
