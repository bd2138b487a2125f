import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { readConfig } from "../../stacks/config";
import { stackValues } from "./stack-file";

const ORDERS = { engine: "postgres", engineVersion: "17", sharedWith: ["444455556666"] };

/** The message for a committed stack with some keys changed. */
function message(stack: string, change: Readonly<Record<string, unknown>>): string {
  try {
    readConfig(stack, stackValues(stack, change));
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error), "a RunError, which Pulumi prints without a stack trace");
    return error.message;
  }
  throw new Error("the configuration was taken");
}
const producer = (change: Readonly<Record<string, unknown>>) => message("producer", change);
const consumer = (change: Readonly<Record<string, unknown>>) => message("consumer", change);
const database = (change: Readonly<Record<string, unknown>>) =>
  producer({ "lattice-db:databases": { orders: { ...ORDERS, ...change } } });

/** One problem in the stack's configuration: what is said and what is to be done. */
function one(stack: string, said: string, ...todo: readonly string[]): string {
  const commands = todo.map((command) => `\n    ${command} -s ${stack}`);
  return `The configuration of stack "${stack}" has a problem:\n  ${said}${commands.join("")}`;
}

describe("the configuration of the committed producer", () => {
  it("is read with its defaults", () => {
    const config = readConfig("producer", stackValues("producer"));
    assert.deepEqual(config, {
      aws: { place: { accountId: "111122223333", region: "eu-west-1" } },
      role: "producer",
      vpcCidr: "10.0.0.0/16",
      subnets: {
        database: { a: "10.0.0.0/26", b: "10.0.0.64/26" },
        gateway: { a: "10.0.1.0/26", b: "10.0.1.64/26" },
      },
      ipv6: false,
      networkAcls: false,
      logRetentionDays: 365,
      protect: true,
      ipv4AddressesPerEni: 8,
      retire: [],
      databases: {
        orders: {
          kind: "instance",
          instance: { engine: "postgres", engineVersion: "17" },
          loginUser: "app",
          sharedWith: ["444455556666"],
          allowExternalPrincipals: false,
        },
      },
    });
  });
});

describe("the configuration of the committed consumer", () => {
  it("is read with its defaults", () => {
    const config = readConfig("consumer", stackValues("consumer"));
    assert.deepEqual(config, {
      aws: { place: { accountId: "444455556666", region: "eu-west-1" } },
      role: "consumer",
      vpcCidr: "10.1.0.0/16",
      subnets: { client: { a: "10.1.0.0/26", b: "10.1.0.64/26" } },
      ipv6: false,
      logRetentionDays: 365,
      protect: true,
      producerStack: "producer",
      databaseNames: [],
      acceptShares: false,
      consume: "association",
      endpointZones: [],
      privateDns: true,
    });
  });
});

