import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { buildSync } from "esbuild";
import type { Rendered } from "../render/rendered";
import type { Finding, Report } from "./finding";
import { toolsFolder } from "./install";
import { run } from "./run";

/** A case in the form of one SDK. */
export interface Program {
  readonly case: number;
  readonly resources: readonly Rendered[];
}

/** The pack as it is delivered, bundled, on programs as a preview shows them. */
export function ours(programs: readonly Program[], name: string): Report {
  const bundle = join(toolsFolder, "ours.js");
  const entryPoints = [join(__dirname, "ours-main.ts")];
  buildSync({
    entryPoints,
    bundle: true,
    platform: "node",
    external: ["@pulumi/*", "google-protobuf"],
    outfile: bundle,
  });
  const input = join(toolsFolder, `${name}.json`);
  writeFileSync(input, JSON.stringify(programs));
  const { stdout, seconds } = run(process.execPath, [bundle, input]);
  return { seconds, findings: JSON.parse(stdout) as Finding[] };
}
