/** Stands in for stacks/index.ts: the stack `owner` is somebody else's program, all others are this project's. */
import type * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";
import program from "../../stacks/index";
import { ownersDatabases, SNAPSHOT } from "./owner/databases";
import { ownersNetwork } from "./owner/network";
import { ownersProxy } from "./owner/proxy";

export = (): Promise<object> | object => (pulumi.getStack() === "owner" ? owner() : program());

/** An account with a network and databases, made without a thought of sharing them. */
function owner(): object {
  const aws = new pulumi.Config("aws");
  const region = aws.require("region");
  const [account = ""] = aws.requireObject<string[]>("allowedAccountIds");
  const { clientSecurityGroupId, ...network } = ownersNetwork(region);
  const hasArchive = new pulumi.Config("owner").requireBoolean("archive");
  const { orders, stock, archive, ledger, key } = ownersDatabases(network, hasArchive);
  const pool = ownersProxy({ ...network, region, account, database: orders });
  return {
    network,
    orders: orders.identifier,
    stock: stock.identifier,
    ledger: ledger.clusterIdentifier,
    pool: pool.name,
    snapshot: SNAPSHOT,
    key: key.arn,
    // What `connect` reads: a client beside the databases, and where they are.
    client: {
      accountId: account,
      region,
      vpcId: network.vpcId,
      subnetIds: network.databaseSubnetIds,
      securityGroupIds: [clientSecurityGroupId],
    },
    contract: { databases: { ...(archive && { archive: endpointOf(archive) }), stock: endpointOf(stock) } },
  };
}

function endpointOf({ address, port, engine, dbName }: rds.Instance) {
  const asNobody = { loginUser: "", connectRoleArn: "", externalId: "" };
  return { address, port, engine, databaseName: dbName, ...asNobody };
}
