import { SERVERLESS_CLASS } from "../../aws/aurora-instance-classes";
import { AURORA_ENGINES, type AuroraEngine } from "./aurora-engine";
import { DATABASE_DEFAULTS, withCommonDefaults, type CommonSettings, type DatabaseSettings } from "./database-settings";

/** One instance of a cluster. */
export interface ClusterInstanceSettings {
  /**
   * Size of the machine; `db.serverless` follows the load within `serverlessV2`.
   * @default - "db.serverless" where the cluster has `serverlessV2`, else "db.t4g.medium"
   */
  readonly instanceClass?: string;
  /**
   * Which reader becomes the writer when the writer fails, 0 (first) to 15.
   * @default 1
   */
  readonly promotionTier?: number;
}

/** What Serverless v2 instances may use, in Aurora capacity units of about 2 GiB. */
export interface ServerlessV2Settings {
  /** The least, 0-256 in halves; 0 lets an idle instance pause. */
  readonly minCapacity: number;
  /** The most, 1-256 in halves. */
  readonly maxCapacity: number;
}

type Shared = CommonSettings & Pick<DatabaseSettings, "engineVersion">;

/** What can be chosen of an Aurora cluster; all of it plain values, as of an instance. */
export interface ClusterSettings extends Shared {
  /** `postgres` or `mysql`. */
  readonly engine: AuroraEngine;
  /**
   * The instances by a key that stays: adding or removing one leaves the others alone. The first that is there is the
   * writer, the others answer at the reader endpoint and take over.
   * @default { a: {}, b: {} }
   */
  readonly instances?: Readonly<Record<string, ClusterInstanceSettings>>;
  /**
   * Capacity of the instances of class `db.serverless`.
   * @default - none
   */
  readonly serverlessV2?: ServerlessV2Settings;
  /**
   * How far an Aurora MySQL cluster can be wound back, in hours, 1-72. AWS takes it for a new cluster only, and stores
   * change records for it by the hour.
   * @default - no backtrack
   */
  readonly backtrackHours?: number;
}

/** A cluster's settings with the defaults filled in. */
export type FullClusterSettings = Required<Omit<ClusterSettings, "serverlessV2" | "backtrackHours" | "instances">> &
  Pick<ClusterSettings, "serverlessV2" | "backtrackHours"> & {
    readonly instances: Readonly<
      Record<string, Required<Pick<ClusterInstanceSettings, "instanceClass">> & ClusterInstanceSettings>
    >;
  };

/** A writer, and a reader that takes over in another zone. */
export const DEFAULT_INSTANCES: Readonly<Record<string, ClusterInstanceSettings>> = { a: {}, b: {} };

export function withClusterDefaults(name: string, settings: ClusterSettings): FullClusterSettings {
  const { serverlessV2, backtrackHours, instances = DEFAULT_INSTANCES } = settings;
  const usualClass = serverlessV2 === undefined ? DATABASE_DEFAULTS.instanceClass : SERVERLESS_CLASS;
  return {
    engine: settings.engine,
    engineVersion: settings.engineVersion,
    ...withCommonDefaults(name, settings, AURORA_ENGINES[settings.engine].port),
    ...(serverlessV2 !== undefined && { serverlessV2 }),
    ...(backtrackHours !== undefined && { backtrackHours }),
    instances: Object.fromEntries(
      Object.entries(instances).map(([key, instance]) => [key, { instanceClass: usualClass, ...instance }]),
    ),
  };
}

/** The range of each number, ends included. */
export const CLUSTER_LIMITS = {
  port: [1150, 65535],
  backupRetentionDays: [1, 35],
  backtrackHours: [1, 72],
  promotionTier: [0, 15],
  minCapacity: [0, 256],
  maxCapacity: [1, 256],
} as const;

/** An Aurora cluster has one writer and up to 15 readers. */
export const MAX_CLUSTER_INSTANCES = 16;
