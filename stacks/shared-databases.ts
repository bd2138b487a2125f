import * as pulumi from "@pulumi/pulumi";

import type { Place } from "../components/account/place";
import { contractByRoad, type ContractRoads } from "./contract-roads";
import { readContract, type Contract, type ContractDatabase, type OwnDatabase, type StrangeDatabase } from "./contract";
import { byGrant, isGranted, ownGrant, type NamedGrants } from "./own-grant";
import { pulumiCommand } from "./pulumi-command";

/** What a consumer wants of a producer, whose contract comes by one of three roads. */
export interface Wanted extends ContractRoads {
  /** The consumer's own account and Region. */
  readonly place: Place;
  /** Databases by name; none means every one that is shared with this account. */
  readonly databaseNames: readonly string[];
  /** Which grants are its own, where it cannot tell by its account. */
  readonly grant?: NamedGrants;
  /** Those this stack has had: one of them that is not shared any more is no mistake. Undefined before its first deployment. */
  readonly had?: readonly string[] | undefined;
}

/** Databases of a producer, by name, each as it is shared with this account. */
export type Databases = Readonly<Record<string, OwnDatabase>>;

/**
 * The databases a producer shares with this account, checked before anything is registered.
 * @throws pulumi.RunError naming where the contract comes from, what is wrong with it and what to do.
 */
export async function sharedDatabases(wanted: Wanted): Promise<Databases> {
  const { producer, outputs } = await contractByRoad(wanted);
  const chosen = chooseDatabases(outputs, wanted);
  if (typeof chosen === "string") throw new pulumi.RunError(`${producer} ${chosen}`);
  return chosen;
}

/** The databases asked for, from the outputs of the producer's stack; or, as text, why they cannot be had. */
export function chooseDatabases(
  outputs: Readonly<Record<string, unknown>>,
  wanted: Pick<Wanted, "place" | "databaseNames" | "grant" | "producerStack" | "had">,
): Databases | string {
  const { place, databaseNames, producerStack, had } = wanted;
  if (outputs["contract"] === undefined) {
    const names = Object.keys(outputs).sort().join(", ");
    return `has no output "contract" (its outputs: ${names === "" ? "none" : names}). Deploy it with lattice-db:role producer.`;
  }
  const read = readContract(outputs["contract"]);
  if ("problems" in read) {
    return `has a contract this program cannot use: ${read.problems.join("; ")}. Deploy both stacks from the same release.`;
  }
  const { contract } = read;
  if (contract.region !== place.region) {
    return `is in ${contract.region}, this stack in ${place.region}. VPC Lattice does not cross Regions: take the contract of a producer in ${place.region}`;
  }
  const found = Object.entries(contract.databases).flatMap(([name, database]) => {
    const own = ownDatabase(name, database, wanted);
    return own === undefined ? [] : [[name, own] as const];
  });
  const names = databaseNames.length > 0 ? databaseNames : found.map(([name]) => name);
  const chosen = found.filter(([name]) => names.includes(name));
  const problems = [
    ...names
      .filter((name) => !found.some(([other]) => other === name) && had?.includes(name) !== true)
      .map((name) => missingDatabase(name, contract.databases, place, producerStack)),
    ...chosen.flatMap(([, own]) => (typeof own === "string" ? [own] : [])),
  ];
  if (names.length === 0 && had === undefined) problems.push(nothingShared(contract.databases, place));
  if (problems.length > 0) return problems.join("; ");
  return Object.fromEntries(chosen.flatMap(([name, own]) => (typeof own === "string" ? [] : [[name, own]])));
}

/** A database as it is shared with the account; as text, why it cannot be had; undefined where it is not shared with it. */
function ownDatabase(
  name: string,
  database: ContractDatabase | StrangeDatabase,
  { place: { accountId }, databaseNames, grant }: Pick<Wanted, "place" | "databaseNames" | "grant">,
): OwnDatabase | string | undefined {
  if (!isStrange(database) && isGranted(database)) {
    const found = ownGrant(database, { accountId, grant, name, isNamed: databaseNames.includes(name) });
    return typeof found === "object" ? byGrant(database, found.key) : found;
  }
  if (!database.sharedWith.includes(accountId)) return undefined;
  return isStrange(database) ? strangeDatabase(name, database) : database;
}

function isStrange(database: ContractDatabase | StrangeDatabase): database is StrangeDatabase {
  return "isStrange" in database;
}

function strangeDatabase(name: string, { sharing }: StrangeDatabase): string {
  return (
    `shares "${name}" in a way this program does not know ("${sharing}"). ` +
    "Deploy both stacks from the same release, or name only others in lattice-db:databaseNames"
  );
}

function missingDatabase(
  name: string,
  databases: Contract["databases"],
  { accountId }: Place,
  producerStack: string | undefined,
): string {
  const database = Object.hasOwn(databases, name) ? databases[name] : undefined;
  if (database === undefined) return `shares no database "${name}"; it shares ${listed(databases)}`;
  const place = !isStrange(database) && isGranted(database) ? ".KEY" : `[${database.sharedWith.length}]`;
  const key = `lattice-db:databases.${name}.sharedWith${place}`;
  const stack = producerStack === undefined ? "" : ` -s ${producerStack}`;
  const command = pulumiCommand(`config set --path '${key}' ${accountId}${stack}`);
  return `does not share "${name}" with account ${accountId}. There: ${command}`;
}

function nothingShared(databases: Contract["databases"], { accountId }: Place): string {
  const keys = Object.values(databases).flatMap((database) => {
    if (isStrange(database) || !isGranted(database)) return [];
    return Object.entries(database.grants).flatMap(([key, { principal }]) =>
      principal.startsWith("arn:") ? [key] : [],
    );
  });
  const here =
    keys.length === 0
      ? ""
      : ` Here, if this account is in an organisation or a unit that has a grant (${[...new Set(keys)].join(", ")}): ` +
        pulumiCommand("config set lattice-db:grant KEY");
  const others = `it shares ${listed(databases)} with others`;
  return `shares nothing with account ${accountId}; ${others}. There: add the account to sharedWith of a database${here === "" ? "" : `.${here}`}`;
}

function listed(databases: Contract["databases"]): string {
  const names = Object.keys(databases);
  return names.length === 0 ? "none" : names.join(", ");
}
