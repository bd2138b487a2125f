import { join } from "node:path";
import type { Finding, Report } from "./finding";
import { toolsFolder } from "./install";
import { run } from "./run";

const app = join(__dirname, "cdk-nag-app.mjs");

/** Every rule of cdk-nag on a folder of templates, one file a case, named by its number; with CDK's synthesis. */
export function cdkNag(folder: string): Report {
  const { stdout, seconds } = run(process.execPath, [app, toolsFolder, folder]);
  return { seconds, findings: JSON.parse(stdout) as Finding[] };
}

/** The names of all rules it has. */
export const cdkNagRules = (): ReadonlySet<string> =>
  new Set(JSON.parse(run(process.execPath, [app, toolsFolder]).stdout) as string[]);
