import { existsSync } from "node:fs";
import { readSource } from "../read-source";
import { sourceFromPreview, sourceFromState, type Source } from "../source";
import { projectName, type Backend } from "./backend";
import { folderOf, stacksIn } from "./file-backend";
import type { Pulumi } from "./pulumi";
import { rehearse } from "./rehearsal";
import { shortName, stackFiles } from "./stack-files";

/** Where stacks are read, and with what. */
export interface StackReader {
  readonly project: string;
  readonly env: NodeJS.ProcessEnv;
  readonly backend: Backend;
  readonly pulumi: Pulumi;
}

/** CPU is what limits several engines at once. */
const AT_ONCE = 3;

/**
 * The stacks of the project as they are after their last update: those named, or all.
 * @throws Error for a name that is none, with those there are.
 */
export async function deployedStacks(reader: StackReader, names: readonly string[]): Promise<readonly Source[]> {
  const { backend, pulumi, project } = reader;
  const folder = folderOf(backend.url);
  if (folder === undefined) {
    const there = names.length > 0 ? names : (await stacksOf(pulumi)).map(({ name }) => name);
    if (there.length === 0) throw noStacks(reader);
    return inTurns(there, async (name) =>
      sourceFromState(await pulumi(["stack", "export", "--stack", name]), `stack ${name}`),
    );
  }
  const files = stacksIn(folder, projectName(project));
  if (files.length === 0) throw noStacks(reader);
  const missing = names.filter((name) => files.every((file) => file.name !== shortName(name)));
  if (missing.length > 0)
    throw unknownStacks(
      missing,
      files.map(({ name }) => name),
      backend,
    );
  const wanted = names.map(shortName);
  const read = files.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  return read.map(({ path }) => readSource(path));
}

/**
 * The stacks as they will be after their next update: those named, or all that have a stack file. Where one builds on
 * another that is not deployed yet, all of them are rehearsed.
 * @param say Hears what takes long.
 */
export async function previewedStacks(
  reader: StackReader,
  names: readonly string[],
  say: (text: string) => void,
): Promise<readonly Source[]> {
  const files = stackFiles(reader.project);
  const wanted = names.map(shortName);
  const asked = files.filter(({ name }) => wanted.length === 0 || wanted.includes(name));
  const missing = names.filter((name) => files.every((file) => file.name !== shortName(name)));
  if (missing.length > 0) throw new Error(`no stack file Pulumi.${missing[0] ?? ""}.yaml in ${reader.project}`);
  if (asked.length === 0) throw new Error(`${reader.project} holds no stack file (Pulumi.NAME.yaml)`);
  const bases = new Set(asked.flatMap(({ buildsOn }) => buildsOn ?? []));
  const deployed = bases.size === 0 ? [] : await deployedNames(reader);
  if ([...bases].some((name) => !deployed.includes(name))) {
    const order = files
      .map(({ name }) => name)
      .filter((name) => bases.has(name) || asked.some((it) => it.name === name));
    return rehearse(reader.project, reader.env, order, say);
  }
  return inTurns(asked, async ({ name }) => {
    const text = await reader.pulumi(["preview", "--json", "--show-sames", "--stack", name]);
    return sourceFromPreview(text, `preview of ${name}`);
  });
}

/** The short names of the stacks that have resources. */
async function deployedNames({ backend, pulumi, project }: StackReader): Promise<readonly string[]> {
  const folder = folderOf(backend.url);
  if (folder === undefined) {
    const listed = await stacksOf(pulumi);
    return listed.filter(({ resourceCount = 0 }) => resourceCount > 0).map(({ name }) => shortName(name));
  }
  return stacksIn(folder, projectName(project))
    .filter(({ path }) => readSource(path).stack.resources.length > 0)
    .map(({ name }) => name);
}

interface ListedStack {
  readonly name: string;
  readonly resourceCount?: number;
}

async function stacksOf(pulumi: Pulumi): Promise<readonly ListedStack[]> {
  return JSON.parse(await pulumi(["stack", "ls", "--json"])) as readonly ListedStack[];
}

function noStacks({ backend, project }: StackReader): Error {
  const remedy =
    existsSync(`${project}/local/run.mjs`) && !backend.isLocalCloud ? "; --local reads the local cloud's" : "";
  return new Error(`no stack of ${projectName(project)} in ${backend.url}: pulumi up makes one${remedy}`);
}

function unknownStacks(missing: readonly string[], there: readonly string[], { url }: Backend): Error {
  return new Error(
    `no stack ${missing.join(", ")} in ${url}; there ${there.length === 1 ? "is" : "are"} ${there.join(", ")}`,
  );
}

async function inTurns<T, R>(items: readonly T[], work: (item: T) => Promise<R>): Promise<readonly R[]> {
  const results: R[] = [];
  for (let at = 0; at < items.length; at += AT_ONCE) {
    results.push(...(await Promise.all(items.slice(at, at + AT_ONCE).map(work))));
  }
  return results;
}
