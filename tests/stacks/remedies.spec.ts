import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { readConfig } from "../../stacks/config";
import { paste, type StackConfig } from "./paste";
import { engineValues, stackConfig } from "./stack-file";

const ORDERS = { engine: "postgres", engineVersion: "17", sharedWith: ["444455556666"] };
const ids = (count: number) => Array.from({ length: count }, (_, index) => String(200_000_000_000 + index));
const many = (count: number) => Object.fromEntries(ids(count).map((id) => [`d${id}`, ORDERS]));
const orders = (change: object) => ({ "lattice-db:databases": { orders: { ...ORDERS, ...change } } });
const named = (name: string) => ({ "lattice-db:databases": { [name]: ORDERS } });

/** One mistake each: what of the message has to be there, and gone once its commands are pasted. */
const cases: readonly (readonly [string, "producer" | "consumer", object, RegExp])[] = [
  ["a Region that is not", "producer", { "aws:region": "eu-west-9" }, /aws:region must be a Region that AWS has/],
  [
    "a parameter that is none",
    "producer",
    orders({ parameters: { work_mems: "4096" } }),
    /parameters\.work_mems must be left out, since postgres 17 has no such parameter \(did you mean work_mem\?\)/,
  ],
  [
    "a parameter's value",
    "producer",
    orders({ parameters: { autovacuum: "on" } }),
    /parameters\.autovacuum must be 0 or 1, got "on"/,
  ],
  ["no Region", "producer", { "aws:region": undefined }, /aws:region must be a Region such as/],
  ["two accounts", "producer", { "aws:allowedAccountIds": ids(2) }, /aws:allowedAccountIds must be the one/],
  ["an account as text", "producer", { "aws:allowedAccountIds": "1111" }, /aws:allowedAccountIds must be the one/],
  [
    "the role's key of the provider's earlier release",
    "producer",
    { "aws:assumeRole": { roleArn: "arn:aws:iam::111122223333:role/deployer" } },
    /aws:assumeRole is no setting of @pulumi\/aws 7; did you mean aws:assumeRoles\?/,
  ],
  ["an unknown aws: key", "producer", { "aws:regoin": "eu-west-1" }, /aws:regoin is no setting/],
  ["an aws: key like none", "producer", { "aws:colour": "blue" }, /aws:colour is no setting.*spelled right/],
  ["no role in the list of roles", "producer", { "aws:assumeRoles": ["x"] }, /aws:assumeRoles must be a list of one/],
  ["tags that are no JSON", "producer", { "aws:defaultTags": "{oops" }, /aws:defaultTags must be a map with tags/],
  ["a misspelt namespace", "producer", { "latice-db:protect": false }, /latice-db:protect is of no namespace/],
  ["another provider's key", "producer", { "aws-native:region": "eu-west-1" }, /aws-native:region is read by nobody/],
  ["a name with capitals", "producer", named("My DB"), /databases\.My DB must have a name/],
  ["a name with a dot", "producer", named("a.b"), /databases\["a\.b"\] must have a name/],
  ["a name with a quote", "producer", named("it's"), /databases\.it's must have a name/],
  ["a name with accents", "producer", named("Bücher"), /databases\.Bücher must have a name/],
  ["a version of MySQL that never was", "producer", orders({ engine: "mysql", engineVersion: "8.2" }), /no mysql 8\.2/],
  ["a version to come", "producer", orders({ engineVersion: "99" }), /engineVersion must be a version RDS has/],
  [
    "a class that is not",
    "producer",
    orders({ instanceClass: "db.t4g.huge" }),
    /instanceClass must be a class RDS has/,
  ],
  [
    "a family that is not",
    "producer",
    orders({ instanceClass: "db.q9.large" }),
    /instanceClass must be a class RDS has/,
  ],
  ["MySQL's port", "producer", orders({ engine: "mysql", engineVersion: "8.4", port: 1 }), /port must be/],
  ["a login that is the owner", "producer", orders({ masterUsername: "app" }), /loginUser must be another user/],
  [
    "the same account again",
    "producer",
    orders({ sharedWith: [...ids(2), ...ids(1)] }),
    /sharedWith\[2\] must name each/,
  ],
  ["its own account", "producer", orders({ sharedWith: ["111122223333"] }), /sharedWith\[0\] must be another account/],
  ["too many accounts", "producer", orders({ sharedWith: ids(53) }), /sharedWith must name 50 accounts at most/],
  ["a misspelt setting", "producer", orders({ mutliAz: false }), /mutliAz is no setting.*did you mean multiAz/],
  ["a reserved VPC range", "producer", { "lattice-db:vpcCidr": "169.254.0.0/16" }, /vpcCidr must not overlap with 169/],
  ["Lattice's own range", "consumer", { "lattice-db:vpcCidr": "129.224.0.0/16" }, /vpcCidr must not overlap with 129/],
  [
    "zones by their whole names",
    "consumer",
    { "lattice-db:subnets": { client: { "eu-west-1a": "10.1.0.0/26", b: "10.1.0.64/26" } } },
    /subnets\.client\.eu-west-1a must be by its zone's letter/,
  ],
  [
    "one zone",
    "consumer",
    { "lattice-db:subnets": { client: { b: "10.1.0.64/26" } } },
    /subnets\.client must span at least two zones/,
  ],
  ["more databases than addresses", "producer", tight(12), /subnets\.database must have room for the 24 addresses/],
  [
    "two roads to the contract",
    "consumer",
    { "lattice-db:producerContractFile": "contract.json" },
    /producerStack must be alone, got producerContractFile/,
  ],
  ["no road to the contract", "consumer", { "lattice-db:producerStack": undefined }, /producerStack must be the name/],
];

/** What nobody would want to lose by a pasted command. */
const kept: readonly (readonly [string, "producer" | "consumer", object, RegExp])[] = [
  ["the other role's map", "consumer", orders({}), /databases is not for the role consumer/],
  ["an unknown map", "producer", { "lattice-db:colours": { red: 1 } }, /colours is no setting/],
  ["a list of databases", "producer", { "lattice-db:databases": [ORDERS] }, /databases must be a map/],
  [
    "a role without its ARN",
    "producer",
    { "aws:assumeRoles": [{ externalId: "x", sessionName: "y" }] },
    /aws:assumeRoles must be a list of one map/,
  ],
  [
    "tags of which one is a number",
    "producer",
    { "aws:defaultTags": { tags: { Team: 5 } } },
    /must be a map with tags/,
  ],
];

function tight(count: number): object {
  const subnets = {
    database: { a: "10.0.0.0/28", b: "10.0.0.16/28" },
    gateway: { a: "10.0.1.0/26", b: "10.0.1.64/26" },
  };
  return { "lattice-db:subnets": subnets, "lattice-db:databases": many(count) };
}

describe("what a message about the configuration says to do", () => {
  for (const [title, stack, change, said] of cases) {
    it(`puts it right when pasted: ${title}`, () => {
      const config = { ...stackConfig(stack), ...change };
      const before = message(stack, config);
      assert.match(before, said);
      assert.match(before, /has a problem:/);
      const { config: after, commands } = paste(before, config);
      assert.notEqual(commands.length, 0, before);
      assert.equal(message(stack, after), "", commands.join("\n"));
    });
  }

  for (const [title, stack, change, said] of kept) {
    it(`is left to a person where a command would throw away what one has written: ${title}`, () => {
      const before = message(stack, { ...stackConfig(stack), ...change });
      assert.match(before, said);
      assert.match(before, /has a problem:\n.*\n {4}correct it in Pulumi\./);
      assert.doesNotMatch(before, /config rm/);
    });
  }

  it("takes no account away but those that are too many", () => {
    const config = { ...stackConfig("producer"), "aws:allowedAccountIds": [...ids(3)] };
    const { config: after } = paste(message("producer", config), config);
    assert.deepEqual(after["aws:allowedAccountIds"], ["200000000000"]);
  });

  it("is in a local run how Pulumi is called there", () => {
    process.env["LATTICE_DB_PULUMI"] = "npm run -s local -- pulumi";
    try {
      const said = message("producer", { ...stackConfig("producer"), "lattice-db:role": "x" });
      assert.match(said, /^ {4}npm run -s local -- pulumi config set --path 'lattice-db:role' producer -s producer$/m);
    } finally {
      delete process.env["LATTICE_DB_PULUMI"];
    }
  });

  it("takes as many databases as have room", () => {
    assert.equal(message("producer", { ...stackConfig("producer"), "lattice-db:databases": many(59) }), "");
    assert.match(
      message("producer", { ...stackConfig("producer"), "lattice-db:databases": many(60) }),
      /the 120 addresses/,
    );
  });
});

describe("a secret in the configuration", () => {
  it("is set once more in the open, without being shown", () => {
    const config = { ...stackConfig("producer"), ...orders({ databaseName: "hush4711" }) };
    const said = message("producer", config, ["lattice-db:databases"]);
    assert.match(said, /has a problem:\n {2}lattice-db:databases must not hold a secret/);
    assert.doesNotMatch(said, /hush4711/);
    const key = "'lattice-db:databases.orders.databaseName'";
    assert.ok(
      said.includes(
        `pulumi config set --plaintext --path ${key} "$(pulumi config get --path ${key} -s producer)" -s producer`,
      ),
      said,
    );
  });

  it("stays one where it is for the provider", () => {
    const roles = [{ roleArn: "arn:aws:iam::111122223333:role/deployer", externalId: "hush" }];
    const values = engineValues({ ...stackConfig("producer"), "aws:assumeRoles": roles, "aws:profile": "p" });
    assert.deepEqual(readConfig("producer", values, ["aws:assumeRoles"]).aws.secrets, ["assumeRole"]);
  });

  it("is not where the stack lives, and is not shown", () => {
    const said = message("producer", { ...stackConfig("producer"), "aws:region": "hush" }, ["aws:region"]);
    assert.match(said, /has a problem:\n {2}aws:region must not be a secret/);
    assert.doesNotMatch(said, /hush/);
  });
});

/** What is said of a stack file; empty where it is taken. */
function message(stack: string, config: StackConfig, secrets: readonly string[] = []): string {
  try {
    readConfig(stack, engineValues(config), secrets);
    return "";
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error), String(error));
    return error.message;
  }
}
