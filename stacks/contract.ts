import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

import { shown } from "./config-problem";
import { withOwnFrames } from "./own-frames";

/** What a producer promises its consumers. Another number means that fields changed their meaning or went away. */
export const CONTRACT_VERSION = 1;

const text = z.string("must be text");
const accountId = text.regex(/^\d{12}$/, "must be an account id of twelve digits");
const arn = text.regex(/^arn:/, "must be an ARN");

const contractDatabase = z.object({
  /** What the consumer puts into its own service network. */
  resourceConfigurationArn: text.regex(
    /^arn:[a-z-]+:vpc-lattice:[a-z0-9-]+:\d{12}:resourceconfiguration\/rcfg-[0-9a-z]{17}$/,
    "must be the ARN of a resource configuration",
  ),
  /** The RAM share it comes with, to be accepted outside the organisation. */
  resourceShareArn: arn,
  /** `resource`: the configuration itself is shared, and each consumer owns its service network. */
  sharing: z.literal("resource", "must be resource"),
  engine: z.enum(["postgres", "mysql", "mariadb"], "must be postgres, mysql or mariadb"),
  port: z.int("must be a port").min(1, "must be a port").max(65535, "must be a port"),
  /** Name of the database in the server. */
  databaseName: text,
  /** Endpoint name of the database: TLS certificates and IAM tokens are for this name. */
  address: text,
  /** `db-…`, which names the database in `rds-db:connect`. */
  resourceId: text,
  /** The role of the owner's account that a consumer assumes to make an IAM token. */
  connectRoleArn: arn,
  /** What the consumer says when it assumes the role. */
  externalId: text,
  /** The database user the role may log in as. */
  loginUser: text,
  /** Where to get the certificates to trust. */
  caBundleUrl: z.url("must be a URL"),
  /** Accounts the database is shared with. */
  sharedWith: z.array(accountId, "must be a list of account ids"),
});
export type ContractDatabase = z.infer<typeof contractDatabase>;

const contract = z.object({
  version: z.literal(CONTRACT_VERSION),
  accountId,
  region: text,
  databases: z.record(z.string(), contractDatabase, "must be a map"),
});

/** The output `contract` of a producer's stack: the databases it shares, by name. */
export type Contract = z.infer<typeof contract>;

/** The contract if it is one, else what is wrong with it. Fields a later release added are left out. */
export function readContract(value: unknown): { readonly contract: Contract } | { readonly problems: string[] } {
  const { success, data, error } = contract.safeParse(value);
  if (success) return { contract: data };
  const version = z.object({ version: z.unknown() }).safeParse(value).data?.version;
  // Of another version nothing else is worth saying.
  if (version !== CONTRACT_VERSION) {
    return { problems: [`version must be ${CONTRACT_VERSION}, got ${shown(version)}`] };
  }
  return { problems: error.issues.map(({ path, message }) => `${path.join(".")} ${message}`) };
}

/** A producer's contract, checked as soon as all of it is known. */
export function checkedContract(value: object): pulumi.Output<Contract> {
  return pulumi.output(value).apply((known: unknown) => {
    const read = readContract(known);
    if ("problems" in read) {
      throw withOwnFrames(new pulumi.RunError(`The contract for consumers: ${read.problems.join("; ")}`));
    }
    return read.contract;
  });
}
