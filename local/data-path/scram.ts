import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { hmac, type ScramVerifier } from "./scram-verifier";

/**
 * The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), with PostgreSQL's habits: the user's name in the first
 * message is ignored, the one of the startup message counts.
 */
const SCRAM = "SCRAM-SHA-256";
const SCRAM_PLUS = "SCRAM-SHA-256-PLUS";

export interface ScramChallenge {
  /** Server's first message. */
  readonly text: string;
  /** Checks the client's final message: the server's final one, or undefined for a wrong password. */
  finish(clientFinal: string): string | undefined;
}

/** What the login is bound to: SHA-256 of the certificate the client was shown; undefined without TLS. */
export type ChannelBinding = Buffer | undefined;

/** The mechanisms to offer, best first. */
export function mechanisms(binding: ChannelBinding): readonly string[] {
  return binding === undefined ? [SCRAM] : [SCRAM_PLUS, SCRAM];
}

/** Answers a client's first message; undefined where it breaks the protocol. */
export function challenge(
  mechanism: string,
  clientFirst: string,
  verifier: ScramVerifier,
  binding: ChannelBinding,
  serverNonce: string = randomBytes(18).toString("base64"),
): ScramChallenge | undefined {
  const match = /^((n|y|p=tls-server-end-point),[^,]*,)(n=[^,]*,r=([\x21-\x2b\x2d-\x7e]+)(?:,.*)?)$/s.exec(clientFirst);
  const [, header, flag, bare, clientNonce] = match ?? [];
  if (header === undefined || flag === undefined || bare === undefined || clientNonce === undefined) return undefined;
  if (!mechanisms(binding).includes(mechanism) || flag.startsWith("p") !== (mechanism === SCRAM_PLUS)) return undefined;
  // "y": the client could bind, and believes that the server cannot. It can: somebody in between said otherwise.
  if (flag === "y" && binding !== undefined) return undefined;
  const nonce = clientNonce + serverNonce;
  const text = `r=${nonce},s=${verifier.salt.toString("base64")},i=${verifier.iterations}`;
  const bound = Buffer.concat([
    Buffer.from(header, "utf8"),
    mechanism === SCRAM_PLUS && binding !== undefined ? binding : Buffer.alloc(0),
  ]);
  const expected = `c=${bound.toString("base64")},r=${nonce}`;
  return { text, finish: (clientFinal) => finish(clientFinal, expected, `${bare},${text}`, verifier) };
}

function finish(clientFinal: string, expected: string, soFar: string, verifier: ScramVerifier): string | undefined {
  const match = /^(.*),p=([A-Za-z0-9+/=]+)$/s.exec(clientFinal);
  const [, withoutProof, proofText] = match ?? [];
  if (withoutProof === undefined || proofText === undefined || withoutProof !== expected) return undefined;
  const proof = Buffer.from(proofText, "base64");
  const authMessage = `${soFar},${withoutProof}`;
  const signature = hmac(verifier.storedKey, authMessage);
  if (proof.length !== signature.length) return undefined;
  const clientKey = Buffer.from(proof.map((byte, at) => byte ^ (signature[at] ?? 0)));
  const storedKey = createHash("sha256").update(clientKey).digest();
  if (!timingSafeEqual(storedKey, verifier.storedKey)) return undefined;
  return `v=${hmac(verifier.serverKey, authMessage).toString("base64")}`;
}
