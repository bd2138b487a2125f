import * as pulumi from "@pulumi/pulumi";
import { z } from "zod";

import { resourceConfigurationId } from "../components/access/shared-database";
import { DatabaseEngine } from "../components/database/database-engine";
import { shown } from "./config-problem";
import { withOwnFrames } from "./own-frames";

/** What a producer promises its consumers. Another number means that fields changed their meaning or went away. */
export const CONTRACT_VERSION = 1;

const text = z.string("must be text");
const accountId = text.regex(/^\d{12}$/, "must be an account id of twelve digits");
const arn = text.regex(/^arn:/, "must be an ARN");
const engines = Object.values(DatabaseEngine);

/** What a client needs to know of a database, in whatever way it is shared. */
const basics = {
  engine: z.enum(engines, "must be postgres, mysql or mariadb"),
  port: z.int("must be a port").min(1, "must be a port").max(65535, "must be a port"),
  /** Name of the database in the server. */
  databaseName: text,
  /** Endpoint name of the database: TLS certificates and IAM tokens are for this name. */
  address: text,
};
/** The same of one that takes IAM logins. */
const server = {
  ...basics,
  /** `db-…`, `cluster-…` or `prx-…`, which names the database in `rds-db:connect`. */
  resourceId: text,
  /** Where to get the certificates to trust. */
  caBundleUrl: z.url("must be a URL"),
};
/** How to log in to it. */
const login = {
  /** The role of the owner's account that a consumer assumes to make an IAM token. */
  connectRoleArn: arn,
  /** What the consumer says when it assumes the role. */
  externalId: text,
  /** The database user the role may log in as. */
  loginUser: text,
};
const facts = { ...server, ...login };
/** The facts a consumer hands on to its clients; those of the login where it is by IAM. */
export type DatabaseFacts =
  z.infer<z.ZodObject<typeof facts>> | (z.infer<z.ZodObject<typeof basics>> & { readonly login: "password" });

/** Accounts the database is shared with. */
const sharedWith = z.array(accountId, "must be a list of account ids");

/** What the consumer puts into its own service network. */
const resourceConfigurationArn = text.refine(
  (given) => resourceConfigurationId(given) !== undefined,
  "must be the ARN of a resource configuration",
);
/** By which share a consumer sees it. */
const share = {
  /** The RAM share it comes with, to be accepted outside the organisation. */
  resourceShareArn: arn,
  /** Its name, by which an account can look whether it sees the share; releases before 0.2 leave it out. */
  resourceShareName: text.exactOptional(),
  /** Whether the share lets accounts beyond the organisation in, which get an invitation; producers of 0.1 do not say. */
  allowExternalPrincipals: z.boolean("must be true or false").exactOptional(),
};
/** By what a consumer reaches a database, in every way of sharing there is so far. */
const configuration = { resourceConfigurationArn, ...share };

/** What a grant is, whatever it grants. Nothing in it is left out in silence: there are no older grants. */
const grant = {
  ...share,
  resourceShareName: text,
  allowExternalPrincipals: z.boolean("must be true or false"),
  /** An account id, or the ARN of an organisation or of a unit of one. */
  principal: text,
  /** Its last day, `2027-01-31`; null where it has none. */
  until: text.nullable(),
};
const grantsOf = <Fields extends z.ZodRawShape>(fields: Fields) =>
  z.record(z.string(), z.object({ ...grant, ...fields }), "must be a map of grants");
/** The ways of a database with IAM logins in which its grants have it, as `ways` has them without. */
const path = z.discriminatedUnion("sharing", [
  z.object({ sharing: z.literal("resource") }),
  z.object({ sharing: z.literal("endpoint"), of: text }),
  z.object({ sharing: z.literal("domain"), customDomainName: text }),
]);

