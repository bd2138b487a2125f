import { z } from "zod";

import { awsEndpoints } from "./aws-endpoints";
import { optionalOfCluster, reading, requiredOfCluster } from "./cluster";
import { consuming } from "./consuming";
import { instance, optional, protection, required } from "./database";
import { existing } from "./existing";
import { DATABASE_KINDS, databaseSettings, settingsOfKind, type DatabaseKind } from "./kinds";
import { logs } from "./logs";
import { consumerNetwork, network, producerNetwork } from "./network";
import { retiring } from "./retiring";
import { networkIds, type NetworkIds } from "./network-ids";
import { producers } from "./producers";
import { proxying } from "./proxy";
import { schemasOf, settingIn, settingsAround, text, type Setting, type Settings } from "./setting";
import { sharing, taking } from "./sharing";
import { watching } from "./watching";

const named = (settings: object) => Object.keys(settings).join(", ").replace("sharedWith", "sharedWith (account ids)");
/** The settings of any kind of database by their names; those of one name are of one meaning. */
const ofDatabase: Settings = { ...settingsOfKind.existing, ...settingsOfKind.cluster, ...settingsOfKind.instance };

const role = {
  description: 'What this stack is, "producer" (owns the databases) or "consumer" (uses them). Required.',
  example: "producer",
};
const common = { ...network, ...awsEndpoints, ...logs, ...protection, ...watching };
const producer = {
  role: { ...role, schema: z.literal("producer") },
  ...common,
  ...producerNetwork,
  ...networkIds,
  databases: {
    description:
      `Producer only, required. The databases by name. Of any kind as needed ${named({ ...proxying, ...sharing })}. ` +
      `An instance (no kind): ${named(required)}; as needed ${named(optional)}. ` +
      `kind cluster, Aurora: ${named(requiredOfCluster)}; as needed ${named({ ...optionalOfCluster, ...reading })}. ` +
      `kind existing, which is there already: ${named({ ...existing, ...reading })}.`,
    schema: z
      .record(text, databaseSettings, "must be a map with at least one database")
      .refine((databases) => Object.keys(databases).length > 0, "must be a map with at least one database"),
    example: instance.engine.example,
    path: [".orders", ".engine"],
  },
  ...retiring,
} satisfies Readonly<Record<string, Setting>>;
const consumer = {
  role: { ...role, schema: z.literal("consumer") },
  ...common,
  ...consumerNetwork,
  ...producers,
  ...taking,
  ...consuming,
} satisfies Readonly<Record<string, Setting>>;

/** Every key of a stack file, without the namespace `lattice-db`. */
export const allSettings: Readonly<Record<string, Setting>> = { ...producer, ...consumer };

/** The setting a path leads to, and the parts of the path behind it. */
export function settingAt(path: readonly (string | number)[]) {
  const [key, , ...rest] = path;
  return (key === "databases" ? settingIn(ofDatabase, rest) : undefined) ?? settingIn(allSettings, path);
}

/** The settings there are beside one that is not, by its path: those of a database, or of the whole stack file. */
export function siblingsOf(path: readonly PropertyKey[], role: "producer" | "consumer", kind: unknown): string[] {
  const [key, , ...rest] = path;
  if (key === "databases" && rest.length > 0) return Object.keys(settingsAround(settingsOfKind[kindOf(kind)], rest));
  if (path.length === 1) return Object.keys(role === "producer" ? producer : consumer);
  if (key === "producers") return Object.keys(settingsAround(allSettings, path));
  if (path.length > 2) return [];
  if (key === "subnets") return role === "producer" ? ["database", "gateway"] : ["client"];
  return Object.keys(settingsAround(allSettings, path));
}

/** Other kinds of databases that have a setting which this one has not. */
export function kindsWith(setting: string, kind: unknown): DatabaseKind[] {
  return DATABASE_KINDS.filter((other) => other !== kindOf(kind) && Object.hasOwn(settingsOfKind[other], setting));
}

function kindOf(given: unknown): DatabaseKind {
  return DATABASE_KINDS.find((kind) => kind === given) ?? "instance";
}

/** The keys of a producer's stack. */
export const producerSettings = z.strictObject(schemasOf(producer));
/** The same in a network that is there already. */
export const producerSettingsInNetwork = producerSettings.omit({ vpcCidr: true, subnets: true });

type OfProducer = z.infer<typeof producerSettings>;
type OwnNetwork = Pick<OfProducer, "vpcCidr" | "subnets"> & { readonly network?: undefined };
/** What a producer's stack says, its network by ranges or by ids. */
export type ProducerSettings = Omit<OfProducer, "vpcCidr" | "subnets" | "network"> &
  (OwnNetwork | { readonly network: NetworkIds });

/** The keys of a consumer's stack. */
export const consumerSettings = z.strictObject(schemasOf(consumer));
export type ConsumerSettings = z.infer<typeof consumerSettings>;
