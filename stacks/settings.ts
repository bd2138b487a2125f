import { z } from "zod";

import { MAX_TRUSTED_ACCOUNTS } from "../components/sharing/connect-role";
import type { DatabaseEngine } from "../components/database/database-engine";

const text = z.string("must be text");
const digits = textOrWhole("must be text in quotes");
const whole = z.int("must be a whole number");
const yes = z.boolean("must be true or false");
const accountId = digits.refine((id) => /^\d{12}$/.test(id), "must be an account id of twelve digits, in quotes");
const accountIds = z
  .array(accountId, "must be a list of account ids")
  .max(MAX_TRUSTED_ACCOUNTS, `must name ${MAX_TRUSTED_ACCOUNTS} accounts at most`)
  .refine((ids) => new Set(ids).size === ids.length, "must name each account once");
const zones = z.record(
  text,
  z.string("must be an IPv4 network such as 10.0.0.0/26"),
  "must be a map from zone letter to IPv4 network",
);
const engines: readonly DatabaseEngine[] = ["postgres", "mysql", "mariadb"];

const common = {
  vpcCidr: z.string("must be an IPv4 network such as 10.0.0.0/16"),
  logRetentionDays: whole.default(365),
  protect: yes.default(true),
};

/** The instance itself; see `DatabaseSettings` for what each means and for what is left out. */
const instance = {
  engine: z.enum(engines, `must be one of ${engines.join(", ")}`),
  engineVersion: digits,
  instanceClass: text.exactOptional(),
  allocatedStorageGib: whole.exactOptional(),
  maxAllocatedStorageGib: whole.exactOptional(),
  databaseName: text.exactOptional(),
  masterUsername: text.exactOptional(),
  port: whole.exactOptional(),
  multiAz: yes.exactOptional(),
  backupRetentionDays: whole.exactOptional(),
  deletionProtection: yes.exactOptional(),
  finalSnapshot: yes.exactOptional(),
  allowMajorVersionUpgrade: yes.exactOptional(),
  applyImmediately: yes.exactOptional(),
};

/** Who may use it, and as whom. */
const sharing = {
  /** The user other accounts log in as, with an IAM token. */
  loginUser: text.default("app"),
  /** Accounts that may reach the database; none keeps it to this one. */
  sharedWith: accountIds.default([]),
  /** Lets accounts outside the organisation into `sharedWith`. */
  allowExternalPrincipals: yes.default(false),
};

/** One database of a producer. */
export const databaseSettings = z
  .strictObject({ ...instance, ...sharing }, "must be a map of settings")
  .transform(separated);

/** The same where some of it is not of the right form and was left out. */
export const partialDatabaseSettings = z
  .object({ ...z.object(instance).partial().shape, ...sharing })
  .transform(separated);

/** What concerns the instance, and what concerns its users. */
function separated<Sharing extends z.infer<z.ZodObject<typeof sharing>>>(settings: Sharing) {
  const { loginUser, sharedWith, allowExternalPrincipals, ...rest } = settings;
  return { instance: rest, loginUser, sharedWith, allowExternalPrincipals };
}

/** The keys of a producer's stack, without the namespace `lattice-db`. */
export const producerSettings = z.strictObject({
  role: z.literal("producer"),
  ...common,
  subnets: z.strictObject({ database: zones, gateway: zones }, "must be a map with database and gateway"),
  databases: z.record(text, databaseSettings, "must be a map with at least one database"),
  ipv4AddressesPerEni: whole.default(8),
});
export type ProducerSettings = z.infer<typeof producerSettings>;

/** The keys of a consumer's stack, without the namespace `lattice-db`. */
export const consumerSettings = z.strictObject({
  role: z.literal("consumer"),
  ...common,
  subnets: z.strictObject({ client: zones }, "must be a map with client"),
  producerStack: textOrWhole("must be the name of the producer's stack"),
  databaseNames: z.array(text, "must be a list of names").default([]),
  acceptShares: yes.default(false),
});
export type ConsumerSettings = z.infer<typeof consumerSettings>;

/** `pulumi config set --path`, and YAML without quotes, turn what looks like a whole number into one. */
function textOrWhole(message: string) {
  return z.preprocess((value) => (Number.isSafeInteger(value) ? String(value) : value), z.string(message));
}
