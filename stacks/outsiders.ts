import { getOrganization } from "@pulumi/aws/organizations/getOrganization";

import { parsePrincipal } from "../components/account/principal";
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
  if (closedOnes(config).length === 0) return;
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
  return closedOnes(config).flatMap(({ principals, ...closed }) => {
    if (id === undefined) {
      const why = `account ${config.aws.place.accountId} is in no organisation, so every other is outside`;
      return [closedProblem(closed, principals.join(", "), why)];
    }
    const outside = principals.filter((principal) => isOutside(principal, id, accounts));
    return outside.length === 0 ? [] : [closedProblem(closed, outside.join(", "), `outside organisation ${shown(id)}`)];
  });
}

/** Whether a principal is surely none of the organisation's. */
function isOutside(principal: string, id: string, accounts: readonly string[] | undefined): boolean {
  const parsed = parsePrincipal(principal);
  if (parsed === undefined || parsed.kind === "account") return accounts?.includes(principal) === false;
  return parsed.organizationId !== id;
}

/** What admits no account from outside: a database, or one grant of it. */
export interface Closed {
  readonly database: string;
  readonly grant?: { readonly key: string; readonly principal: string; readonly isShort: boolean };
}

/**
 * A database, or a grant, that must let in an account from outside, which then accepts an invitation, to be shared with it.
 * An organisation gets none: AWS RAM shares with its own alone.
 */
export function closedProblem({ database, grant }: Closed, outside: string, why: string): ConfigProblem {
  const path = ["databases", database, ...(grant === undefined ? [] : ["sharedWith", grant.key])];
  if (grant !== undefined && parsePrincipal(grant.principal)?.kind !== "account") {
    const text = `must be of this account's own organisation, got ${outside}: ${why}`;
    return { ...problem(path, text), edits: [{ key: configKey(NAMESPACE, path) }] };
  }
  const at = [...path, "allowExternalPrincipals"];
  const text = `must be true to share with ${outside}, got false: ${why}. ${PACK_HINT}`;
  const set = { key: configKey(NAMESPACE, at), value: "true" };
  if (grant?.isShort !== true) return { ...problem(at, text), edits: [set] };
  const long = { key: configKey(NAMESPACE, [...path, "principal"]), value: grant.principal };
  return { ...problem(at, text), edits: [{ key: configKey(NAMESPACE, path) }, long, set] };
}

/** What the edit alone does not do. */
const PACK_HINT =
  "The policy pack takes such a share where its configuration names it: allowlistedShares of ram-no-external-principals";

/** Databases, and grants, that admit no account from outside, with whom they are for. */
function closedOnes({ databases }: Pick<Given, "databases">): readonly (Closed & { principals: readonly string[] })[] {
  return Object.entries(databases).flatMap(([database, { sharedWith, grants, allowExternalPrincipals }]) => {
    if (grants !== undefined) {
      return Object.entries(grants).flatMap(([key, { principal, isShort, ...grant }]) =>
        grant.allowExternalPrincipals
          ? []
          : [{ database, grant: { key, principal, isShort }, principals: [principal] }],
      );
    }
    return sharedWith.length > 0 && !allowExternalPrincipals ? [{ database, principals: sharedWith }] : [];
  });
}
