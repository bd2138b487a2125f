import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import * as pulumi from "@pulumi/pulumi";

import { shown } from "./config-problem";
import { parsed } from "./parsed";
import { plainReason } from "./plain-reason";
import { pulumiCommand } from "./pulumi-command";
import { stackOutputs } from "./stack-outputs";

/** Where a consumer has its producer's contract from; exactly one of them is given. */
export interface ContractRoads {
  /** The producer's stack, as in a `pulumi.StackReference`: needs its backend, organisation and secrets provider. */
  readonly producerStack?: string;
  /** The contract itself, in the consumer's stack file. */
  readonly producerContract?: Readonly<Record<string, unknown>>;
  /** A JSON file with the contract, relative to the project's folder. */
  readonly producerContractFile?: string;
  /** The key of the producer, where it is one of several. */
  readonly at?: string;
}

/** What came by the road, not checked yet. */
interface Brought {
  /** Whose it is, as the beginning of a sentence. */
  readonly producer: string;
  /** As a producer's stack has them: the contract is one of them. */
  readonly outputs: Readonly<Record<string, unknown>>;
}

/** The contract by the road that is given. @throws pulumi.RunError where there is nothing at its end. */
export async function contractByRoad(roads: ContractRoads): Promise<Brought> {
  const { producerStack, producerContract, producerContractFile, at } = roads;
  const [stackKey, contractKey, fileKey] = keysOf(at);
  if (producerContract !== undefined) {
    return { producer: `The producer of ${contractKey}`, outputs: { contract: producerContract } };
  }
  if (producerContractFile !== undefined) {
    const producer = `The producer of ${shown(producerContractFile)} (${fileKey})`;
    return { producer, outputs: { contract: fromFile(producerContractFile, fileKey) } };
  }
  const name = producerStack ?? "";
  return {
    producer: `Producer stack "${name}"`,
    outputs: await producerOutputs(name, stackKey, [contractKey, fileKey]),
  };
}

/** Where each road is said. */
function keysOf(at: string | undefined) {
  return at === undefined
    ? (["lattice-db:producerStack", "lattice-db:producerContract", "lattice-db:producerContractFile"] as const)
    : ([`${at}.stack`, `${at}.contract`, `${at}.contractFile`] as const);
}

/** Asked first, because a StackReference to a stack that is missing ends the program inside the engine. */
async function producerOutputs(
  name: string,
  key: string,
  others: readonly string[],
): Promise<Readonly<Record<string, unknown>>> {
  try {
    return await stackOutputs(name);
  } catch (error) {
    throw new pulumi.RunError(
      `Producer stack "${name}" cannot be read (${plainReason(error)}). Deploy it first, from the account that owns the ` +
        `database: ${pulumiCommand(`up -s ${name}`)}; name another one in ${key}; or, where its state is ` +
        `not for this stack to read, give its contract in ${others.join(" or ")}`,
    );
  }
}

/** The engine runs the program in the project's folder, also in a local run, whose copy of Pulumi.yaml names it as `main`. */
function fromFile(name: string, key: string): unknown {
  const how = `There: ${pulumiCommand("stack output contract --json -s producer > contract.json")}`;
  let text: string;
  try {
    text = readFileSync(resolve(name), "utf8");
  } catch (error) {
    const { code = String(error) } = error as NodeJS.ErrnoException;
    throw new pulumi.RunError(`${key}: ${shown(name)} cannot be read (${code}) in the project's folder. ${how}`);
  }
  const value = parsed(text);
  if (typeof value === "object" && value !== null && !Array.isArray(value)) return value;
  throw new pulumi.RunError(`${key}: ${shown(name)} is not the contract as JSON. ${how}`);
}
