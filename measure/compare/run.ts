// The same configurations through this pack, checkov and cdk-nag: `npm run compare:policy`. Installs the tools itself,
// in a folder git ignores; `-- --list` also says of each case what each tool made of it.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { cpus, tmpdir } from "node:os";
import { join } from "node:path";
import { format } from "prettier";
import { allRules } from "../../policy/rules/all";
import type { Case } from "./case";
import { cases } from "./cases";
import { type Checks, concerns } from "./concerns";
import { cloudFormation } from "./render/cloudformation";
import { pulumiAws } from "./render/pulumi-aws";
import { pulumiNative } from "./render/pulumi-native";
import { terraform } from "./render/terraform";
import { type Column, report } from "./report";
import { answers, bothRight } from "./answers";
import { programs, shown } from "./programs";
import { cdkNag, cdkNagRules } from "./tools/cdk-nag";
import { checkov, checkovIds } from "./tools/checkov";
import type { Report } from "./tools/finding";
import { install, versions } from "./tools/install";
import { ours } from "./tools/ours";
import type { Tool } from "./verdict";

const log = (line: string): void => {
  console.error(line);
};

async function main(): Promise<void> {
  install(log);
  refuseUnknownIds();
  // Not in node_modules: checkov looks for no secrets there.
  const templates = mkdtempSync(join(tmpdir(), "compare-cloudformation-"));
  const configurations = mkdtempSync(join(tmpdir(), "compare-terraform-"));
  const native = programs(pulumiNative);
  const aws = programs(pulumiAws);
  cases.forEach((each, index) => {
    writeFileSync(join(templates, `${index}.json`), JSON.stringify(cloudFormation(each), null, 2));
  });
  for (const { case: index, resources } of aws) {
    writeFileSync(join(configurations, `${index}.tf`), terraform(resources));
  }
  const inTerraform = shown(aws);

  const pack = best(() => ours([...native, ...aws], "programs"));
  const nativeAnswers = answers("ours", ours(native, "native"), shown(native));
  const awsAnswers = answers("ours", ours(aws, "aws"), inTerraform);
  const inTemplates = best(() => checkov(templates, "cloudformation"));
  const inConfigurations = best(() => checkov(configurations, "terraform"));
  const nag = best(() => cdkNag(templates));
  const columns: readonly Column[] = [
    { name: "this pack", seconds: pack.seconds, answers: bothRight(nativeAnswers, awsAnswers) },
    {
      name: `checkov ${versions.checkov}, CloudFormation`,
      seconds: inTemplates.seconds,
      answers: answers("checkov", inTemplates),
    },
    {
      name: `checkov ${versions.checkov}, Terraform`,
      seconds: inConfigurations.seconds,
      answers: answers("checkov", inConfigurations, inTerraform),
    },
    { name: `cdk-nag ${versions["cdk-nag"]}`, seconds: nag.seconds, answers: answers("cdkNag", nag) },
  ];
  for (const folder of [templates, configurations]) rmSync(folder, { recursive: true });
  if (process.argv.includes("--list")) list(columns);
  const day = new Date().toISOString().slice(0, 10);
  const text = report(
    cases,
    columns,
    day,
    `Node.js ${process.versions.node}, ${cpus()[0]?.model.trim() ?? "unknown processor"}`,
  );
  await writeReadme(text);
  console.log(text);
}

/** A name of a check that no longer exists would count as never reported. */
function refuseUnknownIds(): void {
  const known: Record<Tool, ReadonlySet<string>> = {
    ours: new Set(allRules.map(({ id }) => id)),
    checkov: checkovIds(),
    cdkNag: cdkNagRules(),
  };
  const all: readonly Checks[] = Object.values(concerns);
  const wrong = (Object.keys(known) as Tool[]).flatMap((tool) => {
    const ids = all.flatMap((checks) => checks[tool]).filter((id) => !id.endsWith("*") && !known[tool].has(id));
    return [...new Set(ids)].map((id) => `${tool} has no check ${id}`);
  });
  if (wrong.length > 0) throw new Error(`concerns.ts is out of date: ${wrong.join("; ")}`);
}

/** The run of three that took least: caches are warm then, and what else the machine does only ever adds. */
function best(tool: () => Report): Report {
  const runs = [tool(), tool(), tool()];
  return runs.reduce((least, each) => (each.seconds < least.seconds ? each : least));
}

function list(columns: readonly Column[]): void {
  const word = ({ bad }: Case, answer: boolean | undefined): string => {
    if (answer === undefined) return "-";
    if (bad) return answer ? "found" : "MISSED";
    return answer ? "ALARM" : "quiet";
  };
  cases.forEach((each, index) => {
    const words = columns.map(({ answers: given }) => word(each, given[index]).padEnd(7));
    console.log(`${words.join(" ")} ${String(index).padStart(3)} ${each.concern}: ${each.what}`);
  });
}

/** Between its markers, which policy/build.mjs --reference keeps. */
async function writeReadme(text: string): Promise<void> {
  const path = join(__dirname, "..", "..", "policy", "README.md");
  const old = readFileSync(path, "utf8");
  const block = `<!-- comparison -->\n\n${text}\n\n<!-- /comparison -->`;
  const changed = old.replace(/<!-- comparison -->.*<!-- \/comparison -->/s, () => block);
  if (changed === old && !old.includes(block)) log("policy/README.md has no markers for the comparison");
  writeFileSync(path, await format(changed, { parser: "markdown", printWidth: 120 }));
}

void main();
