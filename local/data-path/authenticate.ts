import type { Duplex } from "node:stream";
import { ByteReader, ProtocolError } from "./byte-reader";
import type { ServerCertificate } from "./certificates";
import { authentication } from "./pg-messages";
import type { PostgresServer } from "./postgres";
import { loginRules } from "./postgres-roles";
import { challenge, mechanisms } from "./scram";
import { impossibleVerifier, parseVerifier } from "./scram-verifier";

export interface LoginRefused {
  /** SQLSTATE. */
  readonly code: string;
  readonly message: string;
}

export interface LoginChecks {
  readonly server: PostgresServer;
  /** None: the connection is not encrypted. */
  readonly certificate: ServerCertificate | undefined;
  readonly isTokenValid: (user: string, token: string) => Promise<boolean>;
  /** For an IAM user without TLS: a token must not travel in the clear. */
  readonly noTlsRefusal: string;
}

/** PostgreSQL's own limit is 64 KiB; a token with a session in it takes about 2. */
const LONGEST_ANSWER = 65_536;

/** RDS's rule: a member of rds_iam logs in with a token and nothing else, everybody else with a password. */
export async function authenticate(
  stream: Duplex,
  user: string,
  checks: LoginChecks,
): Promise<LoginRefused | undefined> {
  const rules = await checks.server.lookUp((client) => loginRules(client, user));
  if (rules.byIam) return byToken(stream, user, checks);
  return byPassword(stream, user, rules.storedPassword, checks.certificate);
}

async function byToken(stream: Duplex, user: string, checks: LoginChecks): Promise<LoginRefused | undefined> {
  if (checks.certificate === undefined) return { code: "28000", message: checks.noTlsRefusal };
  stream.write(authentication({ kind: "cleartext" }));
  const answer = await readAnswer(stream);
  const end = answer.indexOf(0);
  const token = answer.subarray(0, end === -1 ? answer.length : end).toString("utf8");
  if (await checks.isTokenValid(user, token)) return undefined;
  return { code: "28000", message: `PAM authentication failed for user "${user}"` };
}

async function byPassword(
  stream: Duplex,
  user: string,
  stored: string | undefined,
  certificate: ServerCertificate | undefined,
): Promise<LoginRefused | undefined> {
  const failure = { code: "28P01", message: `password authentication failed for user "${user}"` };
  const broken = { code: "08P01", message: "malformed SCRAM message" };
  const binding = certificate?.digest;
  const verifier = parseVerifier(stored ?? "") ?? impossibleVerifier();
  stream.write(authentication({ kind: "sasl", mechanisms: mechanisms(binding) }));
  const first = saslInitialResponse(await readAnswer(stream));
  if (first === undefined) return broken;
  const asked = challenge(first.mechanism, first.data, verifier, binding);
  if (asked === undefined) return broken;
  stream.write(authentication({ kind: "sasl-continue", data: asked.text }));
  const proof = asked.finish((await readAnswer(stream)).toString("utf8"));
  if (proof === undefined) return failure;
  stream.write(authentication({ kind: "sasl-final", data: proof }));
  return undefined;
}

/** The body of a message of type `p`: PasswordMessage, SASLInitialResponse and SASLResponse are all of it. */
async function readAnswer(stream: Duplex): Promise<Buffer> {
  const reader = new ByteReader(stream);
  const head = await reader.take(5);
  const length = head.readInt32BE(1) - 4;
  if (head[0] !== "p".charCodeAt(0) || length < 0 || length > LONGEST_ANSWER)
    throw new ProtocolError("expected a password message");
  return reader.take(length);
}

function saslInitialResponse(body: Buffer): { readonly mechanism: string; readonly data: string } | undefined {
  const end = body.indexOf(0);
  if (end === -1 || body.length < end + 5) return undefined;
  const data = body.subarray(end + 5).toString("utf8");
  return { mechanism: body.subarray(0, end).toString("utf8"), data };
}
