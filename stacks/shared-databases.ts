import * as pulumi from "@pulumi/pulumi";

import type { Place } from "../components/account/place";
import { readContract, type Contract, type ContractDatabase, type StrangeDatabase } from "./contract";

/** What a consumer wants of a producer. */
export interface Wanted {
  /** The producer's stack, as in a `pulumi.StackReference`. */
  readonly producerStack: string;
  /** The consumer's own account and Region. */
  readonly place: Place;
  /** Databases by name; none means every one that is shared with this account. */
  readonly databaseNames: readonly string[];
  /** Those this stack has had: one of them that is not shared any more is no mistake. Undefined before its first deployment. */
  readonly had?: readonly string[] | undefined;
}

/** Databases of a producer, by name. */
export type Databases = Readonly<Record<string, ContractDatabase>>;

/**
 * The databases a producer's stack shares with this account, checked before anything is registered.
 * @throws pulumi.RunError naming the stack, what is wrong with it and what to do.
 */
export async function sharedDatabases(wanted: Wanted): Promise<Databases> {
  const outputs = await stackOutputs(wanted.producerStack);
  const chosen = chooseDatabases(outputs, wanted);
  if (typeof chosen === "string") throw new pulumi.RunError(`Producer stack "${wanted.producerStack}" ${chosen}`);
  return chosen;
}

/** Asked first, because a StackReference to a stack that is missing ends the program inside the engine. */
async function stackOutputs(name: string): Promise<Readonly<Record<string, unknown>>> {
  try {
    const answer: unknown = await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name });
    return (answer as { outputs: Record<string, unknown> }).outputs;
  } catch (error) {
    const reason = String(error instanceof Error ? error.message : error).replace(/^invocation of .* error: /, "");
    throw new pulumi.RunError(
      `Producer stack "${name}" cannot be read (${reason}). Deploy it first, from the account that owns the ` +
        "database, or name another one: pulumi config set lattice-db:producerStack <stack>",
    );
  }
}

/** The databases asked for, from the outputs of the producer's stack; or, as text, why they cannot be had. */
export function chooseDatabases(
  outputs: Readonly<Record<string, unknown>>,
  { place, databaseNames, had }: Pick<Wanted, "place" | "databaseNames" | "had">,
): Databases | string {
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
    return `is in ${contract.region}, this stack in ${place.region}. VPC Lattice does not cross Regions: name a producer in ${place.region}: pulumi config set lattice-db:producerStack <stack>`;
  }
  const shared = Object.entries(contract.databases).filter(([, { sharedWith }]) =>
    sharedWith.includes(place.accountId),
  );
  const names = databaseNames.length > 0 ? databaseNames : shared.map(([name]) => name);
  const chosen = shared.filter(([name]) => names.includes(name));
  const problems = [
    ...names
      .filter((name) => !shared.some(([other]) => other === name) && had?.includes(name) !== true)
      .map((name) => missingDatabase(name, contract.databases, place)),
    ...chosen.flatMap(([name, database]) => (isStrange(database) ? [strangeDatabase(name, database)] : [])),
  ];
  if (names.length === 0 && had === undefined) problems.push(nothingShared(contract.databases, place));
  if (problems.length > 0) return problems.join("; ");
  return Object.fromEntries(chosen.flatMap(([name, database]) => (isStrange(database) ? [] : [[name, database]])));
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

function missingDatabase(name: string, databases: Contract["databases"], { accountId }: Place): string {
  const database = databases[name];
  if (database === undefined) return `shares no database "${name}"; it shares ${listed(databases)}`;
  const key = `lattice-db:databases.${name}.sharedWith[${database.sharedWith.length}]`;
  return `does not share "${name}" with account ${accountId}. There: pulumi config set --path '${key}' ${accountId}`;
}

function nothingShared(databases: Contract["databases"], { accountId }: Place): string {
  return `shares nothing with account ${accountId}; it shares ${listed(databases)} with others. There: add the account to sharedWith of a database`;
}

function listed(databases: Contract["databases"]): string {
  const names = Object.keys(databases);
  return names.length === 0 ? "none" : names.join(", ");
}
