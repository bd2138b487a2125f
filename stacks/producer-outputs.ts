import * as pulumi from "@pulumi/pulumi";

import type { Place } from "../components/place";
import { readContract, type ContractDatabase } from "./contract";

/** What the consumer wants of a producer. */
export interface Wanted {
  /** Name of the producer's stack, as in a `pulumi.StackReference`. */
  readonly producerStack: string;
  /** The consumer's own account and Region. */
  readonly place: Place;
  /** Databases by name; none means every one that is shared with this account. */
  readonly databaseNames: readonly string[];
}

/**
 * The databases a producer's stack shares with this account, checked before anything is created.
 * @throws pulumi.RunError naming the stack, what is wrong with it and what to do.
 */
export async function sharedDatabases(wanted: Wanted): Promise<Record<string, ContractDatabase>> {
  const outputs = await stackOutputs(wanted.producerStack);
  const chosen = chooseDatabases(outputs, wanted);
  if ("problem" in chosen) throw new pulumi.RunError(`Producer stack "${wanted.producerStack}": ${chosen.problem}`);
  // The answer is in already; the reference stays in the state and says which stack this one builds on.
  new pulumi.StackReference(wanted.producerStack);
  return chosen.databases;
}

/** A StackReference to a stack that is missing ends the program in the engine; the same question asked first can be answered. */
async function stackOutputs(name: string): Promise<Record<string, unknown>> {
  try {
    const result: unknown = await pulumi.runtime.invoke("pulumi:pulumi:readStackOutputs", { name });
    return (result as { outputs?: Record<string, unknown> }).outputs ?? {};
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw new pulumi.RunError(
      `Producer stack "${name}" cannot be read: ${reason}. Deploy it first, in the account that owns the database, ` +
        `or name another one: pulumi config set lattice-db:producerStack <stack>`,
    );
  }
}

type Chosen = { readonly databases: Record<string, ContractDatabase> } | { readonly problem: string };

/** Picks what was asked for from the outputs of the producer's stack. */
export function chooseDatabases(
  outputs: Readonly<Record<string, unknown>>,
  wanted: Omit<Wanted, "producerStack">,
): Chosen {
  if (outputs["contract"] === undefined) {
    const names = Object.keys(outputs);
    const has = names.length === 0 ? "no outputs" : `the outputs ${names.join(", ")}`;
    return {
      problem: `it has no output "contract" but ${has}. Is its lattice-db:role producer, and has "pulumi up" finished?`,
    };
  }
  const read = readContract(outputs["contract"]);
  if ("problems" in read) {
    return {
      problem: `its contract is not one this program knows: ${read.problems.join("; ")}. Deploy both stacks from the same release.`,
    };
  }
  const { contract } = read;
  const { place } = wanted;
  if (contract.region !== place.region) {
    return {
      problem: `it is in ${contract.region}, this stack in ${place.region}. VPC Lattice does not cross Regions: use a producer in ${place.region}.`,
    };
  }
  const all = Object.entries(contract.databases);
  const shared = all.filter(([, database]) => database.sharedWith.includes(place.accountId));
  const names = wanted.databaseNames.length > 0 ? wanted.databaseNames : shared.map(([name]) => name);
  const problems = names.flatMap((name) => {
    if (shared.some(([other]) => other === name)) return [];
    return contract.databases[name] === undefined
      ? [`it shares no database "${name}"; it shares ${listed(all)}`]
      : [notShared(`"${name}"`, name, place.accountId)];
  });
  if (names.length === 0) problems.push(notShared(`any of its databases (${listed(all)})`, "<name>", place.accountId));
  if (problems.length > 0) return { problem: problems.join("; ") };
  return { databases: Object.fromEntries(shared.filter(([name]) => names.includes(name))) };
}

function notShared(what: string, name: string, accountId: string): string {
  return `it does not share ${what} with this account; on the producer: pulumi config set --path 'lattice-db:databases.${name}.sharedWith[0]' ${accountId}`;
}

function listed(databases: readonly [string, ContractDatabase][]): string {
  return databases.length === 0 ? "none" : databases.map(([name]) => name).join(", ");
}
