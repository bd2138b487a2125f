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
}

/** The settings with every default filled in. */
export function withDefaults(name: string, settings: DatabaseSettings): Required<DatabaseSettings> {
  const allocatedStorageGib = settings.allocatedStorageGib ?? DATABASE_DEFAULTS.allocatedStorageGib;
  return {
    engine: settings.engine,
    engineVersion: settings.engineVersion,
    instanceClass: settings.instanceClass ?? DATABASE_DEFAULTS.instanceClass,
    allocatedStorageGib,
    maxAllocatedStorageGib: settings.maxAllocatedStorageGib ?? Math.min(5 * allocatedStorageGib, MAX_STORAGE_GIB),
    databaseName: settings.databaseName ?? defaultDatabaseName(name),
    masterUsername: settings.masterUsername ?? DATABASE_DEFAULTS.masterUsername,
    port: settings.port ?? ENGINES[settings.engine].port,
    multiAz: settings.multiAz ?? DATABASE_DEFAULTS.multiAz,
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
} as const;

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
} as const;

/** What a database is called in the server when nothing is said: a hyphen would need quotes in SQL. */
export function defaultDatabaseName(name: string): string {
  return name.replaceAll("-", "_");
}
