import assert from "node:assert/strict";
import { randomBytes, randomUUID } from "node:crypto";
import { Operations } from "../../../../local/providers/framework/operations";
import { randomProvider } from "../../../../local/providers/random/provider";
import type { Properties } from "../../../../local/providers/resource-type";
import { testServices } from "../../test-services";
import { sdkResourceOf } from "../sdk-resource";

const services = testServices({
  ids: {
    hex: (length) => randomBytes(length).toString("hex").slice(0, length),
    uuid: randomUUID,
    bytes: (length) => randomBytes(length),
  },
});
const operations = new Operations(randomProvider, services);
const tokenOf = (name: string): string => `random:index/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`;
const about = (name: string) => ({
  provider: "random",
  scope: { account: "", region: "", defaultTags: {} },
  type: tokenOf(name),
  urn: "urn:thing",
  name: "thing",
});
const check = (name: string, news: Properties) => operations.check({ ...about(name), olds: {}, news, randomSeed: "" });
const create = (name: string, news: Properties) =>
  operations.create({ ...about(name), inputs: check(name, news).inputs, preview: false });
const plain = (value: unknown): string => String((value as { value?: unknown }).value ?? value);

describe("the random provider", () => {
  it("makes a UUID, which is also its id", async () => {
    const { id, properties } = await create("RandomUuid", {});
    assert.match(id, /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
    assert.equal(properties.result, id);
  });

  it("makes an id in all its spellings", async () => {
    const { id, properties } = await create("RandomId", { byteLength: 4, prefix: "app-" });
    const bytes = Buffer.from(id, "base64url");
    assert.equal(bytes.length, 4);
    assert.equal(properties.hex, `app-${bytes.toString("hex")}`);
    assert.equal(properties.dec, `app-${bytes.readUInt32BE()}`);
    assert.equal(properties.b64Url, `app-${id}`);
  });

  it("makes a password of the length and with the classes that were asked for", async () => {
    for (let time = 0; time < 50; time++) {
      const { properties } = await create("RandomPassword", {
        length: 12,
        minUpper: 3,
        minNumeric: 3,
        minSpecial: 3,
        lower: false,
        overrideSpecial: "_~",
      });
      const password = plain(properties.result);
      assert.match(password, /^[A-Z0-9_~]{12}$/);
      for (const [letters, least] of [
        [/[A-Z]/g, 3],
        [/[0-9]/g, 3],
        [/[_~]/g, 3],
      ] as const) {
        assert.ok((password.match(letters) ?? []).length >= least, password);
      }
    }
  });

  it("marks a password as a secret, and a string as none", async () => {
    const password = await create("RandomPassword", { length: 8 });
    assert.deepEqual(Object.keys(password.properties.result as object), ["4dabf18193072939515e22adb298388d", "value"]);
    assert.equal(password.id, "none");
    const text = await create("RandomString", { length: 8, special: false });
    assert.match(String(text.properties.result), /^[A-Za-z0-9]{8}$/);
  });

  it("uses every character about as often", async () => {
    const { properties } = await create("RandomString", {
      length: 20_000,
      upper: false,
      numeric: false,
      special: false,
    });
    const counts = new Map<string, number>();
    for (const letter of String(properties.result)) counts.set(letter, (counts.get(letter) ?? 0) + 1);
    assert.equal(counts.size, 26);
    for (const [letter, count] of counts) assert.ok(count > 600 && count < 940, `${letter}: ${count}`);
  });

  it("keeps its value when it is read again, and nothing of it in the cloud", async () => {
    const { id, properties } = await create("RandomPassword", { length: 8 });
    const state = { ...properties, result: plain(properties.result) };
    const read = await operations.read({ ...about("RandomPassword"), id, inputs: { length: 8 }, properties: state });
    assert.equal(plain(read.properties.result), state.result);
    assert.doesNotMatch(JSON.stringify(services.store.list("provider:creation")), new RegExp(escaped(state.result)));
  });

  it("makes a new one when a keeper or a setting changes, and only then", () => {
    const diff = (oldInputs: Properties, news: Properties) =>
      operations
        .diff({ ...about("RandomString"), id: "x", oldInputs, oldOutputs: {}, news })
        .differences.map(({ path, replaces }) => [path, replaces]);
    assert.deepEqual(diff({ length: 8, keepers: { a: "1" } }, { length: 8, keepers: { a: "1" } }), []);
    assert.deepEqual(diff({ length: 8, keepers: { a: "1" } }, { length: 9, keepers: { a: "2" } }), [
      ["length", true],
      ["keepers.a", true],
    ]);
  });

  it("says what cannot be made", () => {
    const reasons = (news: Properties) => check("RandomPassword", news).failures.map(({ reason }) => reason);
    assert.deepEqual(reasons({ length: 3, minUpper: 2, minLower: 2 }), [
      "must be at least 4, the sum of the minimums, got 3",
    ]);
    assert.deepEqual(reasons({ length: 8, lower: false, upper: false, numeric: false, special: false }), [
      "one of lower, upper, numeric, special must be true",
    ]);
  });

  for (const name of ["RandomUuid", "RandomId", "RandomString", "RandomPassword"]) {
    it(`has for ${name} only properties of the SDK`, () => {
      const sdk = sdkResourceOf(tokenOf(name));
      const known = [...(sdk?.inputs ?? []), ...(sdk?.outputs ?? [])];
      const fields = Object.keys(randomProvider.type(tokenOf(name))?.fields ?? {});
      assert.deepEqual(
        fields.filter((field) => !known.includes(field)),
        [],
      );
    });
  }
});

function escaped(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}
