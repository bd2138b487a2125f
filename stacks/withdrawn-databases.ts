import type { Outputs } from "./own-outputs";
import { pulumiCommand } from "./pulumi-command";
import type { Databases, Wanted } from "./shared-databases";

type Mine = Pick<Wanted, "place" | "databaseNames" | "had">;

/** The databases this stack has, or had until they were withdrawn, by the outputs of its last deployment; undefined where there was none. */
export function databasesHad(before: Outputs | undefined): readonly string[] | undefined {
  const { databases, withdrawn } = before ?? {};
  if (typeof databases !== "object" || databases === null) return undefined;
  const names = Array.isArray(withdrawn) ? withdrawn.filter((name) => typeof name === "string") : [];
  return [...new Set([...Object.keys(databases), ...names])];
}

/** Databases that are named in the configuration, were here before, and are not shared any more. */
export function withdrawnDatabases({ databaseNames, had = [] }: Mine, databases: Databases): string[] {
  return databaseNames.filter((name) => had.includes(name) && !Object.hasOwn(databases, name));
}

/** What a person must know of databases that are not shared any more: that they go, and what is left to do. */
export function withdrawalNotices(
  stack: string,
  { databaseNames, had = [], place }: Mine,
  databases: Databases,
): string[] {
  const isWanted = (name: string) => databaseNames.length === 0 || databaseNames.includes(name);
  const lost = had.filter((name) => isWanted(name) && !Object.hasOwn(databases, name));
  const named = databaseNames.flatMap((name, index) => (lost.includes(name) ? [index] : [])).reverse();
  const remedy = named
    .map((index) => `\n  ${pulumiCommand(`config rm --path 'lattice-db:databaseNames[${index}]' -s ${stack}`)}`)
    .join("");
  // An empty list means all.
  const then = named.length < databaseNames.length ? "" : " (it then takes whatever is shared with it)";
  return [
    ...(lost.length === 0
      ? []
      : [
          `The producer does not share ${lost.join(", ")} with account ${place.accountId} any more: this stack drops its way ` +
            `there.${remedy === "" ? "" : ` When that is to stay so${then}:${remedy}`}`,
        ]),
    ...(Object.keys(databases).length > 0
      ? []
      : [
          `The producer shares nothing with account ${place.accountId}: this stack reaches no database. Its network and its ` +
            "client security group stay for the clients that carry it; service network and associations do not.",
        ]),
  ];
}
