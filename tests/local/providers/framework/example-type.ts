import { kind } from "../../../../local/state/store";
import { AwsError } from "../../../../local/ground/aws-error";
import {
  choice,
  flag,
  integer,
  json,
  listOf,
  mapOf,
  object,
  output,
  setOf,
  text,
} from "../../../../local/providers/fields";
import type { Provider } from "../../../../local/providers/framework/provider";
import { resourceType, type Properties } from "../../../../local/providers/resource-type";

export const exampleKind = kind<Properties>("test:example");

/** A resource type with one field of every kind, kept in the store as it is. */
const exampleType = resourceType({
  token: "test:index:Example",
  label: "Test Example",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 20, lowerCase: true } }),
    size: integer({ required: true, min: 1, max: 10 }),
    mode: choice(["FAST", "SAFE"], { default: "SAFE" }),
    ports: listOf(text()),
    groups: setOf(text(), { computed: true, maxLength: 3 }),
    tags: mapOf(text()),
    policy: json(),
    zone: text({ computed: true, replaces: true }),
    options: object({ level: integer({ default: 1 }), key: text({ replaces: true }) }),
    network: text({ replaces: true, same: (left, right) => left.split("/").at(-1) === right.split("/").at(-1) }),
    password: text({ secret: true, kept: true }),
    skipSnapshot: flag({ kept: true, default: false }),
    arn: output(text()),
  },
  check: ({ mode, size }) =>
    mode === "FAST" && size === 10 ? [{ property: "size", reason: "must be below 10 with mode FAST, got 10" }] : [],
  create: async ({ services, account, region }, inputs) => {
    if (inputs.size === 9) throw new AwsError("LimitExceededException", "nine is too many");
    const id = `ex-${services.ids.hex(4)}`;
    const { password: _password, skipSnapshot: _skipSnapshot, ...data } = { ...inputs, zone: inputs.zone ?? "zone-a" };
    await services.store.put({ kind: exampleKind, id, arn: `arn:${id}`, account, region, data });
    return id;
  },
  read: ({ services }, id) => {
    const entity = services.store.get(exampleKind, id);
    return entity && { ...entity.data, arn: entity.arn };
  },
  update: async ({ services }, id, { password: _password, skipSnapshot: _skipSnapshot, ...data }) => {
    const before = services.store.get(exampleKind, id);
    if (before === undefined) throw new AwsError("ResourceNotFoundException", `${id} not found`);
    await services.store.put({ ...before, data: { ...before.data, ...data } });
  },
  delete: ({ services }, id) => services.store.delete(exampleKind, id),
});

export const exampleProvider: Provider = {
  name: "test",
  configure: () => scope,
  type: (token) => (token === exampleType.token ? exampleType : undefined),
  function: () => undefined,
  prepare: (_type, inputs) => inputs,
};

const scope = { account: "111111111111", region: "us-east-1", defaultTags: {} };

/** What every request about one of these has. */
export const about = { provider: "test", scope, urn: "urn:thing", type: exampleType.token, name: "Thing" };
