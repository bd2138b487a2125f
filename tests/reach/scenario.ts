import assert from "node:assert/strict";
import { databaseNamed } from "../../reach/command/find-database";
import type { Source } from "../../reach/source";
import { topologyOf, type Reading } from "../../reach/topology-of";
import { outsideClient, type Client } from "../../reachability/client";
import { explain } from "../../reachability/explain";
import type { HopCode } from "../../reachability/hop-code";
import { resourcesBy, sourceOf, stacks, type Way } from "./three-ways";

type Properties = Readonly<Record<string, unknown>>;
type Changes = Readonly<Record<string, Properties>>;

/** Made beside what was recorded of the producer; its properties may name resources by «name». */
export interface Made {
  readonly type: string;
  readonly name?: string;
  readonly id?: string;
  readonly inputs: Properties;
  /** What AWS tells beside the inputs. */
  readonly outputs?: Properties;
}

/** What a guide says went wrong, done to the recorded stacks: properties of resources by STACK/NAME. */
export interface Scenario {
  readonly symptom: string;
  readonly change?: Changes;
  readonly made?: readonly Made[];
  readonly way?: Way;
  /** A stack's client, or a range outside AWS; left out: the consumer's. */
  readonly from?: string;
  /** Left out: the database that was recorded. */
  readonly to?: string;
  readonly hop: HopCode;
  readonly verdict: "blocked" | "unknown" | "open";
  /** Of an open way: its reason. */
  readonly fix: RegExp;
}

/** A test for each scenario, titled by its symptom. */
export function tell(scenarios: readonly Scenario[]): void {
  for (const { symptom, change = {}, made = [], way = "vpc-association", from, to, hop, verdict, fix } of scenarios) {
    it(`${symptom} (${verdict} at ${hop})`, () => {
      const reading = topologyOf(changed(way, change, made));
      const { database } = databaseNamed("--to", to ?? "orders", { ...reading, outputs: [] });
      const found = explain(reading.topology, clientOf(reading, from), database);
      assert.equal(found.verdict, verdict, found.headline?.reason);
      const named = found.hops.find(({ code }) => code === hop);
      assert.equal(named?.verdict, verdict, found.headline?.code);
      assert.match((verdict === "open" ? named.reason : named.fix) ?? "", fix);
    });
  }
}

function clientOf({ clients }: Reading, from = "consumer"): Client {
  if (from.includes("/")) return outsideClient(from);
  const own = clients.find(({ kind, urn }) => kind === "stack output" && urn.includes(`:${from}::`));
  return own?.places[0] ?? assert.fail("no client");
}

/** The stacks with these properties in place of what was recorded, and with something made beside it by the producer. */
export function changed(way: Way, changes: Changes, made: readonly Made[] = []): readonly Source[] {
  const done = new Set<string>();
  const sources = stacks.map((stack) => {
    const resources = resourcesBy(way, stack).map((it) => {
      // A component may have its child's name.
      const key = `${stack}/${it.urn.slice(it.urn.lastIndexOf("::") + 2)}`;
      const change = it.id === undefined ? undefined : changes[key];
      if (change === undefined) return it;
      done.add(key);
      return { ...it, inputs: { ...it.inputs, ...change }, outputs: { ...it.outputs, ...change } };
    });
    return sourceOf(stack, stack === "producer" ? [...resources, ...beside(resources, made)] : resources);
  });
  assert.deepEqual([...done].sort(), Object.keys(changes).sort());
  return sources;
}

type Resource = ReturnType<typeof resourcesBy>[number];

function beside(recorded: readonly Resource[], made: readonly Made[]): readonly Resource[] {
  const { provider } = recorded.find(({ type }) => type === "aws:ec2/subnet:Subnet") ?? {};
  const more = made.map(({ type, name = "made", id = "acl-0123456789abcdef0", inputs, outputs }): Resource => {
    const urn = `urn:pulumi:producer::lattice-db::${type}::${name}`;
    return {
      urn,
      type,
      id,
      inputs,
      outputs: { ...inputs, ...outputs },
      ...(provider === undefined ? {} : { provider }),
    };
  });
  const idOf = (name: string): string =>
    [...recorded, ...more].find((it) => it.id !== undefined && it.urn.endsWith(`::${name}`))?.id ?? name;
  const text = JSON.stringify(more).replace(/«([^»]+)»/g, (_, name: string) => idOf(name));
  return JSON.parse(text) as typeof more;
}