/** The ways of sharing by their name in `sharing`: what each hands over besides the facts. A new way is one more entry. */
const ways = {
  /** The configuration itself is shared, and each consumer owns its service network. */
  resource: z.object({ ...configuration, sharing: z.literal("resource"), ...facts, sharedWith }),
  /** One more name of a database that is an entry itself: both come by one configuration, which is associated once. */
  endpoint: z.object({
    ...configuration,
    /** The entry of the database. */
    of: text,
    sharing: z.literal("endpoint"),
    ...facts,
    sharedWith,
  }),
  /** A configuration by a domain name, which AWS answers in the consumer's VPC only where that asks for it. */
  domain: z.object({
    ...configuration,
    /** The name; it is the address. */
    customDomainName: text,
    sharing: z.literal("domain"),
    ...facts,
    sharedWith,
  }),
  /** The same of a database that is none of RDS's, so that there is no IAM login: its owner hands out passwords. */
  password: z.object({
    ...configuration,
    customDomainName: text,
    sharing: z.literal("password"),
    ...basics,
    sharedWith,
  }),
  /**
   * A database with a share and a login for each grant. A consumer finds its own (`own-grant.ts`), and has the database
   * in the way that `path` says. `sharedWith` has the accounts alone: what a release before 0.2 reads of it.
   */
  granted: z.object({
    sharing: z.literal("granted"),
    resourceConfigurationArn,
    path,
    ...server,
    grants: grantsOf({ ...login, databaseUsers: z.array(text, "must be a list of users") }),
    sharedWith,
  }),
  /** The same without IAM logins. */
  "granted-password": z.object({
    sharing: z.literal("granted-password"),
    resourceConfigurationArn,
    customDomainName: text,
    ...basics,
    grants: grantsOf({}),
    sharedWith,
  }),
};
/** A database as the contract has it; `sharing` says in which of the ways. */
export type ContractDatabase = z.infer<(typeof ways)[keyof typeof ways]>;

/** One with grants, of which a consumer has one. */
export type GrantedDatabase = Extract<ContractDatabase, { readonly grants: unknown }>;
/** One as a consumer has it: by one share, with one login. */
export type OwnDatabase = Exclude<ContractDatabase, GrantedDatabase>;

/** The same as a producer offers it, where values may come from resources. Every field of its way must be there. */
export type Offer = Offered<ContractDatabase>;
export type Offered<Database> = Database extends unknown
  ? { readonly [Field in keyof Database]: pulumi.Input<Database[Field]> }
  : never;

/** A database that a later release shares in a way this one does not know. */
const strange = z.object({ sharing: text, sharedWith }).transform((entry) => ({ ...entry, isStrange: true as const }));
export type StrangeDatabase = z.infer<typeof strange>;

const contract = z.object({
  version: z.literal(CONTRACT_VERSION),
  accountId,
  region: text,
  databases: z.record(z.string(), z.unknown().transform(readDatabase), "must be a map"),
});

/** The output `contract` of a producer's stack: the databases it shares, by name. */
export type Contract = z.infer<typeof contract>;

/** An entry by the schema of its own way. */
function readDatabase(value: unknown, context: z.RefinementCtx): ContractDatabase | StrangeDatabase {
  const { sharing } = z.object({ sharing: z.string() }).safeParse(value).data ?? {};
  if (sharing === undefined) return refuse(context, [{ path: ["sharing"], message: `must be ${WAYS}` }]);
  const read = (isWay(sharing) ? ways[sharing] : strange).safeParse(value);
  return read.success ? read.data : refuse(context, read.error.issues);
}

const WAYS = Object.keys(ways).join(" or ");

function isWay(sharing: string): sharing is keyof typeof ways {
  return Object.hasOwn(ways, sharing);
}

function refuse(context: z.RefinementCtx, issues: readonly Pick<z.core.$ZodIssue, "path" | "message">[]): never {
  for (const { path, message } of issues) context.addIssue({ code: "custom", path: [...path], message });
  return z.NEVER;
}

/**
 * The contract if it is one, else what is wrong with it. Fields a later release added are left out; of a database that
 * it shares in a new way only that is kept, so that the others can be used (docs/decisions/0068).
 */
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

/** A contract as a producer offers it. */
export type ContractOffer = Offered<Omit<Contract, "databases">> & {
  readonly databases: Readonly<Record<string, Offer>>;
};

/** A producer's contract, checked as soon as all of it is known. */
export function checkedContract(offer: ContractOffer): pulumi.Output<Contract> {
  const output: pulumi.Output<unknown> = pulumi.output<object>(offer);
  return output.apply((known) => {
    const read = readContract(known);
    if ("problems" in read) {
      throw withOwnFrames(new pulumi.RunError(`The contract for consumers: ${read.problems.join("; ")}`));
    }
    return read.contract;
  });
}
