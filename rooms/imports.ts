import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, posix } from "node:path";
import ts from "typescript";

const source = /\.([cm]?ts|[cm]?js)$/;
const passedOver = new Set(["node_modules", "dist", "coverage", "reports"]);

/** What a file imports, by its path. */
export type Imports = ReadonlyMap<string, readonly string[]>;

/**
 * The imports of every source file below a folder, types' too: path -> paths, from that folder on. A path that is no file
 * stays as it is written.
 */
export function importsBelow(folder: string): Imports {
  const files = sourcesIn(folder, "");
  return new Map(
    files.map((file) => {
      const text = readFileSync(join(folder, file), "utf8");
      const found = ts.preProcessFile(text, true, true).importedFiles.map(({ fileName }) => fileName);
      const relative = found.filter((path) => /^\.\.?(\/|$)/.test(path));
      return [file, relative.map((path) => resolved(folder, posix.join(dirname(file), path)))];
    }),
  );
}

function sourcesIn(folder: string, below: string): string[] {
  return readdirSync(join(folder, below), { withFileTypes: true }).flatMap((entry) => {
    const path = posix.join(below, entry.name);
    if (entry.isDirectory())
      return passedOver.has(entry.name) || entry.name.startsWith(".") ? [] : sourcesIn(folder, path);
    return source.test(entry.name) ? [path] : [];
  });
}

function resolved(folder: string, path: string): string {
  const candidates = [path, `${path}.ts`, path.replace(/\.js$/, ".ts"), `${path}/index.ts`];
  return candidates.find((candidate) => statSync(join(folder, candidate), { throwIfNoEntry: false })?.isFile()) ?? path;
}
