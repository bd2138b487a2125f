import { readFileSync, writeFileSync } from "node:fs";
import { arch, cpus, platform } from "node:os";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import type { Matrix } from "./matrix";
import { countsOf, table } from "./report";

export const PAGE = join(__dirname, "..", "..", "docs", "database-matrix.md");
const START = "<!-- matrix -->";
const END = "<!-- /matrix -->";

/** Writes the table between the marks of docs/database-matrix.md, with when and on what it was run. */
export async function writePage(matrix: Matrix): Promise<void> {
  const before = readFileSync(PAGE, "utf8");
  const [head, rest = ""] = before.split(START);
  const [, foot = ""] = rest.split(END);
  const { passed, failed } = countsOf(matrix);
  const day = new Date().toISOString().slice(0, 10);
  const machine = `Node.js ${process.versions.node}, ${platform()} ${arch()}, ${cpus().length} processors`;
  const text = `Run on ${day} with ${machine}: ${passed} checks passed, ${failed} failed.\n\n${table(matrix)}`;
  const page = `${head ?? ""}${START}\n\n${text}\n\n${END}${foot}`;
  writeFileSync(PAGE, await format(page, { ...(await resolveConfig(PAGE)), filepath: PAGE }));
}
