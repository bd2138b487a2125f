import { z } from "zod";

import type { ProxySettings } from "../../components/database/proxy-settings";
import { optionalOfCluster, reading, requiredOfCluster } from "./cluster";
import { optional, required } from "./database";
import { existing } from "./existing";
import { grantsOf, principalsOf } from "./grants";
import { proxying } from "./proxy";
import { schemasOf, type Setting, type Settings } from "./setting";
import { sharing } from "./sharing";

/** What a database of a producer can be. */
export const DATABASE_KINDS = ["instance", "cluster", "existing"] as const;
export type DatabaseKind = (typeof DATABASE_KINDS)[number];

const MAP = "must be a map of settings";
const KIND = `must be one of ${DATABASE_KINDS.join(", ")}`;
const kind = <Kind extends DatabaseKind>(name: Kind) =>
  ({ kind: { schema: z.literal(name, KIND), example: "instance" } }) satisfies Settings;

/** Whom any database is for, and by what it is reached. */
const ofAny = { ...proxying, ...sharing };
const cluster = { ...requiredOfCluster, ...optionalOfCluster };
const instance = { ...required, ...optional };

/** The settings of a database by its kind. */
export const settingsOfKind = {
  instance: { ...kind("instance"), ...instance, ...ofAny },
  cluster: { ...kind("cluster"), ...cluster, ...reading, ...ofAny },
  existing: { ...kind("existing"), ...existing, ...reading, ...ofAny },
} satisfies Readonly<Record<DatabaseKind, Readonly<Record<string, Setting>>>>;

/** One database of a producer, with what concerns itself apart from what concerns its users. */
export const databaseSettings = z.preprocess(
  withKind,
  z.discriminatedUnion(
    "kind",
    [
      z.strictObject(schemasOf(settingsOfKind.instance), MAP).transform(instanceOf),
      z.strictObject(schemasOf(settingsOfKind.cluster), MAP).transform(clusterOf),
      z.strictObject(schemasOf(settingsOfKind.existing), MAP).transform(existingOf),
    ],
    { error: ({ code }: { code: string }) => (code === "invalid_union" ? KIND : MAP) },
  ),
);
export type DatabaseEntry = z.infer<typeof databaseSettings>;

/** The same where some of it is not of the right form and was left out. */
export const partialDatabaseSettings = z.preprocess(
  withKind,
  z.discriminatedUnion("kind", [
    z
      .object({ ...partial({ ...instance, ...proxying }), ...schemasOf({ ...kind("instance"), ...sharing }) })
      .transform(instanceOf),
    z
      .object({ ...partial({ ...cluster, ...proxying }), ...schemasOf({ ...kind("cluster"), ...reading, ...sharing }) })
      .transform(clusterOf),
    z
      .object({
        ...partial({ ...existing, ...proxying }),
        ...schemasOf({ ...kind("existing"), ...reading, ...sharing }),
      })
      .transform(existingOf),
  ]),
);
export type PartialDatabaseEntry = z.infer<typeof partialDatabaseSettings>;

function partial<All extends Settings>(settings: All) {
  return z.object(schemasOf(settings)).partial().shape;
}

/** An instance where nothing else is said. */
function withKind(given: unknown): unknown {
  const isMap = typeof given === "object" && given !== null && !Array.isArray(given);
  return isMap && !Object.hasOwn(given, "kind") ? { kind: "instance", ...given } : given;
}

type Users = z.infer<z.ZodObject<ReturnType<typeof schemasOf<typeof sharing>>>>;
type OfAny = Users & { readonly proxy?: ProxySettings | undefined };

function instanceOf<Given extends OfAny & { readonly kind: "instance" }>(given: Given) {
  const { kind: is, proxy, loginUser, sharedWith, allowExternalPrincipals, ...rest } = given;
  return { kind: is, instance: rest, ...apart({ proxy, loginUser, sharedWith, allowExternalPrincipals }) };
}

type WithReader = OfAny & { readonly shareReader: boolean };

function clusterOf<Given extends WithReader & { readonly kind: "cluster" }>(given: Given) {
  const { kind: is, shareReader, proxy, loginUser, sharedWith, allowExternalPrincipals, ...rest } = given;
  return { kind: is, cluster: rest, shareReader, ...apart({ proxy, loginUser, sharedWith, allowExternalPrincipals }) };
}

function existingOf<Given extends WithReader & { readonly kind: "existing" }>(given: Given) {
  const { kind: is, shareReader, proxy, loginUser, sharedWith, allowExternalPrincipals, ...rest } = given;
  return { kind: is, existing: rest, shareReader, ...apart({ proxy, loginUser, sharedWith, allowExternalPrincipals }) };
}

/** Of either form of `sharedWith` whom it names, and of a map the grants besides. */
function apart({ proxy, sharedWith, ...common }: OfAny) {
  const grants = grantsOf(sharedWith, common);
  return {
    ...(proxy !== undefined && { proxy }),
    ...common,
    sharedWith: principalsOf(sharedWith),
    ...(grants !== undefined && { grants }),
  };
}
