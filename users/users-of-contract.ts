import { userSql } from "./user-sql";

/** The users of one database that a producer shares, with the SQL that makes them. */
export interface UsersOfDatabase {
  /** Its name in the contract. */
  readonly name: string;
  readonly address: string;
  readonly engine: string;
  readonly databaseName: string;
  readonly users: readonly { readonly user: string; readonly for: string; readonly sql: readonly string[] }[];
  /** Further names of it in the contract, whose users these are too. */
  readonly alsoAs: readonly string[];
}

type Entry = Readonly<Record<string, unknown>>;

/**
 * Every user that the databases of a contract need, once for each server: its proxy, its reader endpoint and its replicas
 * have the same. A database without IAM logins has none.
 * @throws Error for what is no contract.
 */
export function usersOfContract(contract: unknown): readonly UsersOfDatabase[] {
  const databases = isRecord(contract) ? contract["databases"] : undefined;
  if (!isRecord(databases)) throw new Error("this is no contract of a producer: it has no databases");
  const entries = Object.entries(databases).flatMap(([name, entry]) => (isRecord(entry) ? [{ name, entry }] : []));
  const owners = entries.filter(({ name, entry }) => !entries.some((other) => isAnotherNameOf(name, entry, other)));
  return owners.map(({ name, entry }) => ({
    name,
    ...{ address: text(entry, "address"), engine: text(entry, "engine"), databaseName: text(entry, "databaseName") },
    users: usersOf(entry),
    alsoAs: entries.filter((it) => isAnotherNameOf(it.name, it.entry, { name, entry })).map((it) => it.name),
  }));
}

/** One user for each name, for the first grant that has it as its own, so that it may do what that needs. */
function usersOf(entry: Entry): UsersOfDatabase["users"] {
  const [engine, databaseName] = [text(entry, "engine"), text(entry, "databaseName")];
  const wanted = wantedUsers(entry);
  const names = [...new Set(wanted.map(({ user }) => user))];
  return names.map((user) => {
    const all = wanted.filter((it) => it.user === user);
    const mayCreate = all.some((it) => it.mayCreate);
    return { user, for: all.map((it) => it.for).join(", "), sql: userSql({ engine, user, databaseName, mayCreate }) };
  });
}

function wantedUsers(entry: Entry) {
  const grants = entry["grants"];
  if (!isRecord(grants)) return logins(entry, listed(entry["sharedWith"]).join(", "));
  return Object.entries(grants).flatMap(([key, grant]) => (isRecord(grant) ? logins(grant, `grant ${key}`) : []));
}

function logins({ loginUser, databaseUsers }: Entry, whom: string) {
  if (typeof loginUser !== "string") return [];
  const others = listed(databaseUsers).map((user) => ({ user, for: whom, mayCreate: false }));
  return [{ user: loginUser, for: whom, mayCreate: true }, ...others];
}

/** By what the contract says of it, or by its name and that it needs the same of a database of the same name. */
function isAnotherNameOf(name: string, entry: Entry, other: { readonly name: string; readonly entry: Entry }): boolean {
  const path = entry["path"];
  const of = entry["of"] ?? (isRecord(path) ? path["of"] : undefined);
  if (of !== undefined) return of === other.name;
  if (!name.startsWith(`${other.name}-`)) return false;
  const same = ["engine", "databaseName"].every((field) => text(entry, field) === text(other.entry, field));
  return same && JSON.stringify(usersOf(entry)) === JSON.stringify(usersOf(other.entry));
}

function text(entry: Entry, field: string): string {
  const value = entry[field];
  return typeof value === "string" ? value : "";
}

function listed(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((item) => typeof item === "string") : [];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
