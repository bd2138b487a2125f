import type { Contract, ContractDatabase, ContractOffer } from "../../stacks/contract";

/** A database as a producer offers it. */
export const orders: Extract<ContractDatabase, { sharing: "resource" }> = {
  resourceConfigurationArn: "arn:aws:vpc-lattice:eu-west-1:111122223333:resourceconfiguration/rcfg-0123456789abcdef0",
  resourceShareArn: "arn:aws:ram:eu-west-1:111122223333:resource-share/11111111-2222-4333-8444-555555555555",
  sharing: "resource",
  engine: "postgres",
  port: 5432,
  databaseName: "orders",
  address: "orders.abc.eu-west-1.rds.amazonaws.com",
  resourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  connectRoleArn: "arn:aws:iam::111122223333:role/orders-connect-role",
  externalId: "11111111-2222-4333-8444-555555555555",
  loginUser: "app",
  caBundleUrl: "https://truststore.pki.rds.amazonaws.com/eu-west-1/eu-west-1-bundle.pem",
  sharedWith: ["444455556666"],
};

/** A contract with some of it changed. */
export function contract(change: object = {}): Contract & Pick<ContractOffer, "databases"> {
  const { accountId, region } = { accountId: "111122223333", region: "eu-west-1" };
  return { version: 1, accountId, region, databases: { orders }, ...change };
}
