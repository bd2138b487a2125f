import * as pulumi from "@pulumi/pulumi";

/** One thing that is wrong with a stack's configuration. */
export interface ConfigProblem {
  /** The key with its namespace and its path, as `pulumi config set --path` takes it. */
  readonly key: string;
  /** What the value must be and what it is: "must be 1150-65535, got 80". */
  readonly text: string;
  /** True where the value must go. */
  readonly remove?: boolean;
}

/** A path as `pulumi config --path` takes it: `databases.orders.sharedWith[0]`. */
export function configKey(namespace: string, path: readonly PropertyKey[]): string {
  const parts = path.map((part, index) =>
    typeof part === "number" ? `[${part}]` : `${index === 0 ? "" : "."}${String(part)}`,
  );
  return `${namespace}:${parts.join("")}`;
}

/** How a value is written in a message. */
export function shown(value: unknown): string {
  return value === undefined ? "nothing" : JSON.stringify(value);
}

/** One error for all problems, each with the command that puts it right. Pulumi prints a RunError without a stack trace. */
export function configError(stack: string, problems: readonly ConfigProblem[]): pulumi.RunError {
  const lines = problems.map((problem) => `  ${problem.key} ${problem.text}\n    ${remedy(problem)}`);
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  return new pulumi.RunError(`The configuration of stack "${stack}" has ${count}:\n${lines.join("\n")}`);
}

function remedy({ key, remove }: ConfigProblem): string {
  if (remove === true) return `pulumi config rm --path '${key}'`;
  const example = EXAMPLES.find(([pattern]) => pattern.test(key));
  return example === undefined
    ? `pulumi config set --path '${key}' <value>`
    : `pulumi config set --path '${key}${example[1]}' ${example[2]}`;
}

/** Which keys, what to add to them, and a value that would do. The first that fits counts. */
const EXAMPLES: readonly (readonly [RegExp, string, string])[] = [
  [/^aws:region$/, "", "eu-west-1"],
  [/^aws:allowedAccountIds$/, "[0]", "111122223333"],
  [/:role$/, "", "producer"],
  [/:vpcCidr$/, "", "10.0.0.0/16"],
  [/:subnets$/, ".<role>.<zone>", "<network>"],
  [/:subnets\.\w+$/, ".<zone>", "<network>"],
  [/:subnets\.\w+\.\w+$/, "", "<network>"],
  [/:databases(\.[^.]+)?$/, ".orders.engine", "postgres"],
  [/\.engine$/, "", "postgres"],
  [/\.engineVersion$/, "", "17"],
  [/\.instanceClass$/, "", "db.t4g.medium"],
  [/\.allocatedStorageGib$/, "", "20"],
  [/\.maxAllocatedStorageGib$/, "", "100"],
  [/\.databaseName$/, "", "orders"],
  [/\.masterUsername$/, "", "dbowner"],
  [/\.port$/, "", "5432"],
  [/\.backupRetentionDays$/, "", "7"],
  [/\.loginUser$/, "", "app"],
  [/\.sharedWith$/, "[0]", "444455556666"],
  [/\.sharedWith\[\d+\]$/, "", "444455556666"],
  [/:logRetentionDays$/, "", "365"],
  [/:ipv4AddressesPerEni$/, "", "8"],
  [/:producerStack$/, "", "producer"],
  [/:databaseNames$/, "[0]", "orders"],
  [/:databaseNames\[\d+\]$/, "", "orders"],
  [/[.:](\w*[pP]rotect(ion)?|multiAz|finalSnapshot)$/, "", "true"],
  [/[.:](allow\w+|applyImmediately|acceptShares)$/, "", "false"],
];
