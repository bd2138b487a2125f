import { z } from "zod";

import { AURORA_ENGINES, AuroraEngine } from "../../components/database/aurora-engine";
import { MAX_CLUSTER_INSTANCES } from "../../components/database/cluster-settings";
import { DATABASE_DEFAULTS } from "../../components/database/database-settings";
import { digits, number, schemasOf, text, whole, yes, type Setting } from "./setting";

const engines = Object.values(AuroraEngine);

const instanceFields = {
  instanceClass: { schema: text.exactOptional(), example: DATABASE_DEFAULTS.instanceClass },
  promotionTier: { schema: whole.exactOptional(), example: 1 },
} satisfies Readonly<Record<string, Setting>>;

const capacityFields = {
  minCapacity: { schema: number, example: 0.5 },
  maxCapacity: { schema: number, example: 4 },
} satisfies Readonly<Record<string, Setting>>;

/** What must be said of a cluster; `ClusterSettings` says what each setting means. */
export const requiredOfCluster = {
  engine: {
    schema: z.enum(engines, `must be one of ${engines.join(", ")}`),
    example: AuroraEngine.Postgres,
  },
  engineVersion: { schema: digits, example: AURORA_ENGINES.postgres.version.example },
} satisfies Readonly<Record<string, Setting>>;

const INSTANCES = `must be a map of 1-${MAX_CLUSTER_INSTANCES} instances by a key`;
const isInstanceCount = (count: number) => count >= 1 && count <= MAX_CLUSTER_INSTANCES;

/** What may be said of it. */
export const optionalOfCluster = {
  instances: {
    schema: z
      .record(text, z.strictObject(schemasOf(instanceFields), "must be a map of settings"), INSTANCES)
      .refine((instances) => isInstanceCount(Object.keys(instances).length), INSTANCES)
      .exactOptional(),
    example: DATABASE_DEFAULTS.instanceClass,
    path: [".a", ".instanceClass"],
    each: instanceFields,
  },
  serverlessV2: {
    schema: z.strictObject(schemasOf(capacityFields), "must be a map with minCapacity and maxCapacity").exactOptional(),
    example: 4,
    path: [".maxCapacity"],
    fields: capacityFields,
  },
  backtrackHours: { schema: whole.exactOptional(), example: 24 },
  databaseName: { schema: text.exactOptional(), example: "orders" },
  masterUsername: { schema: text.exactOptional(), example: DATABASE_DEFAULTS.masterUsername },
  port: { schema: whole.exactOptional(), example: AURORA_ENGINES.postgres.port },
  backupRetentionDays: { schema: whole.exactOptional(), example: DATABASE_DEFAULTS.backupRetentionDays },
  deletionProtection: { schema: yes.exactOptional(), example: DATABASE_DEFAULTS.deletionProtection },
  finalSnapshot: { schema: yes.exactOptional(), example: DATABASE_DEFAULTS.finalSnapshot },
  allowMajorVersionUpgrade: { schema: yes.exactOptional(), example: DATABASE_DEFAULTS.allowMajorVersionUpgrade },
  applyImmediately: { schema: yes.exactOptional(), example: DATABASE_DEFAULTS.applyImmediately },
} satisfies Readonly<Record<string, Setting>>;

/** Of what has a reader endpoint. */
export const reading = {
  /** Whether consumers get the reader endpoint too, as NAME-reader. */
  shareReader: { schema: yes.default(true), example: false },
} satisfies Readonly<Record<string, Setting>>;
