import { z } from "zod";

import { DatabaseEngine, ENGINES } from "../../components/database/database-engine";
import { databaseNameProblem } from "../../components/database/database-problems";
import { DATABASE_DEFAULTS } from "../../components/database/database-settings";
import { configKey, moved, NAMESPACE, problem, type ConfigProblem } from "../config-problem";
import { valueAt } from "../value-at";
import { digits, schemasOf, text, textOrWhole, whole, yes, type Setting } from "./setting";

const engines = Object.values(DatabaseEngine);

/** What must be said of an instance; `DatabaseSettings` says what each setting means. */
export const required = {
  engine: {
    schema: z.enum(engines, `must be one of ${engines.join(", ")}`),
    example: DatabaseEngine.Postgres,
  },
  engineVersion: { schema: digits, example: ENGINES.postgres.version.example },
} satisfies Readonly<Record<string, Setting>>;

/** Where its data comes from. */
const restoring = {
  snapshot: { schema: text.exactOptional(), example: "orders-before-the-move" },
  instance: { schema: text.exactOptional(), example: "orders-old" },
  time: { schema: text.exactOptional(), example: "2026-11-29T02:00:00Z" },
  kmsKeyArn: {
    schema: text.exactOptional(),
    example: "arn:aws:kms:eu-west-1:111122223333:key/11111111-2222-3333-4444-555555555555",
  },
} satisfies Readonly<Record<string, Setting>>;

const RESTORING = "must be a map with snapshot, or instance and kmsKeyArn";

/** One of its read replicas. */
const replica = {
  instanceClass: { schema: text.exactOptional(), example: DATABASE_DEFAULTS.instanceClass },
  multiAz: { schema: yes.exactOptional(), example: false },
} satisfies Readonly<Record<string, Setting>>;

/** What may be said of it, and what holds where it is left out is for the component to know. */
export const optional = {
  instanceClass: { schema: text.exactOptional(), example: DATABASE_DEFAULTS.instanceClass },
  allocatedStorageGib: { schema: whole.exactOptional(), example: DATABASE_DEFAULTS.allocatedStorageGib },
  maxAllocatedStorageGib: { schema: whole.exactOptional(), example: 100 },
  databaseName: { schema: text.exactOptional(), example: "orders" },
  masterUsername: { schema: text.exactOptional(), example: DATABASE_DEFAULTS.masterUsername },
  port: { schema: whole.exactOptional(), example: ENGINES.postgres.port },
  multiAz: { schema: yes.exactOptional(), example: DATABASE_DEFAULTS.multiAz },
  backupRetentionDays: { schema: whole.exactOptional(), example: DATABASE_DEFAULTS.backupRetentionDays },
  deletionProtection: { schema: yes.exactOptional(), example: DATABASE_DEFAULTS.deletionProtection },
  finalSnapshot: { schema: yes.exactOptional(), example: DATABASE_DEFAULTS.finalSnapshot },
  allowMajorVersionUpgrade: { schema: yes.exactOptional(), example: DATABASE_DEFAULTS.allowMajorVersionUpgrade },
  applyImmediately: { schema: yes.exactOptional(), example: DATABASE_DEFAULTS.applyImmediately },
  maintenanceWindow: { schema: text.exactOptional(), example: "sun:04:00-sun:05:00" },
  backupWindow: { schema: text.exactOptional(), example: "02:00-03:00" },
  logExports: {
    schema: z.array(text, "must be a list of logs").exactOptional(),
    example: "iam-db-auth-error",
    path: ["[0]"],
  },
  databaseInsightsMode: { schema: text.exactOptional(), example: DATABASE_DEFAULTS.databaseInsightsMode },
  parameters: {
    schema: z.record(text, textOrWhole("must be text"), "must be a map of parameters").exactOptional(),
    example: "200",
    path: [".max_connections"],
  },
  caCertificate: { schema: text.exactOptional(), example: DATABASE_DEFAULTS.caCertificate },
  restoreFrom: {
    schema: z
      .strictObject(schemasOf(restoring), RESTORING)
      .refine(({ snapshot, instance }) => snapshot !== undefined || instance !== undefined, RESTORING)
      .exactOptional(),
    example: restoring.snapshot.example,
    path: [".snapshot"],
    fields: restoring,
  },
  readReplicas: {
    schema: z
      .record(text, z.strictObject(schemasOf(replica), "must be a map of settings"), "must be a map of replicas")
      .exactOptional(),
    example: DATABASE_DEFAULTS.instanceClass,
    path: [".reports", ".instanceClass"],
    each: replica,
  },
  masterPasswordVersion: { schema: whole.exactOptional(), example: DATABASE_DEFAULTS.masterPasswordVersion },
} satisfies Readonly<Record<string, Setting>>;

/** The instance itself. */
export const instance = { ...required, ...optional };

/** What guards databases, keys and vaults, on either side. */
export const protection = {
  protect: {
    description: "Pulumi refuses to delete keys, databases and backup vaults.",
    schema: yes.default(true),
    example: true,
  },
} satisfies Readonly<Record<string, Setting>>;

/** Whether the names of a producer's databases can be. */
export function databaseListProblems(databases: Readonly<Record<string, unknown>>, given: unknown): ConfigProblem[] {
  const names = Object.keys(databases);
  return names.flatMap((name) => nameProblems(name, names, valueAt(given, ["databases", name])));
}

function nameProblems(name: string, names: readonly string[], settings: unknown): ConfigProblem[] {
  const said = databaseNameProblem(name);
  if (said === undefined) return [];
  const path = ["databases", name];
  const text = name.length > 100 ? said.replace(name, `${name.slice(0, 100)}…`) : said;
  const to = configKey(NAMESPACE, ["databases", nearestName(name, names)]);
  return [{ ...problem(path, text), edits: moved(NAMESPACE, settings, path, to) }];
}

/** The same name as far as its letters allow, and free. */
function nearestName(name: string, names: readonly string[]): string {
  const plain = name
    .normalize("NFKD")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^[-0-9]+/, "")
    .slice(0, 22)
    .replace(/-+$/, "");
  const base = plain === "" ? "database" : plain;
  if (!names.includes(base)) return base;
  for (let number = 2; ; number += 1) {
    if (!names.includes(`${base}-${number}`)) return `${base}-${number}`;
  }
}
