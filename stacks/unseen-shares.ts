import { getResourceShare } from "@pulumi/aws/ram/getResourceShare";

import type { ConsumerConfig } from "./config";
import { configError } from "./config-error";
import { configKey, NAMESPACE, problem, type ConfigProblem } from "./config-problem";
import type { Databases, Wanted } from "./shared-databases";

type Mine = ConsumerConfig & Pick<Wanted, "had">;

/**
 * Refuses a consumer that accepts no invitations and cannot see a share: outside the producer's organisation nothing is
 * shared before it accepts. RAM shows an account the shares that are in effect for it, so that neither side has to know
 * the organisation. What the stack has already it once saw; a share that has gone since must not keep it from an update,
 * least of all from the one that begins to take it down.
 * @param config `had`: names of the databases that the stack has.
 * @returns the databases whose shares RAM has not shown: it was not asked, or does not say.
 * @throws pulumi.RunError
 */
export async function checkShares(stack: string, config: Mine, databases: Databases): Promise<Databases> {
  if (config.acceptShares) return databases;
  const wanted = Object.entries(databases).filter(([name]) => config.had?.includes(name) !== true);
  const names = new Set(wanted.flatMap(([, { resourceShareName }]) => resourceShareName ?? []));
  const sights = new Map(await Promise.all([...names].map(async (name) => [name, await sightOf(name)] as const)));
  const unseen = [...names].filter((name) => sights.get(name) === "unseen");
  const problems = unseenProblems(config, Object.fromEntries(wanted), unseen);
  if (problems.length > 0) throw configError(stack, problems);
  const unsure = Object.entries(databases).filter(([, one]) => sights.get(one.resourceShareName ?? "") !== "seen");
  return Object.fromEntries(unsure);
}

/** Whether RAM knows of such a share; undefined where it does not say. */
async function sightOf(name: string): Promise<"seen" | "unseen" | undefined> {
  try {
    await getResourceShare({ name, resourceOwner: "OTHER-ACCOUNTS" });
    return "seen";
  } catch (error) {
    return NOT_FOUND.test(String(error)) ? "unseen" : undefined;
  }
}

/** The provider's words for an empty answer, through its releases. */
const NOT_FOUND = /no matching|empty result|couldn't find resource|returned no results/i;

/** What is wrong with `acceptShares` where shares are not seen; one problem for all. */
export function unseenProblems(
  { aws }: Pick<ConsumerConfig, "aws">,
  databases: Databases,
  unseen: readonly string[],
): ConfigProblem[] {
  if (unseen.length === 0) return [];
  const named = Object.keys(databases).filter((name) => unseen.includes(databases[name]?.resourceShareName ?? ""));
  const text =
    `must be true outside the organisation of ${named.join(", ")}'s owner, got false: RAM shows account ` +
    `${aws.place.accountId} no share ${unseen.join(", ")}, so that there is an invitation to accept, within 12 hours. ` +
    "Inside it a share shows by itself: there try again in a minute";
  return [
    { ...problem(["acceptShares"], text), edits: [{ key: configKey(NAMESPACE, ["acceptShares"]), value: "true" }] },
  ];
}
