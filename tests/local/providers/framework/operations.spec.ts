import assert from "node:assert/strict";
import { Operations } from "../../../../local/providers/framework/operations";
import { unknownValue, type Properties } from "../../../../local/providers/resource-type";
import type { ReadAnswer } from "../../../../local/providers/requests";
import type { Services } from "../../../../local/services/services";
import { testServices } from "../../test-services";
import { about, exampleKind, exampleProvider } from "./example-type";

const secret = (value: unknown): unknown => ({
  "4dabf18193072939515e22adb298388d": "1b47061264138c4ac30d75fd1eb44270",
  value,
});

describe("a resource's life", () => {
  let services: Services;
  let operations: Operations;
  beforeEach(() => {
    services = testServices();
    operations = new Operations(exampleProvider, services);
  });
  const create = async (inputs: Properties): Promise<{ id: string; properties: Properties }> =>
    operations.create({ ...about, inputs, preview: false });
  const read = (id: string, inputs?: Properties, properties: Properties = {}): Promise<ReadAnswer> =>
    operations.read({ ...about, id, properties, ...(inputs && { inputs }) });

  it("in a preview is what is known, and unknown where AWS fills in; nothing is made", async () => {
    const { id, properties } = await operations.create({
      ...about,
      inputs: { name: "a", size: 1, options: { key: "k" }, __defaults: [] },
      preview: true,
    });
    assert.equal(id, "");
    assert.deepEqual(properties, {
      name: "a",
      size: 1,
      groups: unknownValue,
      zone: unknownValue,
      options: { key: "k" },
      arn: unknownValue,
    });
    assert.deepEqual(services.store.list(exampleKind), []);
  });

  it("has the outputs that AWS has, not those that were sent", async () => {
    const { id, properties } = await create({ name: "a", size: 1 });
    assert.deepEqual(properties, { name: "a", size: 1, zone: "zone-a", arn: `arn:${id}` });
  });

  it("keeps in its state what AWS never returns, and secrets as secrets", async () => {
    const { properties } = await create({ name: "a", size: 1, password: "hunter2", skipSnapshot: true });
    assert.deepEqual(properties.password, secret("hunter2"));
    assert.equal(properties.skipSnapshot, true);
    assert.doesNotMatch(JSON.stringify(services.store.list(exampleKind)), /hunter2/);
  });

  it("in an update's preview has what AWS filled in before", async () => {
    const old = { name: "a", size: 1, zone: "zone-a", arn: "arn:ex-1" };
    const news = { name: "a", size: 2 };
    const { properties } = await operations.update({ ...about, id: "ex-1", oldOutputs: old, news, preview: true });
    assert.deepEqual(properties, { ...old, size: 2, groups: unknownValue });
  });

  it("after an update has the new values", async () => {
    const { id, properties: old } = await create({ name: "a", size: 1 });
    const news = { name: "a", size: 2, password: "new" };
    const { properties } = await operations.update({ ...about, id, oldOutputs: old, news, preview: false });
    assert.deepEqual([properties.size, properties.zone, properties.password], [2, "zone-a", secret("new")]);
  });

  it("shows AWS's refusal as the provider prints it", async () => {
    await assert.rejects(create({ name: "a", size: 9 }), {
      message: "creating Test Example: LimitExceededException: nine is too many",
    });
    await assert.rejects(
      operations.update({ ...about, id: "ex-9", oldOutputs: {}, news: { size: 1 }, preview: false }),
      { message: "updating Test Example (ex-9): ResourceNotFoundException: ex-9 not found" },
    );
  });

  it("ends with its deletion", async () => {
    const { id } = await create({ name: "a", size: 1 });
    await operations.delete({ ...about, id, properties: {} });
    assert.equal((await read(id)).id, "");
  });

  it("refreshed without drift has the inputs it had, in the program's spelling", async () => {
    const inputs = {
      name: "a",
      size: 1,
      policy: '{ "b": 1 }',
      groups: ["y", "x"],
      network: "arn:n/sn-1",
      __defaults: [],
    };
    const { id, properties } = await create(inputs);
    const entity = services.store.get(exampleKind, id);
    assert.ok(entity);
    const spelled = { ...entity.data, policy: '{"b":1}', groups: ["x", "y"], network: "sn-1" };
    await services.store.put({ ...entity, data: spelled });
    assert.deepEqual((await read(id, inputs, properties)).inputs, inputs);
  });

  it("refreshed shows what was changed behind Pulumi's back, and so does the next diff", async () => {
    const inputs = { name: "a", size: 1, tags: { a: "1" } };
    const { id, properties } = await create(inputs);
    const entity = services.store.get(exampleKind, id);
    assert.ok(entity);
    await services.store.put({
      ...entity,
      data: { ...entity.data, size: 5, tags: { a: "1", b: "2" }, zone: "zone-b" },
    });
    const refreshed = await read(id, inputs, properties);
    assert.deepEqual(refreshed.inputs, { name: "a", size: 5, tags: { a: "1", b: "2" }, __defaults: [] });
    assert.equal(refreshed.properties.zone, "zone-b");
    const { differences } = operations.diff({
      ...about,
      id,
      oldInputs: refreshed.inputs,
      oldOutputs: {},
      news: inputs,
    });
    assert.deepEqual(
      differences.map(({ path, kind }) => [path, kind]),
      [
        ["size", "update"],
        ["tags.b", "delete"],
      ],
    );
  });

  it("refreshed keeps what AWS never returns", async () => {
    const inputs = { name: "a", size: 1, password: "hunter2" };
    const { id } = await create(inputs);
    const refreshed = await read(id, inputs, { ...inputs });
    assert.deepEqual(refreshed.inputs.password, secret("hunter2"));
    assert.deepEqual(refreshed.properties.password, secret("hunter2"));
  });

  it("imported by its id has all the inputs a program could have", async () => {
    const { id } = await create({ name: "a", size: 1, tags: { a: "1" } });
    assert.deepEqual((await read(id)).inputs, {
      name: "a",
      size: 1,
      mode: "SAFE",
      tags: { a: "1" },
      zone: "zone-a",
      skipSnapshot: false,
      __defaults: [],
    });
  });
});
