import type { Writable } from "node:stream";
import { readSource } from "../read-source";
import { currentBackend } from "../stacks/backend";
import { pulumiIn } from "../stacks/pulumi";
import { deployedStacks, previewedStacks } from "../stacks/read-stacks";
import type { Source } from "../source";
import { topologyOf } from "../topology-of";
import { readArguments, type ReachArguments } from "./arguments";
import type { Askable } from "./askable";
import { drawTo } from "./draw";
import { namesOf } from "./names";
import { outputsOf } from "./outputs";
import { paintFor } from "./paint";
import { report } from "./report";
import { thingNamed } from "./things-named";
import { USAGE } from "./usage";

/** What the command is given by whoever started it. */
export interface ReachDeps {
  /** The folder with Pulumi.yaml. */
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
  readonly stdout: Writable & { readonly isTTY?: boolean };
  readonly stderr: Writable;
}

const USAGE_ERROR = 2;

/** `npm run reach`. Answers the exit code: 0 reachable, 1 blocked, 2 wrong usage, 3 unknown. */
export async function main(args: readonly string[], deps: ReachDeps): Promise<number> {
  const read = readArguments(args);
  if (read === "help") {
    deps.stdout.write(`${USAGE}\n`);
    return 0;
  }
  if ("problems" in read) {
    deps.stderr.write(`${read.problems.join("\n")}\n(--help says more)\n`);
    return USAGE_ERROR;
  }
  try {
    return await reach(read, deps);
  } catch (error) {
    if (!(error instanceof Error) || isFault(error)) throw error;
    deps.stderr.write(`error: ${error.message}\n`);
    return USAGE_ERROR;
  }
}

async function reach(args: ReachArguments, deps: ReachDeps): Promise<number> {
  const from = askable(await sourcesOf(args, deps), args.without);
  const { diagram } = args;
  const said = report(args, from, paintFor(deps.stdout, deps.env));
  deps.stdout.write(`${said.text}\n`);
  if (diagram !== undefined) {
    await drawTo(diagram, titleOf(args), said.ways, namesOf(from.things));
    deps.stderr.write(`drawn: ${diagram}\n`);
  }
  return said.exitCode;
}

/** @param without Names of resources that are taken for gone. */
function askable(sources: readonly Source[], without: readonly string[]): Askable {
  const reading = topologyOf(sources);
  const from = { ...reading, outputs: outputsOf(sources) };
  if (without.length === 0) return from;
  const gone = new Set(without.map((name) => thingNamed("--without", name, from).urn));
  const left = sources.map((source) => ({ ...source, stack: source.stack.without(gone) }));
  // What is gone from the topology keeps its outputs: they are what a client is known by.
  return { ...topologyOf(left), outputs: from.outputs };
}

/** What is named, else the stacks of the current backend. */
async function sourcesOf(args: ReachArguments, deps: ReachDeps): Promise<readonly Source[]> {
  const { stacks, stateFiles } = args;
  const files = stateFiles.map((path) => readSource(path));
  if (files.length > 0 && stacks.length === 0) return files;
  const backend = currentBackend(deps.project, deps.env, args.local, args.preview ? "preview" : "states");
  if (backend.isLocalCloud && !args.local)
    deps.stderr.write("no backend is logged in to: taking the local cloud's stacks\n");
  const pulumi = pulumiIn(deps.project, deps.env, backend.isLocalCloud);
  const reader = { project: deps.project, env: deps.env, backend, pulumi };
  const say = (text: string): void => void deps.stderr.write(`${text}\n`);
  const read = await (args.preview ? previewedStacks(reader, stacks, say) : deployedStacks(reader, stacks));
  return [...files, ...read];
}

function titleOf({ question }: ReachArguments): string {
  if (question.kind === "audience") return `Who can reach ${question.database}`;
  const { from = "all clients", to = "all databases" } = question;
  return `${from} to ${to}`;
}

/** Of the program, not of what it was given: keeps its trace. */
function isFault(error: Error): boolean {
  return error instanceof TypeError || error instanceof RangeError || error instanceof ReferenceError;
}
