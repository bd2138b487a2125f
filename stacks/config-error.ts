import * as pulumi from "@pulumi/pulumi";

import type { ConfigProblem } from "./config-problem";
import { settingAt } from "./settings";

/** One error for all problems, each with the command that puts it right. Pulumi prints a RunError without a stack trace. */
export function configError(stack: string, problems: readonly ConfigProblem[]): pulumi.RunError {
  const lines = problems.map((problem) => `  ${problem.key} ${problem.text}\n    ${remedy(problem)}`);
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  return new pulumi.RunError(`The configuration of stack "${stack}" has ${count}:\n${lines.join("\n")}`);
}

function remedy({ key, remove }: ConfigProblem): string {
  if (remove === true) return `pulumi config rm --path '${key}'`;
  const { path, value } = exampleAt(key);
  return `pulumi config set --path '${key}${path}' ${value}`;
}

/** What to add to a key, and a value that would do. */
function exampleAt(key: string): { readonly path: string; readonly value: string } {
  const aws = AWS_EXAMPLES[key];
  if (aws !== undefined) return aws;
  const parts = key.slice(key.indexOf(":") + 1).split(/\.|(?=\[)/);
  const found = settingAt(parts);
  if (found === undefined) return { path: "", value: "<value>" };
  const { setting, rest } = found;
  return { path: (setting.path ?? []).slice(rest.length).join(""), value: String(setting.example) };
}

const AWS_EXAMPLES: Readonly<Record<string, { readonly path: string; readonly value: string }>> = {
  "aws:region": { path: "", value: "eu-west-1" },
  "aws:allowedAccountIds": { path: "[0]", value: "111122223333" },
};
