/**
 * How long it takes to read the topology of a state, from the file's text on: a producer's stack over and over, as the
 * engine wrote it. Run with `npx ts-node -T measure/bench/reading.ts [resources …]`.
 */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { sourceFromPreview, sourceFromState } from "../../reach/source";
import { topologyOf } from "../../reach/topology-of";
import { median } from "./measurement";

const state = readFileSync(join(__dirname, "../../tests/recorded/0.1/producer.json"), "utf8");

/** The resources of one state under other names and ids, again and again. */
function resources(count: number): readonly Record<string, unknown>[] {
  const { resources: all } = (JSON.parse(state) as { deployment: { resources: Record<string, unknown>[] } }).deployment;
  const shared = (it: Record<string, unknown>): boolean => /^pulumi:/.test(String(it["type"]));
  const own = JSON.stringify(all.filter((it) => !shared(it)));
  const copies = Array.from({ length: Math.ceil(count / all.length) }, (_, index) => {
    const mark = String(index).padStart(4, "0");
    const text = own
      .replace(/\b(vpc|subnet|sg|sgr|rgw|rcfg|db)-[0-9a-zA-Z]{4}/g, `$1-${mark}`)
      .replace(/(::[a-z]+(?:-[a-z0-9]+)*)"/g, `$1-${mark}"`)
      .replace(/orders-(subnets-)?[0-9a-f]{4}/g, `orders-$1${mark}`);
    return JSON.parse(text) as Record<string, unknown>[];
  });
  return [...all.filter(shared), ...copies.flat()].slice(0, count);
}

function asState(list: readonly object[]): string {
  return JSON.stringify({ version: 3, deployment: { resources: list } });
}

/** The first update that would make them: nothing has an id, and what names another depends on it. */
function asPreview(list: readonly Record<string, unknown>[]): string {
  const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
  const steps = list.map(({ outputs: _, id: __, ...rest }) => {
    const dependent = (rest["propertyDependencies"] ?? {}) as Record<string, readonly string[] | undefined>;
    const inputs = Object.entries((rest["inputs"] ?? {}) as Record<string, unknown>).map(([key, value]) => {
      const unknown = (dependent[key] ?? []).length > 0 && typeof value !== "object";
      return [key, unknown ? unknownValue : value] as const;
    });
    return { op: "create", urn: rest["urn"], newState: { ...rest, inputs: Object.fromEntries(inputs) } };
  });
  return JSON.stringify({ config: { "aws:region": "eu-west-1" }, steps, changeSummary: { create: list.length } });
}

function timeOf(work: () => unknown): number {
  const times = Array.from({ length: 5 }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return Math.round(median(times));
}

const counts = process.argv.slice(2).map(Number);
for (const count of counts.length > 0 ? counts : [1_000, 5_000, 20_000]) {
  const list = resources(count);
  const [text, planned] = [asState(list), asPreview(list)];
  const { topology } = topologyOf([sourceFromState(text, "state")]);
  const ofState = timeOf(() => topologyOf([sourceFromState(text, "state")]));
  const ofPreview = timeOf(() => topologyOf([sourceFromPreview(planned, "preview")]));
  const size = (text.length / 1e6).toFixed(1);
  console.log(
    `${count} resources, ${topology.databases.length} databases (${size} MB): state ${ofState} ms, preview ${ofPreview} ms`,
  );
}
