import { ENGINES, type DatabaseEngine } from "./database-engine";

/** What can be chosen of a database; all of it plain values, so that it can be checked before anything is made. */
export interface DatabaseSettings {
  /** `postgres`, `mysql` or `mariadb`. */
  readonly engine: DatabaseEngine;
  /** Version without its minor release: `"17"`, `"8.4"`, `"11.8"`. RDS keeps the minor release current. */
  readonly engineVersion: string;
  /**
   * Size of the machine.
   * @default "db.t4g.medium"
   */
  readonly instanceClass?: string;
  /**
   * Storage to begin with, in GiB, 20-65536.
   * @default 20
   */
  readonly allocatedStorageGib?: number;
  /**
   * What the storage may grow to by itself, in GiB; at least a tenth more than `allocatedStorageGib`.
   * @default - five times `allocatedStorageGib`, 65536 at most
   */
  readonly maxAllocatedStorageGib?: number;
  /**
   * Name of the database in the server: letters, digits and `_`, starting with a letter.
   * @default - the component's name, with `_` for `-`
   */
  readonly databaseName?: string;
  /**
   * The owner's login, whose password RDS keeps in Secrets Manager and rotates: 1-16 letters, digits and `_`.
   * @default "dbowner"
   */
  readonly masterUsername?: string;
  /**
   * TCP port, 1150-65535.
   * @default - the engine's: 5432 or 3306
   */
  readonly port?: number;
  /**
   * A standby in another zone. Cost: twice the instance.
   * @default true
   */
  readonly multiAz?: boolean;
  /**
   * How long automated backups are kept, in days, 1-35.
   * @default 7
   */
  readonly backupRetentionDays?: number;
  /**
   * RDS refuses to delete the instance.
   * @default true
   */
  readonly deletionProtection?: boolean;
  /**
   * A last snapshot when the instance is deleted; key and backup vault then stay too. Cost: 1 USD a month for the key.
   * @default true
   */
  readonly finalSnapshot?: boolean;
  /**
   * Lets `engineVersion` move to the next major version, which AWS refuses otherwise.
   * @default false
   */
  readonly allowMajorVersionUpgrade?: boolean;
  /**
   * Changes that need a restart happen at once rather than in the maintenance window.
   * @default false
   */
  readonly applyImmediately?: boolean;
  /**
   * When RDS may restart the instance for its own upkeep: `ddd:hh:mm-ddd:hh:mm` in UTC, half an hour or more.
   * @default - half an hour of RDS's choice
   */
  readonly maintenanceWindow?: string;
  /**
   * When RDS makes its automated backups: `hh:mm-hh:mm` in UTC, half an hour or more, outside the maintenance window.
   * @default - half an hour of RDS's choice
   */
  readonly backupWindow?: string;
  /**
   * The server's logs in CloudWatch, at least the one that tells of failed logins.
   * @default - all that say who connected and what failed: `ENGINES`
   */
  readonly logExports?: string[];
  /**
   * `standard`, or `advanced`, which keeps 15 months. Cost: `advanced` by the vCPU.
   * @default "standard"
   */
  readonly databaseInsightsMode?: string;
  /**
   * Server parameters by name, beside those that require TLS and write the logs, which cannot be set. They are checked as
   * far as they are known here: PostgreSQL's own by name and value, the others by name, with a warning. A change waits for
   * the next restart of the instance.
   * @default - the engine's own
   */
  readonly parameters?: Readonly<Record<string, string>>;
  /**
   * Who signs the server's certificate: `rds-ca-rsa2048-g1`, `rds-ca-rsa4096-g1` or `rds-ca-ecc384-g1`.
   * @default "rds-ca-rsa2048-g1"
   */
  readonly caCertificate?: string;
  /**
   * Begins with the data of a snapshot or of another instance; said once, when the database is made, and left as it is.
   * `databaseName` and `masterUsername` must be the source's.
   * @default - an empty database
   */
  readonly restoreFrom?: RestoreSource;
  /**
   * Read replicas by a name that stays; each is a database of its own to its clients, `orders-reports`. RDS keeps no
   * password of an instance with replicas: the program makes one (see `masterPasswordVersion`).
   * @default - none
   */
  readonly readReplicas?: Readonly<Record<string, ReadReplicaSettings>>;
  /**
   * Where the program makes the master password, another number is another password.
   * @default 1
   */
  readonly masterPasswordVersion?: number;
}

/** Where the data of a new database comes from: a `snapshot`, or an `instance` at a `time`. */
export interface RestoreSource {
  /** Identifier or ARN of a snapshot, which is copied under the database's own key. */
  readonly snapshot?: string;
  /** Identifier of an instance whose automated backups are taken; needs `kmsKeyArn`. */
  readonly instance?: string;
  /**
   * ISO 8601 in UTC, such as `2026-11-29T02:00:00Z`.
   * @default - the latest there is
   */
  readonly time?: string;
  /** ARN of the key `instance` is encrypted with: RDS restores to a point in time with no other. */
  readonly kmsKeyArn?: string;
}

/** What can be chosen of a read replica. */
export interface ReadReplicaSettings {
  /**
   * Size of the machine.
   * @default - the database's
   */
  readonly instanceClass?: string;
  /**
   * A standby in another zone. Cost: twice the instance.
   * @default false
   */
  readonly multiAz?: boolean;
}