describe("a mistake in the configuration", () => {
  const set = (key: string, value: string) => `pulumi config set --path 'lattice-db:${key}' ${value}`;
  const remove = (key: string) => `pulumi config rm --path 'lattice-db:${key}'`;

  const cases: readonly (readonly [string, () => string, string])[] = [
    [
      "a role that is none",
      () => producer({ "lattice-db:role": "owner" }),
      one("producer", 'lattice-db:role must be producer or consumer, got "owner"', set("role", "producer")),
    ],
    [
      "an unknown key",
      () => producer({ "lattice-db:regoin": "eu-west-1" }),
      one("producer", "lattice-db:regoin is no setting of this program; is it spelled right?", remove("regoin")),
    ],
    [
      "a key of the other role",
      () => producer({ "lattice-db:acceptShares": true }),
      one("producer", "lattice-db:acceptShares is not for the role producer", remove("acceptShares")),
    ],
    [
      "a database that is no map",
      () => producer({ "lattice-db:databases": { audit: "postgres" } }),
      one(
        "producer",
        'lattice-db:databases.audit must be a map of settings, got "postgres"',
        remove("databases.audit"),
        set("databases.audit.engine", "postgres"),
        set("databases.audit.engineVersion", "17"),
      ),
    ],
    [
      "a producer without databases",
      () => producer({ "lattice-db:databases": {} }),
      one(
        "producer",
        "lattice-db:databases must be a map with at least one database, got nothing",
        set("databases.orders.engine", "postgres"),
        set("databases.orders.engineVersion", "17"),
      ),
    ],
    [
      "a consumer without a producer",
      () => consumer({ "lattice-db:producerStack": "" }),
      one(
        "consumer",
        "lattice-db:producerStack must be the name of the producer's stack, got nothing " +
          "(nor producerContract, producerContractFile)",
        set("producerStack", "producer"),
      ),
    ],
    [
      "subnets of one role missing",
      () => producer({ "lattice-db:subnets": { database: { a: "10.0.0.0/26", b: "10.0.0.64/26" } } }),
      one(
        "producer",
        "lattice-db:subnets.gateway must be a map from zone letter to IPv4 network, got nothing",
        set("subnets.gateway.a", "10.0.0.128/26"),
        set("subnets.gateway.b", "10.0.0.192/26"),
      ),
    ],
    [
      "an unknown setting of a database",
      () => database({ mutliAz: true }),
      one(
        "producer",
        "lattice-db:databases.orders.mutliAz is no setting of this program; did you mean multiAz?",
        set("databases.orders.multiAz", "true"),
        remove("databases.orders.mutliAz"),
      ),
    ],
    [
      "an engine that cannot be shared",
      () => database({ engine: "oracle" }),
      one(
        "producer",
        'lattice-db:databases.orders.engine must be one of postgres, mysql, mariadb, got "oracle"',
        set("databases.orders.engine", "postgres"),
      ),
    ],
    [
      "an account id of eleven digits",
      () => database({ sharedWith: ["44445555666"] }),
      one(
        "producer",
        'lattice-db:databases.orders.sharedWith[0] must be an account id of twelve digits, in quotes, got "44445555666"',
        set("databases.orders.sharedWith[0]", "444455556666"),
      ),
    ],
    [
      "the same account twice",
      () => database({ sharedWith: ["444455556666", "444455556666"] }),
      one(
        "producer",
        'lattice-db:databases.orders.sharedWith[1] must name each account once, got "444455556666" again',
        remove("databases.orders.sharedWith[1]"),
      ),
    ],
    [
      "sharing with itself",
      () => database({ sharedWith: ["444455556666", "111122223333"] }),
      one(
        "producer",
        "lattice-db:databases.orders.sharedWith[1] must be another account, got this stack's own",
        remove("databases.orders.sharedWith[1]"),
      ),
    ],
    [
      "a port out of range",
      () => database({ port: 70000 }),
      one(
        "producer",
        "lattice-db:databases.orders.port must be a whole number of 1150-65535, got 70000",
        set("databases.orders.port", "5432"),
      ),
    ],
    [
      "a port that is text",
      () => database({ port: "5432" }),
      one(
        "producer",
        'lattice-db:databases.orders.port must be a whole number, got "5432"',
        set("databases.orders.port", "5432"),
      ),
    ],
    [
      "a login user that is the owner",
      () => database({ loginUser: "dbowner" }),
      one(
        "producer",
        'lattice-db:databases.orders.loginUser must be another user than masterUsername, got "dbowner" for both',
        set("databases.orders.loginUser", "app"),
      ),
    ],
    [
      "a login user that is no name",
      () => database({ loginUser: "app*" }),
      one(
        "producer",
        'lattice-db:databases.orders.loginUser must be 1-32 lower-case letters, digits or "_", not starting with a digit, got "app*"',
        set("databases.orders.loginUser", "app"),
      ),
    ],
    [
      "a version that YAML has made a number",
      () => database({ engineVersion: 8.4, engine: "mysql" }),
      one(
        "producer",
        "lattice-db:databases.orders.engineVersion must be text in quotes, got 8.4",
        set("databases.orders.engineVersion", "8.4"),
      ),
    ],
    [
      "a database's name that fits nowhere",
      () => producer({ "lattice-db:databases": { "My DB": ORDERS } }),
      one(
        "producer",
        'lattice-db:databases.My DB must have a name of 1-25 lower-case letters, digits and single "-", starting with a letter, got "My DB"',
        set("databases.my-db.engine", "postgres"),
        set("databases.my-db.engineVersion", "17"),
        set("databases.my-db.sharedWith[0]", "444455556666"),
        remove("databases.My DB"),
      ),
    ],
    [
      "a gateway subnet without room",
      () =>
        producer({
          "lattice-db:ipv4AddressesPerEni": 16,
          "lattice-db:subnets": {
            database: { a: "10.0.0.0/26", b: "10.0.0.64/26" },
            gateway: { a: "10.0.1.0/28", b: "10.0.1.64/26" },
          },
        }),
      one(
        "producer",
        "lattice-db:subnets.gateway.a must have room for the gateway's 16 addresses, got 10.0.1.0/28 with 11 " +
          "(AWS keeps 5 of every subnet); take a larger one or a lower ipv4AddressesPerEni",
        set("subnets.gateway.a", "10.0.0.128/26"),
      ),
    ],
    [
      "too many addresses",
      () => producer({ "lattice-db:ipv4AddressesPerEni": 63 }),
      one(
        "producer",
        "lattice-db:ipv4AddressesPerEni must be a whole number of 1-62, got 63",
        set("ipv4AddressesPerEni", "8"),
      ),
    ],
    [
      "a subnet outside the VPC",
      () => consumer({ "lattice-db:subnets": { client: { a: "10.0.0.0/26", b: "10.1.0.64/26" } } }),
      one(
        "consumer",
        "lattice-db:subnets.client.a must lie within the VPC's 10.1.0.0/16, got 10.0.0.0/26",
        set("subnets.client.a", "10.1.0.0/26"),
      ),
    ],
    [
      "a switch that is neither on nor off",
      () => consumer({ "lattice-db:acceptShares": "yes" }),
      one("consumer", 'lattice-db:acceptShares must be true or false, got "yes"', set("acceptShares", "false")),
    ],
    [
      "a list that is none",
      () => consumer({ "lattice-db:databaseNames": "orders" }),
      one(
        "consumer",
        'lattice-db:databaseNames must be a list of names, got "orders"',
        remove("databaseNames"),
        set("databaseNames[0]", "orders"),
      ),
    ],
  ];
  for (const [title, said, text] of cases) {
    it(`is named with its key, its value and the remedy: ${title}`, () => {
      assert.equal(said(), text);
    });
  }

  it("is named together with all others, of form and of meaning", () => {
    const said = producer({
      "aws:allowedAccountIds": ["11112222333"],
      "lattice-db:regoin": "x",
      "lattice-db:vpcCidr": "10.0.0.0/8",
      "lattice-db:subnets": {
        database: { a: "10.0.0.0/26", b: "10.0.0.32/27" },
        gateway: { a: 1, b: "10.0.1.64/26" },
      },
      "lattice-db:databases": {
        orders: { engine: "postgres", engineVersion: 17.4, port: 70000, sharedWith: ["1"], multiAz: "no" },
        audit: "postgres",
      },
    });
    const keys = said
      .split("\n")
      .filter((line) => /^ {2}\S/.test(line))
      .map((line) => line.trim().split(" ")[0]);
    assert.match(said, /^The configuration of stack "producer" has 10 problems:\n/);
    assert.deepEqual(keys.sort(), [
      "aws:allowedAccountIds",
      "lattice-db:databases.audit",
      "lattice-db:databases.orders.engineVersion",
      "lattice-db:databases.orders.multiAz",
      "lattice-db:databases.orders.port",
      "lattice-db:databases.orders.sharedWith[0]",
      "lattice-db:regoin",
      "lattice-db:subnets.database.b",
      "lattice-db:subnets.gateway.a",
      "lattice-db:vpcCidr",
    ]);
  });

  it("in an empty stack file is everything that is required", () => {
    assert.throws(
      () => readConfig("new", {}),
      /has 3 problems:\n {2}aws:region .*\n.*\n {2}aws:allowedAccountIds .*\n.*\n {2}lattice-db:role /,
    );
  });
});

describe("values as `pulumi config set --path` writes them", () => {
  it("are taken: account ids and versions that became numbers", () => {
    const config = readConfig(
      "producer",
      stackValues("producer", {
        "aws:allowedAccountIds": [111122223333],
        "lattice-db:databases": { orders: { engine: "postgres", engineVersion: 17, sharedWith: [444455556666] } },
      }),
    );
    assert.ok(config.role === "producer");
    assert.equal(config.aws.place.accountId, "111122223333");
    const { orders } = config.databases;
    assert.ok(orders?.kind === "instance");
    assert.equal(orders.instance.engineVersion, "17");
    assert.deepEqual(orders.sharedWith, ["444455556666"]);
  });

  it("are taken: a stack that is named by a number, and a switch that became text", () => {
    const change = { "lattice-db:producerStack": "2026", "lattice-db:acceptShares": "true" };
    const config = readConfig("consumer", stackValues("consumer", change));
    assert.ok(config.role === "consumer");
    assert.equal(config.producerStack, "2026");
    assert.equal(config.acceptShares, true);
  });
});
