import { createHash, randomBytes, timingSafeEqual } from "node:crypto";
import { LoginError, malformed, violation } from "./login-error";
import { printable, ScramAttributes } from "./scram-attributes";
import { hmac, type ScramVerifier } from "./scram-verifier";

/**
 * The server's side of SCRAM-SHA-256 (RFC 5802, RFC 7677), with PostgreSQL's habits: the user's name in the first
 * message is ignored, the one of the startup message counts. Messages are text with a character for a byte (latin1);
 * what breaks the protocol is thrown as a LoginError in PostgreSQL's words.
 */
const SCRAM = "SCRAM-SHA-256";
const SCRAM_PLUS = "SCRAM-SHA-256-PLUS";
const BINDING_TYPE = "tls-server-end-point";

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

/** Answers a client's first message. */
export function challenge(
  mechanism: string,
  clientFirst: string,
  verifier: ScramVerifier,
  binding: ChannelBinding,
  serverNonce: string = randomBytes(18).toString("base64"),
): ScramChallenge {
  checkMechanism(mechanism, binding);
  const bound = mechanism === SCRAM_PLUS ? binding : undefined;
  checkWhole(clientFirst);
  const { flag, bare, clientNonce } = readFirst(clientFirst, bound, binding !== undefined);
  const nonce = clientNonce + serverNonce;
  const text = `r=${nonce},s=${verifier.salt.toString("base64")},i=${verifier.iterations}`;
  return {
    text,
    finish(clientFinal) {
      checkWhole(clientFinal);
      const { withoutProof, proof } = readFinal(clientFinal, nonce, flag, bound);
      return answer(proof, `${bare},${text},${withoutProof}`, verifier);
    },
  };
}

export function checkMechanism(mechanism: string, binding: ChannelBinding): void {
  if (mechanisms(binding).includes(mechanism)) return;
  throw violation("client selected an invalid SASL authentication mechanism");
}

function checkWhole(message: string): void {
  if (message === "") throw malformed("The message is empty.");
  if (message.includes("\0")) throw malformed("Message length does not match input length.");
}

function readFirst(message: string, bound: ChannelBinding, couldBind: boolean) {
  const attributes = new ScramAttributes(message);
  const flag = attributes.peek();
  readFlag(attributes, bound, couldBind);
  if (attributes.peek() === "a") {
    throw new LoginError("0A000", "client uses authorization identity, but it is not supported");
  }
  if (attributes.peek() !== ",") {
    throw malformed(`Unexpected attribute "${printable(attributes.peek())}" in client-first-message.`);
  }
  attributes.skip();
  const bare = attributes.rest;
  if (attributes.peek() === "m") throw new LoginError("0A000", "client requires an unsupported SCRAM extension");
  attributes.value("n");
  const clientNonce = attributes.value("r");
  if (/[^\x21-\x7e]/.test(clientNonce)) throw violation("non-printable characters in SCRAM nonce");
  while (attributes.peek() !== "") attributes.any();
  return { flag, bare, clientNonce };
}

function readFlag(attributes: ScramAttributes, bound: ChannelBinding, couldBind: boolean): void {
  const flag = attributes.peek();
  if (flag === "p") {
    if (bound === undefined) {
      const but = "but the SCRAM message includes channel binding data";
      throw malformed(`The client selected SCRAM-SHA-256 without channel binding, ${but}.`);
    }
    const type = attributes.value("p");
    if (type === BINDING_TYPE) return;
    throw violation(`unsupported SCRAM channel-binding type "${type.slice(0, 30).replace(/[^\x21-\x7e]/g, "?")}"`);
  }
  if (flag !== "n" && flag !== "y") throw malformed(`Unexpected channel-binding flag "${printable(flag)}".`);
  if (bound !== undefined) {
    const but = "but the SCRAM message does not include channel binding data";
    throw malformed(`The client selected SCRAM-SHA-256-PLUS, ${but}.`);
  }
  // "y": the client could bind, and believes that the server cannot. It can: somebody in between said otherwise.
  if (flag === "y" && couldBind) {
    const however = "However, this server does support channel binding.";
    const detail = `The client supports SCRAM channel binding but thinks the server does not.  ${however}`;
    throw new LoginError("28000", "SCRAM channel binding negotiation error", detail);
  }
  attributes.skip();
  if (attributes.peek() !== ",") {
    throw malformed(`Comma expected, but found character "${printable(attributes.peek())}".`);
  }
  attributes.skip();
}

function readFinal(message: string, nonce: string, flag: string, bound: ChannelBinding) {
  const attributes = new ScramAttributes(message);
  checkBinding(attributes.value("c"), flag, bound);
  const finalNonce = attributes.value("r");
  let end: number;
  let attribute: readonly [name: string, value: string];
  do {
    end = attributes.position - 1;
    attribute = attributes.any();
  } while (attribute[0] !== "p");
  const proof = Buffer.from(attribute[1], "base64");
  if (proof.length !== 32 || proof.toString("base64") !== attribute[1]) {
    throw malformed("Malformed proof in client-final-message.");
  }
  if (attributes.rest !== "") throw malformed("Garbage found at the end of client-final-message.");
  if (finalNonce !== nonce) throw violation("invalid SCRAM response", "Nonce does not match.");
  return { withoutProof: message.slice(0, end), proof };
}

function checkBinding(sent: string, flag: string, bound: ChannelBinding): void {
  if (bound !== undefined) {
    const expected = Buffer.concat([Buffer.from(`p=${BINDING_TYPE},,`), bound]).toString("base64");
    if (sent !== expected) throw new LoginError("28000", "SCRAM channel binding check failed");
  } else if (sent !== Buffer.from(`${flag},,`).toString("base64")) {
    throw violation("unexpected SCRAM channel-binding attribute in client-final-message");
  }
}

function answer(proof: Buffer, authMessage: string, verifier: ScramVerifier): string | undefined {
  const signature = hmac(verifier.storedKey, authMessage);
  const clientKey = Buffer.from(proof.map((byte, at) => byte ^ (signature[at] ?? 0)));
  const storedKey = createHash("sha256").update(clientKey).digest();
  if (verifier.storedKey.length !== storedKey.length || !timingSafeEqual(storedKey, verifier.storedKey)) {
    return undefined;
  }
  return `v=${hmac(verifier.serverKey, authMessage).toString("base64")}`;
}
