// Builds a bundle with esbuild where a source of it is newer. Plain JavaScript on purpose: it runs before anything is built.
import { readFile, stat, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const project = dirname(dirname(fileURLToPath(import.meta.url)));

/**
 * Builds `options.outfile` unless it is newer than every source it was built of. Answers whether it built.
 *
 * @param options Of esbuild, with `entryPoints` and an absolute `outfile`; a list of the sources is kept beside that.
 * @param makers Files that say how it is built: newer ones count as changed sources.
 */
export async function freshBundle(options, makers) {
  const record = join(dirname(options.outfile), "sources.json");
  if (await current(options.outfile, record, makers)) return false;
  let esbuild;
  try {
    esbuild = await import("esbuild");
  } catch {
    throw new Error(`${options.outfile} is missing or out of date, and esbuild is not installed: run npm ci first`);
  }
  const { metafile } = await esbuild.build({ ...options, absWorkingDir: project, metafile: true });
  const sources = Object.keys(metafile.inputs).filter((path) => !/(^|\/)node_modules\/|^pulumi:/.test(path));
  await writeFile(record, JSON.stringify(sources, undefined, 1));
  return true;
}

/** A source that is gone or cannot be told counts as changed. */
async function current(outfile, record, makers) {
  try {
    const sources = JSON.parse(await readFile(record, "utf8")).map((path) => join(project, path));
    const times = await Promise.all([...sources, ...makers, fileURLToPath(import.meta.url)].map(modified));
    return (await modified(outfile)) > Math.max(...times);
  } catch (error) {
    if (error.code === "ENOENT") return false;
    throw error;
  }
}

async function modified(path) {
  return (await stat(path)).mtimeMs;
}