/** Settings that RDS, and not this program, decides where nothing is said. */
type LeftToRds = "maintenanceWindow" | "backupWindow" | "restoreFrom";
/** A database's settings, complete. */
export type CompleteSettings = Required<Omit<DatabaseSettings, LeftToRds>> & Pick<DatabaseSettings, LeftToRds>;

/** The settings with every default filled in. */
export function withDefaults(name: string, settings: DatabaseSettings): CompleteSettings {
  const allocatedStorageGib = settings.allocatedStorageGib ?? DATABASE_DEFAULTS.allocatedStorageGib;
  return {
    engine: settings.engine,
    engineVersion: settings.engineVersion,
    instanceClass: settings.instanceClass ?? DATABASE_DEFAULTS.instanceClass,
    allocatedStorageGib,
    maxAllocatedStorageGib: settings.maxAllocatedStorageGib ?? Math.min(5 * allocatedStorageGib, MAX_STORAGE_GIB),
    ...withCommonDefaults(name, settings, ENGINES[settings.engine].port),
    multiAz: settings.multiAz ?? DATABASE_DEFAULTS.multiAz,
    ...(settings.maintenanceWindow !== undefined && { maintenanceWindow: settings.maintenanceWindow }),
    ...(settings.backupWindow !== undefined && { backupWindow: settings.backupWindow }),
    logExports: settings.logExports ?? [...ENGINES[settings.engine].logExports],
    databaseInsightsMode: settings.databaseInsightsMode ?? DATABASE_DEFAULTS.databaseInsightsMode,
    parameters: settings.parameters ?? {},
    caCertificate: settings.caCertificate ?? DATABASE_DEFAULTS.caCertificate,
    ...(settings.restoreFrom !== undefined && { restoreFrom: settings.restoreFrom }),
    readReplicas: settings.readReplicas ?? {},
    masterPasswordVersion: settings.masterPasswordVersion ?? DATABASE_DEFAULTS.masterPasswordVersion,
  };
}

/** What can be chosen of an instance and of a cluster alike. */
export type CommonSettings = Pick<
  DatabaseSettings,
  | "databaseName"
  | "masterUsername"
  | "port"
  | "backupRetentionDays"
  | "deletionProtection"
  | "finalSnapshot"
  | "allowMajorVersionUpgrade"
  | "applyImmediately"
>;

/** @param port The engine's. */
export function withCommonDefaults(name: string, settings: CommonSettings, port: number): Required<CommonSettings> {
  return {
    databaseName: settings.databaseName ?? defaultDatabaseName(name),
    masterUsername: settings.masterUsername ?? DATABASE_DEFAULTS.masterUsername,
    port: settings.port ?? port,
    backupRetentionDays: settings.backupRetentionDays ?? DATABASE_DEFAULTS.backupRetentionDays,
    deletionProtection: settings.deletionProtection ?? DATABASE_DEFAULTS.deletionProtection,
    finalSnapshot: settings.finalSnapshot ?? DATABASE_DEFAULTS.finalSnapshot,
    allowMajorVersionUpgrade: settings.allowMajorVersionUpgrade ?? DATABASE_DEFAULTS.allowMajorVersionUpgrade,
    applyImmediately: settings.applyImmediately ?? DATABASE_DEFAULTS.applyImmediately,
  };
}

/** The least and the most gp3 storage of one instance. */
const MIN_STORAGE_GIB = 20;
export const MAX_STORAGE_GIB = 65_536;

/** The range of each whole number, ends included. RDS keeps the ports below for itself (CreateDBInstance, Port). */
export const DATABASE_LIMITS = {
  allocatedStorageGib: [MIN_STORAGE_GIB, MAX_STORAGE_GIB],
  port: [1150, 65535],
  backupRetentionDays: [1, 35],
  masterPasswordVersion: [1, 1_000_000],
} as const;
/** Replicas of one instance (RDS quota L-5BC124EF). */
export const MAX_READ_REPLICAS = 15;

/** What holds where nothing is said and no other setting decides. */
export const DATABASE_DEFAULTS = {
  // Small enough for a first database, large enough for Database Insights with every engine.
  instanceClass: "db.t4g.medium",
  allocatedStorageGib: MIN_STORAGE_GIB,
  // Neither a name every attacker tries first nor one an engine keeps for itself.
  masterUsername: "dbowner",
  multiAz: true,
  backupRetentionDays: 7,
  deletionProtection: true,
  finalSnapshot: true,
  allowMajorVersionUpgrade: false,
  applyImmediately: false,
  databaseInsightsMode: "standard",
  caCertificate: "rds-ca-rsa2048-g1",
  masterPasswordVersion: 1,
} as const;

/** What RDS has to choose from. */
export const INSIGHTS_MODES = ["standard", "advanced"];
export const CA_CERTIFICATES = ["rds-ca-rsa2048-g1", "rds-ca-rsa4096-g1", "rds-ca-ecc384-g1"];

/** What a database is called in the server when nothing is said: a hyphen would need quotes in SQL. */
export function defaultDatabaseName(name: string): string {
  return name.replaceAll("-", "_");
}
