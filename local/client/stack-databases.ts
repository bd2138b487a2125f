import { z } from "zod";
import type { Client } from "../../reachability/client";
import type { ConnectRole, Endpoint } from "./database-client";

/** A database as a stack's outputs describe it to a client of that stack. */
export interface StackDatabase extends Endpoint {
  /** The DNS name to connect to. */
  readonly host: string;
  readonly engine: string;
  readonly databaseName: string;
  /** How a consumer logs in; the owner logs in as master. None of a database that knows no tokens. */
  readonly consumer?: ConnectRole & { readonly user: string };
}

export interface StackClient {
  readonly client: Client;
  readonly databases: Readonly<Record<string, StackDatabase>>;
}

const client = z.object({
  accountId: z.string(),
  region: z.string(),
  vpcId: z.string(),
  subnetIds: z.array(z.string()).min(1),
  securityGroupIds: z.array(z.string()),
});

const endpoint = { address: z.string(), port: z.number(), engine: z.string(), databaseName: z.string() };
const byToken = z.object({
  ...endpoint,
  loginUser: z.string(),
  connectRoleArn: z.string(),
  externalId: z.string(),
});
/** Of a database that is none of RDS's: its owner hands out passwords. */
const byPassword = z.union([
  z.object({ ...endpoint, login: z.literal("password") }),
  z.object({ ...endpoint, sharing: z.literal("password") }),
]);
const database = z.union([byToken, byPassword]);

const consumerOutputs = z.object({ client, databases: z.record(z.string(), database) });
const producerOutputs = z.object({
  client,
  contract: z.object({ databases: z.record(z.string(), z.object(endpoint)) }),
});

/** Reads the outputs `client` and `databases` of a consumer's stack, or `client` and `contract` of a producer's. */
export function readStackOutputs(stack: string, outputs: Readonly<Record<string, unknown>>): StackClient {
  const asConsumer = consumerOutputs.safeParse(outputs);
  if (asConsumer.success) return consumerClient(asConsumer.data);
  const asProducer = producerOutputs.safeParse(outputs);
  if (asProducer.success) return producerClient(asProducer.data);
  if (Object.keys(outputs).length === 0) {
    throw new Error(`stack ${stack} has no outputs: deploy it first (pulumi up -s ${stack})`);
  }
  const { error } = "contract" in outputs ? asProducer : asConsumer;
  const problems = error.issues.map(({ path, message }) => `${path.join(".")}: ${message}`).join("; ");
  throw new Error(`the outputs of stack ${stack} are not those of a producer or consumer: ${problems}`);
}

const contractAddresses = z.object({
  contract: z.object({ databases: z.record(z.string(), z.object({ address: z.string() }).loose()) }),
});

/** The host name of an entry in the contract of a producer's stack; undefined where there is no such entry. */
export function addressInContract(outputs: Readonly<Record<string, unknown>>, name: string): string | undefined {
  const read = contractAddresses.safeParse(outputs);
  return read.success && Object.hasOwn(read.data.contract.databases, name)
    ? read.data.contract.databases[name]?.address
    : undefined;
}

function consumerClient({ client: own, databases }: z.infer<typeof consumerOutputs>): StackClient {
  return {
    client: clientOf(own),
    databases: mapValues(databases, (known) => {
      const { address, port, engine, databaseName } = known;
      // In the consumer's VPC its own name leads into Lattice.
      const basics = { address, port, engine, databaseName, host: address, region: own.region };
      if (!("loginUser" in known)) return basics;
      const { loginUser: user, connectRoleArn: roleArn, externalId } = known;
      return { ...basics, consumer: { roleArn, externalId, user } };
    }),
  };
}

function producerClient({ client: own, contract }: z.infer<typeof producerOutputs>): StackClient {
  return {
    client: clientOf(own),
    databases: mapValues(contract.databases, ({ address, port, engine, databaseName }) => {
      return { address, port, engine, databaseName, host: address, region: own.region };
    }),
  };
}

function clientOf({ accountId, region, vpcId, subnetIds, securityGroupIds }: z.infer<typeof client>): Client {
  const [subnetId] = subnetIds;
  return { account: accountId, region, vpcId, securityGroupIds, ...(subnetId === undefined ? {} : { subnetId }) };
}

function mapValues<A, B>(record: Readonly<Record<string, A>>, change: (value: A) => B): Readonly<Record<string, B>> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]));
}
