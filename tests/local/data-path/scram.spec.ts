import assert from "node:assert/strict";
import { challenge, mechanisms } from "../../../local/data-path/scram";
import {
  impossibleVerifier,
  parseVerifier,
  storedPassword,
  type ScramVerifier,
} from "../../../local/data-path/scram-verifier";

// The example of RFC 7677, section 3.
const salt = Buffer.from("W22ZaJ0SNY7soEsUEjb6gQ==", "base64");
const clientFirst = "n,,n=user,r=rOprNGfwEbeRWgbNEkqO";
const serverNonce = "%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0";
const serverFirst = "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096";
const clientFinal =
  "c=biws,r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,p=dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=";
const serverFinal = "v=6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4=";

function verifier(password: string): ScramVerifier {
  const parsed = parseVerifier(storedPassword(password, salt));
  assert.ok(parsed);
  return parsed;
}

describe("SCRAM-SHA-256", () => {
  it("has the conversation of RFC 7677", () => {
    const asked = challenge("SCRAM-SHA-256", clientFirst, verifier("pencil"), undefined, serverNonce);
    assert.equal(asked?.text, serverFirst);
    assert.equal(asked.finish(clientFinal), serverFinal);
  });

  it("refuses the proof of another password", () => {
    const asked = challenge("SCRAM-SHA-256", clientFirst, verifier("pencils"), undefined, serverNonce);
    assert.equal(asked?.finish(clientFinal), undefined);
  });

  it("refuses a proof over another nonce, header or of another length", () => {
    const asked = challenge("SCRAM-SHA-256", clientFirst, verifier("pencil"), undefined, serverNonce);
    for (const spoiled of [
      clientFinal.replace("r=rO", "r=r0"),
      clientFinal.replace("c=biws", "c=eSws"),
      clientFinal.slice(0, -8),
      "",
      "p=",
    ]) {
      assert.equal(asked?.finish(spoiled), undefined, spoiled);
    }
  });

  it("lets nobody in who has no password", () => {
    const asked = challenge("SCRAM-SHA-256", clientFirst, impossibleVerifier(), undefined, serverNonce);
    assert.match(asked?.text ?? "", /,i=4096$/);
    assert.equal(asked?.finish(clientFinal), undefined);
  });

  it("offers and demands channel binding where there is TLS", () => {
    const digest = Buffer.alloc(32, 1);
    assert.deepEqual(mechanisms(undefined), ["SCRAM-SHA-256"]);
    assert.deepEqual(mechanisms(digest), ["SCRAM-SHA-256-PLUS", "SCRAM-SHA-256"]);
    const bound = clientFirst.replace("n,,", "p=tls-server-end-point,,");
    assert.ok(challenge("SCRAM-SHA-256-PLUS", bound, verifier("pencil"), digest));
    assert.equal(challenge("SCRAM-SHA-256-PLUS", clientFirst, verifier("pencil"), digest), undefined);
    assert.equal(challenge("SCRAM-SHA-256-PLUS", bound, verifier("pencil"), undefined), undefined);
  });

  it("notices that the offer of channel binding was taken away on the way", () => {
    const claims = clientFirst.replace("n,,", "y,,");
    assert.equal(challenge("SCRAM-SHA-256", claims, verifier("pencil"), Buffer.alloc(32)), undefined);
    assert.ok(challenge("SCRAM-SHA-256", claims, verifier("pencil"), undefined));
  });

  it("reads no verifier from anything else that PostgreSQL may have stored", () => {
    for (const text of ["", "md5abcdef", "SCRAM-SHA-256$x:y$z:w"]) assert.equal(parseVerifier(text), undefined, text);
  });
});
