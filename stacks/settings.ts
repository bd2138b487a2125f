import { z } from "zod";

import type { DatabaseEngine } from "../components/database-engine";

/** `pulumi config set --path` and YAML without quotes both turn an account id or a version into a number. */
const text = z.preprocess(
  (value) => (typeof value === "number" && Number.isInteger(value) ? String(value) : value),
  z.string(),
);
const accountId = text.refine((id) => /^\d{12}$/.test(id), "must be twelve digits, in quotes");
const whole = z.number("must be a whole number").int("must be a whole number");
const yes = z.boolean("must be true or false");
const engines: readonly DatabaseEngine[] = ["postgres", "mysql", "mariadb"];

/** What a producer says of one database; see `DatabaseArgs` for the meaning of what is left out. */
const instance = {
  engine: z.enum(engines, `must be one of ${engines.join(", ")}`),
  engineVersion: text,
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
};
const sharing = {
  /** The user other accounts log in as, with an IAM token. */
  loginUser: text.default("app"),
  /** Accounts that may reach the database; none keeps it to this one. */
  sharedWith: z.array(accountId, "must be a list of account ids").default([]),
  /** Lets accounts outside the organisation into `sharedWith`. */
  allowExternalPrincipals: yes.default(false),
};
const database = z
  .strictObject({ ...instance, ...sharing })
  .transform(({ loginUser, sharedWith, allowExternalPrincipals, ...rest }) => ({
    instance: rest,
    loginUser,
    sharedWith,
    allowExternalPrincipals,
  }));

const zones = z.record(z.string(), z.string());

const common = {
  vpcCidr: z.string(),
  logRetentionDays: whole.default(365),
  protect: yes.default(true),
};

export const producerSettings = z.strictObject({
  role: z.literal("producer"),
  ...common,
  subnets: z.strictObject({ database: zones, gateway: zones }),
  databases: z.record(z.string(), database),
  gatewayAddressesPerSubnet: whole.default(8),
});
export type ProducerSettings = z.infer<typeof producerSettings>;

export const consumerSettings = z.strictObject({
  role: z.literal("consumer"),
  ...common,
  subnets: z.strictObject({ client: zones }),
  producerStack: z.string(),
  databaseNames: z.array(z.string(), "must be a list of database names").default([]),
  acceptShares: yes.default(false),
});
export type ConsumerSettings = z.infer<typeof consumerSettings>;
