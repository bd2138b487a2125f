import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { stackValues } from "./stack-file";
import type { Deployment } from "../components/deploy";
import { up, type Outputs } from "./up";

const CONFIGURATION = "aws:vpclattice/resourceConfiguration:ResourceConfiguration";
const SHARED = { engine: "postgres", engineVersion: "17", sharedWith: ["444455556666"] };

describe("the committed stacks", () => {
  let owner: Deployment<Outputs>;
  let user: Deployment<Outputs>;
  before(async () => {
    owner = await up(stackValues("producer"));
    user = await up(stackValues("consumer"), owner.outputs);
  });

  it("hand a database from the producer to the consumer", () => {
    const offered = owner.outputs["contract"].databases.orders;
    assert.deepEqual(user.outputs["databases"], {
      orders: {
        address: "orders-instance.abc.eu-west-1.rds.amazonaws.com",
        latticeName: undefined,
        port: 5432,
        engine: "postgres",
        databaseName: "orders",
        loginUser: "app",
        connectRoleArn: offered.connectRoleArn,
        externalId: offered.externalId,
        resourceId: offered.resourceId,
        caBundleUrl: offered.caBundleUrl,
      },
    });
  });

  it("say with which command the consumer learns Lattice's own names", () => {
    assert.equal(
      user.outputs["latticeNamesCommand"],
      "aws vpc-lattice list-service-network-resource-associations --region eu-west-1 " +
        "--service-network-identifier sn-0123456789abcdef0 --include-children --output table " +
        '--query "items[?dnsEntry].[resourceConfigurationName,dnsEntry.domainName]"',
    );
  });

  it("say where a client of each has to stand to connect", () => {
    assert.deepEqual(owner.outputs["client"], {
      accountId: "111122223333",
      region: "eu-west-1",
      vpcId: "network-vpc-id",
      subnetIds: ["network-gateway-a-id", "network-gateway-b-id"],
      securityGroupIds: ["db-security-group-id"],
    });
    assert.deepEqual(user.outputs["client"], {
      accountId: "444455556666",
      region: "eu-west-1",
      vpcId: "network-vpc-id",
      subnetIds: ["network-client-a-id", "network-client-b-id"],
      securityGroupIds: ["databases-client-security-group-id"],
    });
  });

  it("keep no password in what they hand out", () => {
    // The snippets say what to do with one: snippets/index.spec.ts has what is in them.
    const { snippets, ...others } = user.outputs;
    assert.deepEqual(Object.keys(snippets), ["orders"]);
    assert.doesNotMatch(JSON.stringify([owner.outputs, others]), /password|secret/i);
  });

  it("record on which stack the consumer builds", () => {
    assert.deepEqual(user.find("pulumi:pulumi:StackReference").inputs, { name: "producer" });
  });
});

describe("a producer of many databases", () => {
  const databases = {
    orders: SHARED,
    billing: { engine: "mysql", engineVersion: "8.4", sharedWith: ["444455556666", "777788889999"], loginUser: "bill" },
    audit: { engine: "mariadb", engineVersion: "11.8" },
  };
  let all: Deployment<Outputs>;
  before(async () => {
    all = await up(stackValues("producer", { "lattice-db:databases": databases }));
  });

  it("leads to all of them through one gateway", () => {
    const { resources, outputs } = all;
    const made = resources.filter(({ type }) => type === CONFIGURATION);
    assert.deepEqual(made.map(({ name }) => name).sort(), ["db-audit", "db-billing", "db-orders"]);
    assert.equal(resources.filter(({ type }) => type === "aws:vpclattice/resourceGateway:ResourceGateway").length, 1);
    assert.deepEqual(Object.keys(outputs["resourceConfigurationArns"]), ["orders", "billing", "audit"]);
  });

  it("shares each with its own accounts, and one with none not at all", () => {
    const { resources, outputs } = all;
    const principals = resources.filter(({ type }) => type === "aws:ram/principalAssociation:PrincipalAssociation");
    assert.deepEqual(principals.map(({ name }) => name).sort(), [
      "billing-444455556666",
      "billing-777788889999",
      "orders-444455556666",
    ]);
    const offered = outputs["contract"].databases;
    assert.deepEqual(Object.keys(offered), ["orders", "billing"]);
    assert.equal(offered.billing.port, 3306);
    assert.equal(offered.billing.loginUser, "bill");
  });

  it("keeps the names of its databases' resources when one is taken out", async () => {
    const { audit: _, ...rest } = databases;
    const fewer = await up(stackValues("producer", { "lattice-db:databases": rest }));
    // MariaDB's parameter group goes with the last database that has it.
    assert.deepEqual(
      fewer.urns,
      all.urns.filter((urn) => !/audit|mariadb/.test(urn)),
    );
  });
});

describe("a consumer whose producer is not ready", () => {
  async function failure(outputs?: object): Promise<string> {
    const registered: string[] = [];
    try {
      const { resources } = await up(stackValues("consumer"), outputs);
      registered.push(...resources.map(({ name }) => name));
    } catch (error) {
      assert.ok(pulumi.RunError.isInstance(error), "a RunError, which Pulumi prints without a stack trace");
      return error.message;
    }
    throw new Error(`went ahead with ${registered.join(", ")}`);
  }

  it("says that its stack is missing", async () => {
    assert.equal(
      await failure(),
      'Producer stack "producer" cannot be read (unknown stack "producer"). Deploy it first, from the account that ' +
        "owns the database: pulumi up -s producer; name another one in lattice-db:producerStack; or, where its state is " +
        "not for this stack to read, give its contract in lattice-db:producerContract or lattice-db:producerContractFile",
    );
  });

  it("says that it hands out no contract", async () => {
    assert.equal(
      await failure({}),
      'Producer stack "producer" has no output "contract" (its outputs: none). Deploy it with lattice-db:role producer.',
    );
  });
});

describe("the program", () => {
  const ZONES = { names: ["eu-west-1a"], zoneIds: ["euw1-az1"] };

  it("registers nothing when a zone is not there", async () => {
    await assert.rejects(
      up(stackValues("producer"), undefined, ZONES),
      /subnets\.database\.b must be a zone of eu-west-1 \(a\), got "b"/,
    );
  });
});
