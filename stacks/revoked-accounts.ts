import { readContract, type Contract } from "./contract";
import type { DatabaseEntry } from "./settings/kinds";

type Shared = Contract["databases"][string];

/**
 * What stays of accounts that a producer shares a database with no longer, one text a database: AWS cuts nothing.
 * @param before The outputs of the last deployment, if there was one.
 * @param databases What the stack is about to share, by its names in the contract.
 */
export function revocationNotices(
  before: Readonly<Record<string, unknown>> | undefined,
  databases: Readonly<Record<string, Pick<DatabaseEntry, "sharedWith" | "grants">>>,
): string[] {
  const read = readContract(before?.["contract"]);
  if ("problems" in read) return [];
  const { accountId, region } = read.contract;
  return Object.entries(read.contract.databases).flatMap(([name, shared]) => {
    // What is to be said of its configuration is said of the database it belongs to.
    if ("of" in shared || ("path" in shared && "of" in shared.path)) return [];
    const now = databases[name];
    const had = "grants" in shared ? shared.grants : undefined;
    const before = had === undefined ? shared.sharedWith : Object.values(had).map(({ principal }) => principal);
    const gone = [...new Set(before)].filter((principal) => now?.sharedWith.includes(principal) !== true);
    // A part that is retired is shared with nobody, whatever its database's grants are.
    const ended = endedGrants(name, had, now?.sharedWith.length === 0 ? {} : now?.grants);
    if (gone.length === 0) return ended;
    const text = now === undefined ? ofRemoved(name, gone) : ofKept(name, gone);
    return [...ended, `${text} ${howToEnd(shared, accountId, region)}`];
  });
}

type Principals = Readonly<Record<string, { readonly principal: string }>> | undefined;

/** Grants that go, or are for another principal, each with what goes with it. */
function endedGrants(name: string, had: Principals = {}, now: Principals = {}): string[] {
  return Object.entries(had).flatMap(([key, { principal }]) => {
    const other = Object.hasOwn(now, key) ? now[key]?.principal : undefined;
    if (other === principal) return [];
    const text = `Grant "${key}" of database "${name}" is no longer for ${principal}: this deployment`;
    return other === undefined
      ? [`${text} ends its login and its RAM share. Its users stay in the database until its owner drops them.`]
      : [`${text} gives its login and its RAM share to ${other}.`];
  });
}

function ofKept(name: string, accounts: readonly string[]): string {
  return (
    `Database "${name}" is no longer shared with ${accounts.join(", ")}: no new association and no new login from there. ` +
    "What was made before stays until it is ended: an association keeps the network path open, and whoever holds a " +
    "session of the connect role can log in for up to an hour."
  );
}

function ofRemoved(name: string, accounts: readonly string[]): string {
  return (
    `Database "${name}" is to be removed and was shared with ${accounts.join(", ")}: AWS refuses to delete its resource ` +
    "configuration while one of them has it in a service network."
  );
}

/** The owner of a configuration may delete the associations that others have made of it. */
function howToEnd(shared: Shared, accountId: string, region: string): string {
  const there = 'A consumer stack drops it in its next "pulumi up".';
  if (!("resourceConfigurationArn" in shared)) return there;
  const lattice = (command: string) => `\n  aws vpc-lattice ${command} --region ${region}`;
  return (
    `${there} To end it from account ${accountId}:` +
    `${lattice("list-service-network-resource-associations")} --resource-configuration-identifier ${shared.resourceConfigurationArn}` +
    `${lattice("delete-service-network-resource-association")} --service-network-resource-association-identifier ID` +
    "\nVPC endpoints of such an account: the same with resource-endpoint-association(s)."
  );
}
