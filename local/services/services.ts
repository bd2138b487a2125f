import type { Seals } from "../state/seals";
import type { Entity, Store } from "../state/store";
import type { DbInstance } from "./rds/entities";

/** What every service is given. A function that needs less asks for less: `Pick<Services, "store" | "ids">`. */
export interface Services {
  readonly store: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Seals what must not lie readable in the store. */
  readonly seals: Seals;
  readonly settings: CloudSettings;
  readonly databases: DatabaseHooks;
}

/** On whose behalf a request is made, and where it is sent. */
export interface Caller {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

export interface Clock {
  now(): Date;
}

/** Where ids, passwords and the like come from; tests give predictable ones. */
export interface Ids {
  /** Lower-case hexadecimal digits, e.g. `hex(17)` for AWS's `rcfg-0123456789abcdef0`. */
  hex(length: number): string;
  uuid(): string;
  /** Random bytes for secrets. */
  bytes(length: number): Uint8Array;
}

/** What the person who started the local cloud may decide about it. */
export interface CloudSettings {
  readonly organization: OrganizationSettings;
  /** Whether databases have servers; without, they are on paper only. Left out: they have. */
  readonly servers?: boolean;
  /** What accounts have of a quota, by `SERVICE/CODE`, where it is not what the local cloud takes. */
  readonly quotas?: Readonly<Record<string, number>>;
}

export interface OrganizationSettings {
  /** `o-…`. */
  readonly id: string;
  /** The management account, 12 digits. */
  readonly managementAccount: string;
  /** Accounts that are NOT in the organisation; every other account of the local cloud is. */
  readonly outsiders: readonly string[];
  /** Organizational units: id (`ou-…`) to the accounts in it. */
  readonly units: Readonly<Record<string, readonly string[]>>;
  /** Whether RAM shares inside the organisation without invitations. */
  readonly sharingEnabled: boolean;
}

/**
 * What the data path does when a database comes, changes or goes. The control plane waits for each: an instance is
 * `available` when `started` has resolved. A rejected promise fails the request with its message.
 */
export interface DatabaseHooks {
  /** Created, or started again after `stopped`. The first time there is a `login`, data to begin with, or both. */
  started(instance: Entity<DbInstance>, login?: MasterLogin, from?: DataSource): Promise<void>;
  /** `login` only where the master's password changes. */
  modified(instance: Entity<DbInstance>, before: Entity<DbInstance>, login?: MasterLogin): Promise<void>;
  /** Stopped; its data stays. */
  stopped(instance: Entity<DbInstance>): Promise<void>;
  /** Gone, its data with it. */
  deleted(instance: Entity<DbInstance>): Promise<void>;
  /** Keeps a copy of its data as it is now, under an id of its own. */
  saved(instance: Entity<DbInstance>, copyId: string): Promise<void>;
  /** Nobody has this copy any more. */
  forgotten(copyId: string): Promise<void>;
}

/** Data that a database begins with: a copy that `saved` has kept, or another database's as it is now. */
export type DataSource = { readonly copyId: string } | { readonly instance: Entity<DbInstance> };

/** The master user's password on its way to the database server. Never stored in an entity, never printed. */
export interface MasterLogin {
  readonly password: string;
}

/** For a local cloud without a data path: databases exist on paper only. */
export const noDatabases: DatabaseHooks = {
  started: () => Promise.resolve(),
  modified: () => Promise.resolve(),
  stopped: () => Promise.resolve(),
  deleted: () => Promise.resolve(),
  saved: () => Promise.resolve(),
  forgotten: () => Promise.resolve(),
};
