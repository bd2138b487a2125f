import { z } from "zod";

import { instance, optional, protection, required } from "./database";
import { logs } from "./logs";
import { consumerNetwork, network, producerNetwork } from "./network";
import { retiring } from "./retiring";
import { schemasOf, text, type Setting } from "./setting";
import { sharing, taking } from "./sharing";

const ofDatabase = { ...instance, ...sharing };
const named = (settings: object) => Object.keys(settings).join(", ").replace("sharedWith", "sharedWith (account ids)");

/** One database of a producer. */
export const databaseSettings = z.strictObject(schemasOf(ofDatabase), "must be a map of settings").transform(separated);

/** The same where some of it is not of the right form and was left out. */
export const partialDatabaseSettings = z
  .object({ ...z.object(schemasOf(instance)).partial().shape, ...schemasOf(sharing) })
  .transform(separated);

/** What concerns the instance, and what concerns its users. */
function separated<Given extends z.infer<z.ZodObject<ReturnType<typeof schemasOf<typeof sharing>>>>>(settings: Given) {
  const { loginUser, sharedWith, allowExternalPrincipals, ...rest } = settings;
  return { instance: rest, loginUser, sharedWith, allowExternalPrincipals };
}

const role = {
  description: 'What this stack is, "producer" (owns the databases) or "consumer" (uses them). Required.',
  example: "producer",
};
const common = { ...network, ...logs, ...protection };
const producer = {
  role: { ...role, schema: z.literal("producer") },
  ...common,
  ...producerNetwork,
  databases: {
    description: `Producer only, required. The databases by name: ${named(required)}; and as needed ${named({ ...optional, ...sharing })}.`,
    schema: z.record(text, databaseSettings, "must be a map with at least one database"),
    example: instance.engine.example,
    path: [".orders", ".engine"],
  },
  ...retiring,
} satisfies Readonly<Record<string, Setting>>;
const consumer = {
  role: { ...role, schema: z.literal("consumer") },
  ...common,
  ...consumerNetwork,
  ...taking,
} satisfies Readonly<Record<string, Setting>>;

/** Every key of a stack file, without the namespace `lattice-db`. */
export const allSettings: Readonly<Record<string, Setting>> = { ...producer, ...consumer };

/** The setting a path leads to, and the parts of the path behind it. */
export function settingAt([key = "", name, field, ...rest]: readonly string[]):
  { readonly setting: Setting; readonly rest: readonly string[] } | undefined {
  const ofOne: Readonly<Record<string, Setting>> = ofDatabase;
  const setting = key === "databases" && field !== undefined ? ofOne[field] : undefined;
  if (setting !== undefined) return { setting, rest };
  const whole = allSettings[key];
  return whole && { setting: whole, rest: [name, field, ...rest].filter((part) => part !== undefined) };
}

/** The keys of a producer's stack. */
export const producerSettings = z.strictObject(schemasOf(producer));
export type ProducerSettings = z.infer<typeof producerSettings>;

/** The keys of a consumer's stack. */
export const consumerSettings = z.strictObject(schemasOf(consumer));
export type ConsumerSettings = z.infer<typeof consumerSettings>;
