import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

/** What a producer promises its consumers. Another version means that fields changed their meaning or went away. */
export const CONTRACT_VERSION = 1;

const accountId = z.string().regex(/^\d{12}$/, "must be twelve digits");
const arn = z.string().regex(/^arn:/, "must be an ARN");

const contractDatabase = z.object({
  /** What the consumer puts into its own service network. */
  resourceConfigurationArn: arn,
  /** The RAM share it comes with, to be accepted outside the organisation. */
  resourceShareArn: arn,
  /** `resource`: the configuration itself is shared, and each consumer owns its service network. */
  sharing: z.literal("resource"),
  engine: z.enum(["postgres", "mysql", "mariadb"]),
  port: z.number().int(),
  /** Name of the database in the server. */
  databaseName: z.string(),
  /** Endpoint name of the database: TLS certificates and IAM tokens are for this name. */
  address: z.string(),
  /** `db-…`, which names the database in `rds-db:connect`. */
  resourceId: z.string(),
  /** The role of the owner's account that a consumer assumes to make an IAM token. */
  connectRoleArn: arn,
  /** What the consumer says when it assumes the role. */
  externalId: z.string(),
  /** The database user the role may log in as. */
  loginUser: z.string(),
  /** Where to get the certificates to trust. */
  caBundleUrl: z.url(),
  /** Accounts the database is shared with. */
  sharedWith: z.array(accountId),
});
export type ContractDatabase = z.infer<typeof contractDatabase>;

const contract = z.object({
  version: z.literal(CONTRACT_VERSION),
  accountId,
  region: z.string(),
  databases: z.record(z.string(), contractDatabase),
});

/** The output `contract` of a producer's stack: the databases it shares, by name. */
export type Contract = z.infer<typeof contract>;

/** The contract if it is one, or what is wrong with it. Fields of later minor additions are dropped. */
export function readContract(value: unknown): { contract: Contract } | { problems: string[] } {
  const version = z.object({ version: z.unknown() }).safeParse(value).data?.version;
  if (version !== CONTRACT_VERSION) {
    return { problems: [`version must be ${CONTRACT_VERSION}, got ${JSON.stringify(version) ?? "none"}`] };
  }
  const result = contract.safeParse(value);
  if (result.success) return { contract: result.data };
  return { problems: result.error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`) };
}

/** A producer's contract, checked as soon as all of it is known. */
export function checkedContract(value: object): pulumi.Output<Contract> {
  return pulumi.output(value).apply((known) => {
    const read = readContract(known);
    if ("problems" in read)
      throw new pulumi.RunError(`The contract for consumers is not valid: ${read.problems.join("; ")}`);
    return read.contract;
  }) as pulumi.Output<Contract>;
}
