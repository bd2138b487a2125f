import { databaseName } from "./path";
import type { Explanation } from "./explain";
import type { Hop } from "./hop";

const marks = { open: "✓", blocked: "✗", unknown: "?" } as const;

/** Every hop on a line of its own with its mark; where the way is not open, the reason and fix of each obstacle. */
export function formatExplanation(explanation: Explanation): string {
  return [headline(explanation), ...explanation.hops.flatMap(hopLines)].join("\n");
}

function headline({ client, database, verdict, route, headline: first, ...rest }: Explanation): string {
  const who = `account ${client.account}${client.vpcId === undefined ? "" : ` in ${client.vpcId}`}`;
  const way = route === "direct" ? "directly" : `by ${route}`;
  const standing = rest.revokedButStanding === true ? ", though it is no longer shared with it" : "";
  if (verdict === "open") return `${who} reaches ${databaseName(database)} ${way}${standing}`;
  const cannot = verdict === "blocked" ? "cannot reach" : "is not known to reach";
  return `${who} ${cannot} ${databaseName(database)}: ${first?.reason ?? "no way leads there"}`;
}

function hopLines(hop: Hop): readonly string[] {
  const line = `  ${marks[hop.verdict]} ${hop.code}: ${hop.reason}`;
  return hop.fix === undefined || hop.verdict === "open" ? [line] : [line, `      fix: ${hop.fix}`];
}
