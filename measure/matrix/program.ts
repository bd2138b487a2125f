/** Stands in for stacks/index.ts: the stack `owner` is somebody else's program, all others are this project's. */
import * as pulumi from "@pulumi/pulumi";
import program from "../../stacks/index";
import { ownersDatabases } from "./owner/databases";
import { ownersNetwork } from "./owner/network";
import { ownersProxy } from "./owner/proxy";

export = (): Promise<object> | object => (pulumi.getStack() === "owner" ? owner() : program());

/** An account with a network and databases, made without a thought of sharing them. */
function owner(): object {
  const aws = new pulumi.Config("aws");
  const region = aws.require("region");
  const [account = ""] = aws.requireObject<string[]>("allowedAccountIds");
  const network = ownersNetwork(region);
  const { orders, stock, ledger } = ownersDatabases(network);
  const pool = ownersProxy({ ...network, region, account, database: orders });
  return {
    network,
    orders: orders.identifier,
    stock: stock.identifier,
    ledger: ledger.clusterIdentifier,
    pool: pool.name,
  };
}
