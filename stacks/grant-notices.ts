import { configKey, NAMESPACE } from "./config-problem";
import { pulumiCommand } from "./pulumi-command";
import type { DatabaseEntry } from "./settings/kinds";

/** How long before its last day a grant is spoken of. */
const DAYS_BEFORE = 14;

/** Grants that end soon, each with its day and the command that renews it: on the day after, nothing is deployed. */
export function grantNotices(
  stack: string,
  databases: Readonly<Record<string, Pick<DatabaseEntry, "grants">>>,
  day = new Date(),
): string[] {
  const soon = new Date(day);
  soon.setUTCDate(soon.getUTCDate() + DAYS_BEFORE);
  const last = soon.toISOString().slice(0, 10);
  return Object.entries(databases).flatMap(([name, { grants = {} }]) =>
    Object.entries(grants).flatMap(([key, { until, principal }]) => {
      if (until === undefined || until > last) return [];
      const at = configKey(NAMESPACE, ["databases", name, "sharedWith", key, "until"]);
      return [
        `Grant "${key}" of database "${name}" (${principal}) ends after ${until}: its login ends by itself, and the next ` +
          `deployment is refused until the grant is renewed or taken away. To renew it:` +
          `\n  ${pulumiCommand(`config set --path '${at}' YYYY-MM-DD -s ${stack}`)}`,
      ];
    }),
  );
}
