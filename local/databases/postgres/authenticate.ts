import type { Duplex } from "node:stream";
import { ByteReader } from "../byte-reader";
import type { ServerCertificate } from "../certificates";
import { LoginError, violation } from "./login-error";
import { impossibleMd5, isMd5, isMd5Answer, md5Salt } from "./md5-password";
import { authentication, md5Request } from "./messages";
import type { PostgresServer } from "./server";
import { loginRules, type LoginRules, setReplication } from "./roles";
import { byScram } from "./scram-login";

export interface LoginRefused {
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
  readonly detail?: string | undefined;
}

export interface LoginChecks {
  readonly server: PostgresServer;
  /** None: the connection is not encrypted. */
  readonly certificate: ServerCertificate | undefined;
  readonly isTokenValid: (user: string, token: string) => Promise<boolean>;
  /** `rds.accepted_password_auth_method`: whether passwords kept as MD5 hashes let somebody in. */
  readonly acceptsMd5: boolean;
  /** For an IAM user without TLS: a token must not travel in the clear. */
  readonly noTlsRefusal: string;
}

/** PostgreSQL's own limit; a token with a session in it takes about 2 KiB. */
const LONGEST_PASSWORD = 65_535;

/** RDS's rule: a member of rds_iam logs in with a token and nothing else, everybody else with a password. */
export async function authenticate(
  stream: Duplex,
  user: string,
  checks: LoginChecks,
): Promise<LoginRefused | undefined> {
  const rules = await checks.server.lookUp((client) => loginRules(client, user));
  try {
    const isIn = await (rules.byIam ? byToken(stream, user, checks) : byPassword(stream, user, rules, checks));
    if (isIn && rules.replication !== undefined) await setReplication(checks.server, user, rules.replication);
    if (isIn) return undefined;
  } catch (error) {
    if (error instanceof LoginError) return error;
    throw error;
  }
  if (rules.byIam) return { code: "28000", message: `PAM authentication failed for user "${user}"` };
  return { code: "28P01", message: `password authentication failed for user "${user}"` };
}

async function byToken(stream: Duplex, user: string, checks: LoginChecks): Promise<boolean> {
  if (checks.certificate === undefined) throw new LoginError("28000", checks.noTlsRefusal);
  stream.write(authentication({ kind: "cleartext" }));
  return checks.isTokenValid(user, (await readPassword(stream)).toString("utf8"));
}

/** A user who does not exist is asked in the way that new passwords are kept, as PostgreSQL does. */
async function byPassword(stream: Duplex, user: string, rules: LoginRules, checks: LoginChecks): Promise<boolean> {
  const stored = rules.storedPassword;
  const asksMd5 = stored === undefined ? rules.keepsMd5 : isMd5(stored);
  if (!asksMd5 || !checks.acceptsMd5) return byScram(stream, user, stored, checks.certificate?.digest);
  const salt = md5Salt();
  stream.write(md5Request(salt));
  return isMd5Answer(await readPassword(stream), stored ?? impossibleMd5(), salt);
}

/** PasswordMessage, without the zero at its end. */
export async function readPassword(stream: Duplex): Promise<Buffer> {
  const reader = new ByteReader(stream);
  const head = await reader.take(5);
  const [type] = head;
  if (type !== "p".charCodeAt(0)) throw violation(`expected password response, got message type ${String(type)}`);
  const length = head.readInt32BE(1);
  if (length < 4 || length > LONGEST_PASSWORD) throw violation("invalid message length");
  const body = await reader.take(length - 4);
  if (body.indexOf(0) !== body.length - 1) throw violation("invalid password packet size");
  if (body.length === 1) throw new LoginError("28P01", "empty password returned by client");
  return body.subarray(0, -1);
}
