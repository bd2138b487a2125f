import assert from "node:assert/strict";
import { challenge, mechanisms } from "../../../../local/databases/postgres/scram";
import {
  impossibleVerifier,
  parseVerifier,
  storedPassword,
  type ScramVerifier,
} from "../../../../local/databases/postgres/scram-verifier";

// The example of RFC 7677, section 3.
const salt = Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64");
const clientFirst = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
const serverNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
const serverFirst = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
const clientFinal =
  "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
const serverFinal = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

const malformed = "malformed SCRAM message";

function violation(message: string, detail?: string | RegExp) {
  return { name: "LoginError", code: "08P01", message, ...(detail === undefined ? {} : { detail }) };
}

function verifier(password: string): ScramVerifier {
  const parsed = parseVerifier(storedPassword(password, salt));
  assert.ok(parsed);
  return parsed;
}

describe("SCRAM-SHA-256", () => {
  it("has the conversation of RFC 7677", () => {
    const asked = challenge("SCRAM-SHA-256", clientFirst, verifier("pencil"), undefined, serverNonce);
    assert.equal(asked.text, serverFirst);
    assert.equal(asked.finish(clientFinal), serverFinal);
  });

  it("refuses the proof of another password", () => {
    const asked = challenge("SCRAM-SHA-256", clientFirst, verifier("pencils"), undefined, serverNonce);
    assert.equal(asked.finish(clientFinal), undefined);
  });

  it("refuses a final message over another nonce or header, or of another form, in PostgreSQL's words", () => {
    const asked = challenge("SCRAM-SHA-256", clientFirst, verifier("pencil"), undefined, serverNonce);
    for (const [spoiled, message, detail] of [
      [clientFinal.replace("r=rO", "r=r0"), "invalid SCRAM response", "Nonce does not match."],
      [clientFinal.replace("c=biws", "c=eSws"), "unexpected SCRAM channel-binding attribute in client-final-message"],
      [clientFinal.slice(0, -8), malformed, "Malformed proof in client-final-message."],
      [`${clientFinal},x=1`, malformed, "Garbage found at the end of client-final-message."],
      ["", malformed, "The message is empty."],
      ["c=biws\0", malformed, "Message length does not match input length."],
      ["p=", malformed, `Expected attribute "c" but found "'p'".`],
      ["c:biws", malformed, 'Expected character "=" for attribute "c".'],
      ["c=biws,r=x", malformed, "Attribute expected, but found end of string."],
    ] as const) {
      assert.throws(() => asked.finish(spoiled), violation(message, detail), spoiled);
    }
  });

  it("refuses a first message of another form in PostgreSQL's words", () => {
    const first = (text: string) => () => challenge("SCRAM-SHA-256", text, verifier("pencil"), undefined);
    for (const [text, detail] of [
      ["x,,n=,r=abc", `Unexpected channel-binding flag "'x'".`],
      ["n", 'Comma expected, but found character "0x00".'],
      ["n,x,n=,r=abc", `Unexpected attribute "'x'" in client-first-message.`],
      ["n,,x=,r=abc", `Expected attribute "n" but found "'x'".`],
      ["n,,n=,s=abc", `Expected attribute "r" but found "'s'".`],
      ["n,,n=,r=abc,1=x", `Attribute expected, but found invalid character "'1'".`],
      [
        "p=tls-server-end-point,,n=,r=abc",
        "The client selected SCRAM-SHA-256 without channel binding, but the SCRAM message includes channel binding data.",
      ],
    ] as const) {
      assert.throws(first(text), violation(malformed, detail), text);
    }
    assert.throws(first("n,,n=,r=a\x7f"), violation("non-printable characters in SCRAM nonce"));
    assert.throws(first("n,a=x,n=,r=abc"), { code: "0A000", message: /authorization identity/ });
    assert.throws(first("n,,m=x,n=,r=abc"), { code: "0A000", message: /unsupported SCRAM extension/ });
  });

  it("lets nobody in who has no password, and asks for it in the same way again", () => {
    const ask = () => challenge("SCRAM-SHA-256", clientFirst, impossibleVerifier("nobody"), undefined, serverNonce);
    assert.match(ask().text, /,i=4096$/);
    assert.equal(ask().text, ask().text);
    assert.equal(ask().finish(clientFinal), undefined);
  });

  it("offers and demands channel binding where there is TLS", () => {
    const digest = Buffer.alloc(32, 1);
    assert.deepEqual(mechanisms(undefined), ["SCRAM-SHA-256"]);
    assert.deepEqual(mechanisms(digest), ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"]);
    const bound = clientFirst.replace("n,,", "p=tls-server-end-point,,");
    const plus = (text: string, binding: Buffer | undefined) => () =>
      challenge("SCRAM-SHA-256-PLUS", text, verifier("pencil"), binding, serverNonce);
    const asked = plus(bound, digest)();
    assert.throws(() => asked.finish(clientFinal), { code: "28000", message: "SCRAM channel binding check failed" });
    assert.throws(plus(clientFirst, digest), violation(malformed, /^The client selected SCRAM-SHA-256-PLUS, but/));
    assert.throws(plus(bound, undefined), violation("client selected an invalid SASL authentication mechanism"));
    assert.throws(
      plus(bound.replace("server-end-point", "unique"), digest),
      violation('unsupported SCRAM channel-binding type "tls-unique"'),
    );
  });

  it("notices that the offer of channel binding was taken away on the way", () => {
    const claims = clientFirst.replace("n,,", "y,,");
    const message = "SCRAM channel binding negotiation error";
    const taken = () => challenge("SCRAM-SHA-256", claims, verifier("pencil"), Buffer.alloc(32));
    assert.throws(taken, { code: "28000", message });
    assert.ok(challenge("SCRAM-SHA-256", claims, verifier("pencil"), undefined));
  });

  it("reads no verifier from anything else that PostgreSQL may have stored", () => {
    for (const text of ["", "md5abcdef", "SCRAM-SHA-256$x:y$z:w"]) assert.equal(parseVerifier(text), undefined, text);
  });
});
