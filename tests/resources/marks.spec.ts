import assert from "node:assert/strict";
import { Field } from "../../resources/field";
import { hiddenSecret, readingOf } from "../../resources/marks";

const signature = "4dabf18193072939515e22adb298388d";
const marked = (kind: string, rest: object = {}): object => ({ [signature]: kind, ...rest });
const secret = (rest: object): object => marked("1b47061264138c4ac30d75fd1eb44270", rest);
const output = (rest: object): object => marked("d0e6a833031e9bbcd3f4e8bde6ca49a4", rest);
const unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

describe("a value as states and previews write it", () => {
  it("is absent where it is null or not there", () => {
    assert.deepEqual([null, undefined].map(readingOf), [{ state: "absent" }, { state: "absent" }]);
  });

  it("is unknown where one of Pulumi's seven placeholders stands for it", () => {
    for (const placeholder of [
      "1c4a061d-8072-4f0a-a4cb-0ff528b18fe7",
      "3eeb2bf0-c639-47a8-9e75-3b44932eb421",
      unknown,
      "6a19a0b0-7e62-4c92-b797-7f8e31da9cc2",
      "030794c1-ac77-496b-92df-f27374a8bd58",
      "e48ece36-62e2-4504-bad9-02848725956a",
      "dd056dcd-154b-4c76-9bd3-c8f88648b5ff",
    ]) {
      assert.deepEqual(readingOf(placeholder), { state: "unknown" }, placeholder);
    }
    assert.deepEqual(readingOf(`arn:${unknown}`), { state: "known", value: `arn:${unknown}` });
  });

  it("is a secret that can be read where its text is there", () => {
    assert.deepEqual(readingOf(secret({ plaintext: '"opened"' })), { state: "known", value: "opened", secret: true });
    assert.deepEqual(readingOf(secret({ value: ["a"] })), { state: "known", value: ["a"], secret: true });
    assert.deepEqual(readingOf(secret({ value: null })), { state: "absent", secret: true });
    assert.deepEqual(readingOf(secret({ value: unknown })), { state: "unknown", secret: true });
  });

  it("is a secret that cannot be read where it is encrypted, hidden or spoilt", () => {
    for (const value of [secret({ ciphertext: "v1:abc" }), hiddenSecret, secret({ plaintext: "no JSON" })]) {
      assert.deepEqual(readingOf(value), { state: "unknown", secret: true });
    }
  });

  it("is what an output stands for", () => {
    assert.deepEqual(readingOf(output({ value: 5432 })), { state: "known", value: 5432 });
    assert.deepEqual(readingOf(output({ dependencies: [] })), { state: "unknown" });
    assert.deepEqual(readingOf(output({ value: "a", secret: true })), { state: "known", value: "a", secret: true });
  });

  it("is an object of what is said of an asset, an archive or a resource", () => {
    for (const kind of [
      "c44067f5952c0a294b673a41bacd8c17",
      "0def7320c3a5731c473e5ecbe6d01bc7",
      "5cf8f73096256a8f31e491e813e4eb8e",
    ]) {
      assert.deepEqual(readingOf(marked(kind, { path: "a" })), { state: "known", value: { path: "a" } });
    }
  });

  it("is unknown under a mark nobody here knows", () => {
    assert.deepEqual(readingOf(marked("another", { value: 1 })), { state: "unknown" });
  });
});

describe("a field with a secret", () => {
  const of = (value: unknown): Field => Field.of({ value }, "value");

  it("is secret in all its parts", () => {
    const list = of(secret({ plaintext: '[{"port":5432}]' }));
    const [first] = list.items();
    assert.deepEqual([list.secret, first?.secret, first?.get("port").secret], [true, true, true]);
    assert.equal(first?.get("port").number(), 5432);
    assert.equal(
      of(secret({ value: '{"a":1}' }))
        .json()
        ?.get("a").secret,
      true,
    );
    assert.equal(of("plain").secret, false);
  });

  it("is present but not to be read while it is encrypted", () => {
    const seen: string[] = [];
    const field = Field.of({ value: secret({ ciphertext: "v1:abc" }) }, "value", (path) => seen.push(path));
    assert.deepEqual([field.present, field.known, field.absent, field.secret], [true, false, false, true]);
    assert.equal(field.text(), undefined);
    assert.deepEqual(seen, ["value"]);
  });
});
