import { z } from "zod";

import { DatabaseEngine, ENGINES } from "../../components/database/database-engine";
import { databaseNameProblem, databaseProblems } from "../../components/database/database-problems";
import { DATABASE_DEFAULTS } from "../../components/database/database-settings";
import { fieldProblem, problem, type ConfigProblem } from "../config-problem";
import { digits, text, whole, yes, type Setting } from "./setting";

const engines = Object.values(DatabaseEngine);

/** What must be said of an instance; `DatabaseSettings` says what each setting means. */
export const required = {
  engine: {
    schema: z.enum(engines, `must be one of ${engines.join(", ")}`),
    example: DatabaseEngine.Postgres,
  },
  engineVersion: { schema: digits, example: ENGINES.postgres.version.example },
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

type Given = Parameters<typeof databaseProblems>[1];

/** Whether a database's own settings make sense to AWS, and with each other. */
export function instanceProblems(name: string, given: Given): ConfigProblem[] {
  const path = ["databases", name];
  const nameProblem = databaseNameProblem(name);
  return [
    ...(nameProblem === undefined ? [] : [{ ...problem(path, nameProblem), remove: true }]),
    ...databaseProblems(name, given).map((said) => fieldProblem(path, said)),
  ];
}
