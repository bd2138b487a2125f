import * as assert from "node:assert/strict";

import { Network, type NetworkArgs } from "../../../components/network/network";
import { networkProblems } from "../../../components/network/network-problems";
import { deploy } from "../deploy";

const args = {
  place: { accountId: "111122223333", region: "eu-west-1" },
  vpcCidr: "10.0.0.0/16",
  subnets: {
    database: { a: "10.0.0.0/26", b: "10.0.0.64/26" },
    gateway: { a: "10.0.1.0/26", b: "10.0.1.64/26" },
  },
  logKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
} satisfies NetworkArgs;
const made = () => deploy((opts) => new Network("network", args, opts));

describe("a Network", () => {
  it("answers DNS queries, without which Lattice names do not resolve", async () => {
    const { inputs } = (await made()).find("aws:ec2/vpc:Vpc");
    assert.equal(inputs.enableDnsSupport, true);
    assert.equal(inputs.enableDnsHostnames, true);
  });

  it("has no way to the internet", async () => {
    const { resources } = await made();
    const tables = resources.filter(({ type }) => type === "aws:ec2/routeTable:RouteTable");
    assert.equal(tables.length, 2);
    assert.deepEqual(
      tables.map(({ inputs }) => inputs.routes),
      [undefined, undefined],
    );
    assert.deepEqual(
      resources.filter(({ type }) => /Gateway|Route:Route/.test(type)),
      [],
    );
  });

  it("gives no public addresses, and puts every subnet into a route table of its role", async () => {
    const { resources, find } = await made();
    const subnets = resources.filter(({ type }) => type === "aws:ec2/subnet:Subnet");
    assert.deepEqual(
      subnets.map(({ inputs }) => inputs.mapPublicIpOnLaunch),
      [false, false, false, false],
    );
    assert.deepEqual(find("aws:ec2/routeTableAssociation:RouteTableAssociation", "network-gateway-b-routes").inputs, {
      subnetId: "network-gateway-b-id",
      routeTableId: "network-gateway-routes-id",
    });
  });

  it("puts each subnet into the zone of its letter", async () => {
    const { inputs } = (await made()).find("aws:ec2/subnet:Subnet", "network-database-b");
    assert.equal(inputs.availabilityZone, "eu-west-1b");
    assert.equal(inputs.cidrBlock, "10.0.0.64/26");
  });

  it("takes every rule out of the default security group", async () => {
    const { inputs } = (await made()).find("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
    assert.deepEqual(inputs, { vpcId: "network-vpc-id" });
  });

  it("logs all flows, encrypted, for a year", async () => {
    const { find } = await made();
    const group = find("aws:cloudwatch/logGroup:LogGroup");
    assert.deepEqual(group.inputs, { retentionInDays: 365, kmsKeyId: args.logKeyArn });
    const log = find("aws:ec2/flowLog:FlowLog");
    assert.equal(log.inputs.trafficType, "ALL");
    assert.equal(log.inputs.logDestination, "arn:aws:mock:eu-west-1:111122223333:network-flow-logs");
  });

  it("lets flow logs of this account write to that log group and see which there are, and nothing else", async () => {
    const { find } = await made();
    const trust = JSON.parse(find("aws:iam/role:Role").inputs.assumeRolePolicy).Statement[0];
    assert.deepEqual(trust.Principal, { Service: "vpc-flow-logs.amazonaws.com" });
    assert.deepEqual(trust.Condition, {
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: { "aws:SourceArn": "arn:aws:ec2:eu-west-1:111122223333:vpc-flow-log/*" },
    });
    const [write, see] = JSON.parse(find("aws:iam/rolePolicy:RolePolicy").inputs.policy).Statement;
    const group = "arn:aws:mock:eu-west-1:111122223333:network-flow-logs";
    assert.deepEqual(write.Action, ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogStreams"]);
    assert.deepEqual(write.Resource, [group, `${group}:*`]);
    assert.deepEqual(
      [see.Action, see.Resource],
      ["logs:DescribeLogGroups", "arn:aws:logs:eu-west-1:111122223333:log-group:*"],
    );
  });

  it("hands out its subnets by role and zone", async () => {
    const { outputs } = await deploy(() => new Network("network", args).subnetsOf("gateway"));
    assert.deepEqual(outputs, {
      a: { id: "network-gateway-a-id", cidr: "10.0.1.0/26" },
      b: { id: "network-gateway-b-id", cidr: "10.0.1.64/26" },
    });
  });

  it("says which roles there are, when it is asked for subnets of another", async () => {
    await assert.rejects(
      deploy(() => new Network("network", args).subnetsOf("client")),
      /Network must have subnets of the role "client", got database, gateway$/,
    );
  });

  it("refuses wrong arguments with all that is wrong", async () => {
    const wrong = { ...args, vpcCidr: "10.0.0.0/8", logRetentionDays: 1000 };
    await assert.rejects(
      deploy(() => new Network("network", wrong)),
      /^Error: Network "network": vpcCidr must be .*; logRetentionDays must be one of 1, 3, .*, got 1000$/,
    );
  });
});

describe("a Network with IPv6", () => {
  const subnetsOf = async (change: Partial<NetworkArgs> = {}) => {
    const { resources } = await deploy((opts) => new Network("network", { ...args, ipv6: true, ...change }, opts));
    const subnets = resources.filter(({ type }) => type === "aws:ec2/subnet:Subnet");
    return Object.fromEntries(subnets.map(({ name, inputs }) => [name, inputs]));
  };

  it("asks for a range of Amazon's, without it for none", async () => {
    const { find } = await deploy((opts) => new Network("network", { ...args, ipv6: true }, opts));
    assert.equal(find("aws:ec2/vpc:Vpc").inputs.assignGeneratedIpv6CidrBlock, true);
    const { inputs } = (await made()).find("aws:ec2/vpc:Vpc");
    assert.equal("assignGeneratedIpv6CidrBlock" in inputs, false);
  });

  it("gives each subnet a /64 of its own, and nothing in it an address by itself", async () => {
    const subnets = await subnetsOf();
    const ranges = Object.values(subnets).map(({ ipv6CidrBlock }) => ipv6CidrBlock);
    assert.equal(ranges.length, 4);
    assert.equal(new Set(ranges).size, 4);
    assert.deepEqual(subnets["network-database-a"].ipv6CidrBlock, "2001:db8:0:100::/64");
    assert.ok(Object.values(subnets).every((one) => one.assignIpv6AddressOnCreation === undefined));
  });

  it("leaves every subnet its range when a zone comes, whatever the order", async () => {
    const before = await subnetsOf();
    const more = { gateway: { c: "10.0.1.128/26", ...args.subnets.gateway }, database: args.subnets.database };
    const now = await subnetsOf({ subnets: more });
    for (const [name, { ipv6CidrBlock }] of Object.entries(before)) {
      assert.equal(now[name].ipv6CidrBlock, ipv6CidrBlock, name);
    }
  });
});

describe("the problems of a network", () => {
  const problems = (change: object) => networkProblems({ ...args, ...change });
  const database = (cidrs: Record<string, string>) => ({ subnets: { database: cidrs } });

  const cases: readonly (readonly [string, object, string])[] = [
    [
      "a VPC range with bits behind its prefix",
      { vpcCidr: "10.0.0.1/16", subnets: { database: args.subnets.database } },
      'vpcCidr must be an IPv4 network from /16 to /28 by its first address, such as 10.0.0.0/26, got "10.0.0.1/16"',
    ],
    ["no subnets", { subnets: {} }, "subnets must have at least one role, got none"],
    ["one zone", database({ a: "10.0.0.0/26" }), "subnets.database must span at least two zones, got a"],
    ["no zone", database({}), "subnets.database must span at least two zones, got none"],
    [
      "a zone by its whole name",
      database({ "eu-west-1a": "10.0.0.0/26", b: "10.0.0.64/26" }),
      'subnets.database must have zone letters as keys ("a" for eu-west-1a), got "eu-west-1a"',
    ],
    [
      "a subnet that is too small",
      database({ a: "10.0.0.0/29", b: "10.0.0.64/26" }),
      'subnets.database.a must be an IPv4 network from /16 to /28 by its first address, such as 10.0.0.0/26, got "10.0.0.0/29"',
    ],
    [
      "a subnet outside the VPC",
      database({ a: "10.1.0.0/26", b: "10.0.0.64/26" }),
      "subnets.database.a must lie within the VPC's 10.0.0.0/16, got 10.1.0.0/26",
    ],
    [
      "subnets that overlap across roles",
      { subnets: { database: args.subnets.database, gateway: { a: "10.0.0.64/27", b: "10.0.1.0/26" } } },
      "subnets.gateway.a must not overlap with subnets.database.b (10.0.0.64/26), got 10.0.0.64/27",
    ],
    [
      "a log retention CloudWatch Logs does not have",
      { logRetentionDays: 366 },
      "logRetentionDays must be one of 1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922, 3288, 3653, got 366",
    ],
  ];
  for (const [title, change, text] of cases) {
    it(`name ${title}`, () => {
      assert.deepEqual(problems(change), [text]);
    });
  }

  it("are none for ranges that are right", () => {
    assert.deepEqual(problems({}), []);
  });
});
