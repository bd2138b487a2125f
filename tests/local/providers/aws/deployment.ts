import assert from "node:assert/strict";
import { awsProvider } from "../../../../local/providers/aws/provider";
import { Operations } from "../../../../local/providers/framework/operations";
import type { Properties } from "../../../../local/providers/resource-type";
import type { Caller, Services } from "../../../../local/services/services";
import { owner, testServices } from "../../test-services";

/** A resource as the engine's state has it, secrets unwrapped. */
export interface Deployed {
  readonly type: string;
  readonly name: string;
  readonly id: string;
  readonly inputs: Properties;
  readonly outputs: Properties;
}

const secret = "4dabf18193072939515e22adb298388d";

/** Asks the aws provider what the engine asks it, one resource at a time. */
export class Deployment {
  private readonly operations: Operations;

  constructor(
    readonly services: Services = testServices(),
    private readonly caller: Caller = owner,
  ) {
    this.operations = new Operations(awsProvider, services);
  }

  async create(type: string, inputs: Properties, name = "test"): Promise<Deployed> {
    const checked = this.check(type, inputs, {}, name);
    const request = { ...this.common(type, name), inputs: checked, preview: false };
    const { id, properties } = await this.operations.create(request);
    return { type, name, id, inputs: checked, outputs: bare(properties) };
  }

  /** `path`, with a `!` where the change makes a new resource. */
  diff(resource: Deployed, inputs: Properties): readonly string[] {
    const { id, type, name, inputs: oldInputs, outputs: oldOutputs } = resource;
    const news = this.check(type, inputs, oldInputs, name);
    const { differences } = this.operations.diff({ ...this.common(type, name), id, oldInputs, oldOutputs, news });
    return differences.map(({ path, replaces }) => (replaces ? `${path}!` : path)).sort();
  }

  async update(resource: Deployed, inputs: Properties): Promise<Deployed> {
    const { id, type, name, outputs: oldOutputs } = resource;
    assert.deepEqual(
      this.diff(resource, inputs).filter((it) => it.endsWith("!")),
      [],
      "an update, not a replacement",
    );
    const news = this.check(type, inputs, resource.inputs, name);
    const request = { ...this.common(type, name), id, oldOutputs, news, preview: false };
    const { properties } = await this.operations.update(request);
    return { ...resource, inputs: news, outputs: bare(properties) };
  }

  async delete({ id, type, name, outputs }: Deployed): Promise<void> {
    await this.operations.delete({ ...this.common(type, name), id, properties: outputs });
  }

  async refresh({ id, type, name, inputs, outputs }: Deployed): Promise<Deployed | undefined> {
    return this.read({ id, type, name, inputs, outputs });
  }

  async import(type: string, id: string, name = "test"): Promise<Deployed | undefined> {
    return this.read({ id, type, name, outputs: {} });
  }

  /** What the provider says of a program's inputs; none when it takes them. */
  problems(type: string, inputs: Properties): readonly string[] {
    const request = { ...this.common(type, "test"), olds: {}, news: inputs, randomSeed: "00" };
    return this.operations.check(request).failures.map(({ property, reason }) => `${property} ${reason}`);
  }

  async invoke(token: string, args: Properties): Promise<Properties> {
    const { result, failures } = await this.operations.invoke({ ...this.common("", ""), token, args });
    assert.deepEqual(failures, []);
    return result;
  }

  /**
   * A refresh finds nothing changed, and the same program again changes nothing, nor does it after an import.
   * @param untold what AWS does not return, so that an import cannot know it
   * @param id what an import is named by
   */
  async assertSteady(
    resource: Deployed,
    program: Properties,
    untold: readonly string[] = [],
    id = resource.id,
  ): Promise<void> {
    const refreshed = await this.refresh(resource);
    assert.deepEqual(refreshed, resource);
    assert.deepEqual(this.diff(resource, program), []);
    const imported = await this.import(resource.type, id, resource.name);
    assert.ok(imported !== undefined, "found by its id");
    assert.equal(imported.id, resource.id);
    const named = { ...("name" in resource.inputs && { name: resource.inputs.name }), ...program };
    assert.deepEqual(this.diff(imported, named), untold);
  }

  private check(type: string, inputs: Properties, olds: Properties, name: string): Properties {
    const request = { ...this.common(type, name), olds, news: inputs, randomSeed: "00" };
    const { inputs: checked, failures } = this.operations.check(request);
    assert.deepEqual(failures, []);
    return checked;
  }

  private async read(resource: Omit<Deployed, "inputs"> & { inputs?: Properties }): Promise<Deployed | undefined> {
    const { id, type, name, inputs, outputs } = resource;
    const request = { ...this.common(type, name), id, properties: outputs, ...(inputs && { inputs }) };
    const answer = await this.operations.read(request);
    if (answer.id === "") return undefined;
    return { type, name, id: answer.id, inputs: bare(answer.inputs), outputs: bare(answer.properties) };
  }

  private common(type: string, name: string) {
    return {
      provider: "aws",
      scope: { ...this.caller, defaultTags: {} },
      urn: `urn:pulumi:s::p::${type}::${name}`,
      type,
      name,
    };
  }
}

function bare(properties: Properties): Properties {
  return Object.fromEntries(Object.entries(properties).map(([key, value]) => [key, bareValue(value)]));
}

function bareValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bareValue);
  if (typeof value !== "object" || value === null) return value;
  const record = value as Properties;
  return secret in record ? record.value : bare(record);
}
