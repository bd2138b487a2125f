import type { ContractDatabase, GrantedDatabase, OwnDatabase } from "./contract";

/** Which grants a consumer says are its own: one key for all databases, or one for each of some. */
export type NamedGrants = string | Readonly<Record<string, string>> | undefined;

/** Who looks for its grant, of which database. */
export interface Seeker {
  readonly accountId: string;
  readonly grant: NamedGrants;
  /** The database's name, and whether the consumer names it itself. */
  readonly name: string;
  readonly isNamed: boolean;
}

export function isGranted(database: ContractDatabase): database is GrantedDatabase {
  return "grants" in database;
}

/**
 * The key of the consumer's grant; undefined where there is none for it, or, as text, what it must say first.
 *
 * A grant for its account is its own. Whether it is in an organisation or a unit an account cannot tell: it takes such a
 * grant where its configuration names it, or where it names the database and there is one grant only.
 */
export function ownGrant(database: GrantedDatabase, seeker: Seeker): { readonly key: string } | string | undefined {
  const { accountId, grant, name, isNamed } = seeker;
  const all = Object.entries(database.grants);
  const mine = all.filter(([, { principal }]) => principal === accountId).map(([key]) => key);
  const others = all.filter(([, { principal }]) => principal.startsWith("arn:")).map(([key]) => key);
  const asked = typeof grant === "string" ? grant : grant?.[name];
  const usable = [...mine, ...others];
  if (asked !== undefined && usable.includes(asked)) return { key: asked };
  if (asked !== undefined && (isNamed || typeof grant !== "string")) return wrongGrant(asked, database, seeker);
  const [first] = mine;
  if (mine.length > 1) return unclear(name, mine);
  if (first !== undefined) return { key: first };
  if (!isNamed || others.length === 0) return undefined;
  const [only = ""] = others;
  return others.length === 1 ? { key: only } : unclear(name, others);
}

function unclear(name: string, keys: readonly string[]): string {
  return (
    `shares "${name}" by ${keys.length} grants that may be meant for this account: ${keys.join(", ")}. ` +
    `Here: name yours in lattice-db:grant, ${settingOf(name)}`
  );
}

function wrongGrant(asked: string, { grants }: GrantedDatabase, { name, accountId }: Seeker): string {
  const principal = Object.hasOwn(grants, asked) ? grants[asked]?.principal : undefined;
  const why =
    principal === undefined
      ? `has no grant "${asked}" of "${name}"; its grants: ${Object.keys(grants).join(", ") || "none"}`
      : `has the grant "${asked}" of "${name}" for account ${principal}, not for ${accountId}`;
  return `${why}. Here: name yours in lattice-db:grant, ${settingOf(name)}`;
}

function settingOf(name: string): string {
  return `for all databases or for this one: pulumi config set --path 'lattice-db:grant.${name}' KEY`;
}

/** The database as its grant has it: as if it were shared with this consumer alone. */
export function byGrant(database: GrantedDatabase, key: string): OwnDatabase | undefined {
  const grant = database.grants[key];
  if (grant === undefined) return undefined;
  const { resourceConfigurationArn, sharedWith, engine, port, databaseName, address } = database;
  const { resourceShareArn, resourceShareName, allowExternalPrincipals } = grant;
  const common = {
    ...{ resourceConfigurationArn, sharedWith, engine, port, databaseName, address },
    ...{ resourceShareArn, resourceShareName, allowExternalPrincipals },
  };
  if (database.sharing === "granted-password" || !("connectRoleArn" in grant)) {
    if (!("customDomainName" in database)) return undefined;
    return { ...common, sharing: "password", customDomainName: database.customDomainName };
  }
  const { connectRoleArn, externalId, loginUser } = grant;
  const { resourceId, caBundleUrl, path } = database;
  return { ...common, ...path, connectRoleArn, externalId, loginUser, resourceId, caBundleUrl };
}
