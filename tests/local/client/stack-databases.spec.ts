import assert from "node:assert/strict";
import { readStackOutputs } from "../../../local/client/stack-databases";

const client = {
  ...{ accountId: "444455556666", region: "eu-west-1", vpcId: "vpc-1" },
  ...{ subnetIds: ["subnet-a"], securityGroupIds: ["sg-1"] },
};
const basics = { address: "orders.example.internal", port: 5432, engine: "postgres", databaseName: "orders" };
const token = { loginUser: "app", connectRoleArn: "arn:aws:iam::111122223333:role/app", externalId: "e" };

describe("the databases of a stack's outputs", () => {
  it("are logged in to by the role and user of the contract", () => {
    const { databases } = readStackOutputs("consumer", { client, databases: { orders: { ...basics, ...token } } });
    const consumer = { roleArn: token.connectRoleArn, externalId: "e", user: "app" };
    assert.deepEqual(databases.orders, { ...basics, host: basics.address, region: "eu-west-1", consumer });
  });

  it("may be among them whose owner hands out passwords", () => {
    const { databases } = readStackOutputs("consumer", {
      client,
      databases: { orders: { ...basics, ...token }, legacy: { ...basics, login: "password" } },
    });
    assert.equal(databases.legacy?.consumer, undefined);
    assert.equal(databases.legacy?.host, basics.address);
    assert.equal(databases.orders?.consumer?.user, "app");
    const contract = { databases: { legacy: { ...basics, sharing: "password" } } };
    assert.deepEqual(Object.keys(readStackOutputs("producer", { client, contract }).databases), ["legacy"]);
  });

  it("are refused where one lacks what a login takes", () => {
    const { externalId: _, ...half } = token;
    const broken = { client, databases: { orders: { ...basics, ...half } } };
    assert.throws(() => readStackOutputs("consumer", broken), /not those of a producer or consumer: databases\.orders/);
  });
});
