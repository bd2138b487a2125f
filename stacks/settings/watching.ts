import { z } from "zod";

import { WATCH_DEFAULTS, WATCH_LIMITS } from "../../components/watch/watch-settings";
import { problem, type ConfigProblem } from "../config-problem";
import { valueAt } from "../value-at";
import { schemasOf, yes, type Setting, type Settings } from "./setting";

const switchOf = { schema: yes.exactOptional(), example: true } satisfies Setting;

/** A threshold within its limits. */
function limit(key: keyof typeof WATCH_DEFAULTS) {
  const [least, most] = WATCH_LIMITS[key];
  const said = `must be a whole number of ${least}-${most}`;
  // One check for form and limits: of a huge number two would each have a say.
  const schema = z.number(said).refine((value) => Number.isInteger(value) && value >= least && value <= most, said);
  return { schema: schema.exactOptional(), example: WATCH_DEFAULTS[key] } satisfies Setting;
}

const fields = {
  /**
   * A dashboard: connections by consumer, refused attempts, and of a producer a row for each database.
   * @default false
   */
  dashboard: switchOf,
  /**
   * Alarms, to a topic of their own whose ARN is the output `alertTopicArn`: nobody is told before somebody subscribes.
   * @default false
   */
  alarms: switchOf,
  /**
   * An audit trail of the account in every Region, kept locked, and a message to the topic for each change of who may reach what.
   * @default false
   */
  audit: switchOf,
  cpuPercent: limit("cpuPercent"),
  freeStorageGib: limit("freeStorageGib"),
  connections: limit("connections"),
  replicaLagSeconds: limit("replicaLagSeconds"),
  quietHours: limit("quietHours"),
  deniedConnections: limit("deniedConnections"),
  auditRetentionDays: limit("auditRetentionDays"),
} satisfies Settings;

/** What is watched, on either side; `WatchSettings` says what each threshold is. */
export const watching = {
  watching: {
    description:
      `What the stack has to watch it by: ${Object.keys(fields).join(", ")}. ` +
      "dashboard, alarms and audit are off unless they are true; the others say from when on. See docs/watching.md.",
    schema: z.strictObject(schemasOf(fields), "must be a map of settings").exactOptional(),
    example: true,
    path: [".dashboard"],
    fields,
  },
} satisfies Readonly<Record<string, Setting>>;

/** Which switch each of the others belongs to. */
const OF_SWITCH: ReadonlyMap<string, "alarms" | "audit"> = new Map(
  Object.keys(WATCH_DEFAULTS).map((key) => [key, key === "auditRetentionDays" ? "audit" : "alarms"]),
);
/** What only the owner of databases has metrics of. */
const OF_DATABASES = [
  "cpuPercent",
  "freeStorageGib",
  "connections",
  "replicaLagSeconds",
] satisfies (keyof typeof fields)[];

/**
 * What would be without effect: a threshold of alarms that are off, or of databases in a stack that has none.
 * @param given What the stack file says, in whatever form.
 */
export function watchingProblems(
  { watching: right = {} }: { readonly watching?: Readonly<Record<string, unknown>> | undefined },
  given: Readonly<Record<string, unknown>>,
): ConfigProblem[] {
  const without = (key: string, text: string) => ({ ...problem(["watching", key], text), remove: true });
  return Object.entries(right).flatMap(([key, value]) => {
    // Of another form it is a mistake by itself.
    if (typeof value !== "number") return [];
    if (given["role"] === "consumer" && OF_DATABASES.some((one) => one === key)) {
      return [without(key, "must be left out by a consumer, whose databases are watched by their owner")];
    }
    const needed = OF_SWITCH.get(key);
    if (needed === undefined) return [];
    const isOn = valueAt(given, ["watching", needed]);
    // Of what is no switch something is said already.
    return isOn === undefined || isOn === false
      ? [without(key, `must be left out unless watching.${needed} is true`)]
      : [];
  });
}
