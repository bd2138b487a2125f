import { getOrganization } from "@pulumi/aws/organizations/getOrganization";

import type { ProducerConfig } from "./config";
import { configError } from "./config-error";
import { configKey, NAMESPACE, problem, shown, type ConfigProblem } from "./config-problem";

/** What a producer's account can learn of its organisation before anything is made. */
export interface Organization {
  /** `o-…`; undefined for an account that is in none. */
  readonly id: string | undefined;
  /** Its accounts, which AWS tells the management account and delegated administrators alone. */
  readonly accounts?: readonly string[];
}

type Given = Pick<ProducerConfig, "aws" | "databases">;

/**
 * Refuses accounts outside the organisation where a database admits none, as far as AWS tells who is in it. Of the rest
 * RAM decides when the account is added to the share; `outsider-hook.ts` then says which key it is about.
 * @throws pulumi.RunError with all problems at once.
 */
export async function checkOutsiders(stack: string, config: Given): Promise<void> {
  if (closedDatabases(config).length === 0) return;
  const organization = await ownOrganization();
  if (organization === undefined) return;
  const problems = outsiderProblems(config, organization);
  if (problems.length > 0) throw configError(stack, problems);
}

/** @returns undefined where the account may not ask. */
async function ownOrganization(): Promise<Organization | undefined> {
  try {
    const { id, accounts } = await getOrganization();
    return { id, ...(accounts.length > 0 && { accounts: accounts.map((account) => account.id) }) };
  } catch (error) {
    return String(error).includes("AWSOrganizationsNotInUseException") ? { id: undefined } : undefined;
  }
}

/** What is wrong with `sharedWith` in the organisation there is; empty when nothing is, or nobody can tell. */
export function outsiderProblems(config: Given, { id, accounts }: Organization): ConfigProblem[] {
  return closedDatabases(config).flatMap(([name, { sharedWith }]) => {
    if (id === undefined) {
      const why = `account ${config.aws.place.accountId} is in no organisation, so every other is outside`;
      return [closedProblem(name, sharedWith.join(", "), why)];
    }
    const outside = accounts === undefined ? [] : sharedWith.filter((account) => !accounts.includes(account));
    return outside.length === 0 ? [] : [closedProblem(name, outside.join(", "), `outside organisation ${shown(id)}`)];
  });
}

/** A database that must let in accounts from outside, each of which then accepts an invitation, to be shared with some. */
export function closedProblem(database: string, outside: string, why: string): ConfigProblem {
  const path = ["databases", database, "allowExternalPrincipals"];
  const text = `must be true to share with ${outside}, got false: ${why}. ${PACK_HINT}`;
  return { ...problem(path, text), edits: [{ key: configKey(NAMESPACE, path), value: "true" }] };
}

/** What the edit alone does not do. */
const PACK_HINT =
  "The policy pack takes such a share where its configuration names it: allowlistedShares of ram-no-external-principals";

function closedDatabases({ databases }: Pick<Given, "databases">) {
  return Object.entries(databases).filter(
    ([, { sharedWith, allowExternalPrincipals }]) => sharedWith.length > 0 && !allowExternalPrincipals,
  );
}
