import type { Duplex } from "node:stream";
import { ByteReader } from "../byte-reader";
import { violation } from "./login-error";
import { authentication } from "./messages";
import { challenge, type ChannelBinding, checkMechanism, mechanisms } from "./scram";
import { impossibleVerifier, parseVerifier } from "./scram-verifier";

/** PG_MAX_SASL_MESSAGE_LENGTH, its own length included. */
const LONGEST_ANSWER = 1024;

/**
 * Asks a client for its password by SCRAM; whoever has none is asked like everybody else.
 *
 * @param stored as PostgreSQL keeps it, in whatever form.
 */
export async function byScram(
  stream: Duplex,
  user: string,
  stored: string | undefined,
  binding: ChannelBinding,
): Promise<boolean> {
  const verifier = parseVerifier(stored ?? "") ?? impossibleVerifier(user);
  stream.write(authentication({ kind: "sasl", mechanisms: mechanisms(binding) }));
  const initial = await readAnswer(stream);
  if (initial === undefined) return false;
  const { mechanism, data } = saslInitialResponse(initial);
  checkMechanism(mechanism, binding);
  // A client may choose the mechanism first, and speak when it is asked to.
  if (data === undefined) stream.write(authentication({ kind: "sasl-continue", data: "" }));
  const first = data ?? (await readAnswer(stream));
  if (first === undefined) return false;
  const asked = challenge(mechanism, first.toString("latin1"), verifier, binding);
  stream.write(authentication({ kind: "sasl-continue", data: asked.text }));
  const final = await readAnswer(stream);
  const proof = final === undefined ? undefined : asked.finish(final.toString("latin1"));
  if (proof === undefined) return false;
  stream.write(authentication({ kind: "sasl-final", data: proof }));
  return true;
}

/** The body of a SASLInitialResponse or SASLResponse; undefined for a length that no such message has. */
async function readAnswer(stream: Duplex): Promise<Buffer | undefined> {
  const reader = new ByteReader(stream);
  const head = await reader.take(5);
  const [type] = head;
  if (type !== "p".charCodeAt(0)) throw violation(`expected SASL response, got message type ${String(type)}`);
  const length = head.readInt32BE(1);
  return length < 4 || length > LONGEST_ANSWER ? undefined : reader.take(length - 4);
}

function saslInitialResponse(body: Buffer): { readonly mechanism: string; readonly data: Buffer | undefined } {
  const end = body.indexOf(0);
  if (end === -1) throw violation("invalid string in message");
  if (body.length < end + 5) throw violation("insufficient data left in message");
  const mechanism = body.toString("latin1", 0, end);
  const length = body.readInt32BE(end + 1);
  const rest = body.subarray(end + 5);
  if (length === -1 && rest.length === 0) return { mechanism, data: undefined };
  if (length < -1 || length > rest.length) throw violation("insufficient data left in message");
  if (length !== rest.length) throw violation("invalid message format");
  return { mechanism, data: rest };
}
