import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { readConfig } from "../../stacks/config";
import { networkCounts } from "../../stacks/network-counts";
import type { ProducerConfig } from "../../stacks/config";
import type { Calls } from "../components/deploy";
import { NETWORK } from "./existing-network";
import { paste, type StackConfig } from "./paste";
import { engineValues, stackConfig, stackValues, withDefaults } from "./stack-file";
import { up } from "./up";

const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
const ACL = "aws:ec2/networkAcl:NetworkAcl";
const ORDERS = { engine: "postgres", engineVersion: "17", sharedWith: ["444455556666"] };

describe("endpoints of AWS's APIs", () => {
  it("are none where nothing is said, nor where each is off", async () => {
    for (const change of [{}, { "lattice-db:awsEndpoints": { sts: false } }]) {
      const { resources } = await up(stackValues("producer", change));
      assert.deepEqual(
        resources.filter(({ type }) => type === ENDPOINT),
        [],
      );
    }
  });

  it("stand in a producer's database subnets, S3 in the route tables of all", async () => {
    const { find } = await up(stackValues("producer", { "lattice-db:awsEndpoints": { kms: true, s3: true } }));
    const { inputs } = find(ENDPOINT, "aws-endpoints-kms");
    assert.deepEqual(inputs.subnetIds, ["network-database-a-id", "network-database-b-id"]);
    const tables = ["network-database-routes-id", "network-gateway-routes-id"];
    assert.deepEqual(find(ENDPOINT, "aws-endpoints-s3").inputs.routeTableIds, tables);
  });

  it("stand in a consumer's client subnets, and clients are let out to them", async () => {
    const owner = await up(stackValues("producer"));
    const { find } = await up(stackValues("consumer", { "lattice-db:awsEndpoints": { sts: true } }), owner.outputs);
    const { inputs } = find(ENDPOINT, "aws-endpoints-sts");
    assert.deepEqual(inputs.subnetIds, ["network-client-a-id", "network-client-b-id"]);
    const rule = find("aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule", "databases-apis-egress").inputs;
    assert.equal(rule.securityGroupId, "databases-client-security-group-id");
    assert.equal(rule.referencedSecurityGroupId, "aws-endpoints-security-group-id");
    assert.deepEqual([rule.fromPort, rule.toPort, rule.ipProtocol], [443, 443, "tcp"]);
  });

  it("change nothing of what was there", async () => {
    const old = await up(stackValues("producer"));
    const now = await up(stackValues("producer", { "lattice-db:awsEndpoints": { sts: true, s3: true } }));
    for (const { type, name, inputs } of old.resources) assert.deepEqual(now.find(type, name).inputs, inputs, name);
  });
});

describe("the network ACLs of a producer", () => {
  const acls = { "lattice-db:networkAcls": true };
  it("are none where nothing is said", async () => {
    const { resources } = await up(stackValues("producer"));
    assert.deepEqual(
      resources.filter(({ type }) => type === ACL),
      [],
    );
  });

  it("let the ports of its databases and proxies pass, and change nothing else", async () => {
    const databases = { "lattice-db:databases": { orders: { ...ORDERS, port: 6000, proxy: {} } } };
    const old = await up(stackValues("producer", databases));
    const now = await up(stackValues("producer", { ...databases, ...acls }));
    for (const { type, name, inputs } of old.resources) assert.deepEqual(now.find(type, name).inputs, inputs, name);
    const ports = new Set(now.find(ACL, "network-acls-gateway").inputs.egress.map((rule: any) => rule.fromPort));
    assert.deepEqual([...ports].sort(), [5432, 6000]);
    const database = now.find(ACL, "network-acls-database").inputs;
    assert.deepEqual(database.subnetIds, ["network-database-a-id", "network-database-b-id"]);
    // A proxy reaches its database in another zone.
    assert.ok(database.ingress.some((rule: any) => rule.cidrBlock === "10.0.0.64/26" && rule.toPort === 65535));
  });

  it("are counted against AWS's quota of rules", () => {
    const ports = Array.from({ length: 11 }, (_, index) => 6000 + index);
    const databases = Object.fromEntries(ports.map((port) => [`d${port}`, { ...ORDERS, port }]));
    const values = stackValues("producer", { "lattice-db:databases": databases, ...acls });
    const counts = networkCounts(readConfig("producer", values) as ProducerConfig);
    assert.deepEqual(
      counts.map(([{ code }, count]) => [code, count]),
      [["L-2AEEBF1A", 22]],
    );
    assert.deepEqual(networkCounts(readConfig("producer", stackValues("producer")) as ProducerConfig), []);
  });
});

describe("IPv6", () => {
  const on = { "lattice-db:ipv6": true };
  const databases = {
    orders: { ...ORDERS, readReplicas: { reports: {} } },
    ledger: { kind: "cluster", engine: "postgres", engineVersion: "17", sharedWith: ["444455556666"] },
  };

  /** What AWS says of the committed producer's gateway subnets. */
  const answer = (ipv6CidrBlock: string): Calls => ({
    "aws:ec2/getSubnet:getSubnet": ({ id }) => {
      const zone = String(id).includes("-a-") ? "a" : "b";
      const cidrBlock = `10.0.1.${zone === "a" ? 0 : 64}/26`;
      return { id, ipv6CidrBlock, availabilityZone: `eu-west-1${zone}`, cidrBlock };
    },
  });

  it("is on nothing where nothing is said", async () => {
    const { resources } = await up(stackValues("producer", { "lattice-db:databases": databases }));
    const said = resources.map(({ inputs }) => JSON.stringify(inputs)).filter((text) => /ipv6|DUAL/i.test(text));
    assert.deepEqual(said, []);
  });

  it("makes subnets, gateway and databases of a producer dual-stack", async () => {
    const { find } = await up(stackValues("producer", { "lattice-db:databases": databases, ...on }));
    for (const name of ["orders-instance", "orders-reports-replica"]) {
      assert.equal(find("aws:rds/instance:Instance", name).inputs.networkType, "DUAL");
    }
    assert.equal(find("aws:rds/cluster:Cluster").inputs.networkType, "DUAL");
    assert.equal(find("aws:vpclattice/resourceGateway:ResourceGateway").inputs.ipAddressType, "DUALSTACK");
    assert.match(find("aws:ec2/subnet:Subnet", "network-gateway-b").inputs.ipv6CidrBlock, /^2001:db8:.*\/64$/);
  });

  it("lets the clients of a consumer out by both kinds of addresses", async () => {
    const owner = await up(stackValues("producer"));
    const { find } = await up(stackValues("consumer", on), owner.outputs);
    const rule = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
    assert.equal(find(rule, "databases-5432-egress-ipv6").inputs.cidrIpv6, "fd00:ec2:80::/64");
    assert.equal(find(rule, "databases-5432-egress").inputs.cidrIpv4, "129.224.0.0/17");
    assert.ok(find("aws:ec2/subnet:Subnet", "network-client-a").inputs.ipv6CidrBlock);
  });

  it("has its own rules in network ACLs, which count too", async () => {
    const change = { ...on, "lattice-db:networkAcls": true };
    const { find } = await up(stackValues("producer", change));
    const { ingress } = find(ACL, "network-acls-database").inputs;
    assert.equal(ingress.filter((rule: any) => rule.ipv6CidrBlock !== undefined).length, 2);
    const counts = networkCounts(readConfig("producer", stackValues("producer", change)) as ProducerConfig);
    assert.deepEqual(
      counts.map(([, count]) => count),
      [4],
    );
  });

  it("comes to a producer that is there without another gateway", async () => {
    const { outputs, find } = await up(stackValues("producer"));
    const gateway = "aws:vpclattice/resourceGateway:ResourceGateway";
    assert.equal(find(gateway).inputs.ipAddressType, "IPV4");
    const now = await up(stackValues("producer", on), undefined, undefined, outputs, answer(""));
    // What else keeps it: resource-gateway.spec.ts.
    assert.deepEqual(now.find(gateway).inputs.subnetIds, find(gateway).inputs.subnetIds);
  });

  it("is not taken back, and the remedy keeps it", async () => {
    const dual = answer("2001:db8::/64");
    const owner = await up(stackValues("producer"));
    const client = { client: { subnetIds: ["network-client-a-id"] }, databases: {} };
    for (const [stack, contract, before] of [
      ["producer", undefined, owner.outputs],
      ["consumer", owner.outputs, client],
    ] as const) {
      const off = up(stackValues(stack), contract, undefined, before, dual);
      await assert.rejects(off, (error: Error) => {
        assert.match(error.message, /lattice-db:ipv6 must stay true: AWS takes no IPv6 range from subnets/);
        const { config } = paste(error.message, stackConfig(stack));
        assert.equal(config["lattice-db:ipv6"], true);
        return true;
      });
    }
  });
});

describe("an option of a network that cannot be", () => {
  const message = (values: StackConfig): string => {
    try {
      readConfig("producer", engineValues(withDefaults(values)));
      return "";
    } catch (error) {
      assert.ok(pulumi.RunError.isInstance(error), String(error));
      return error.message;
    }
  };
  const producer = (change: object): StackConfig => ({ ...stackConfig("producer"), ...change });
  const { "lattice-db:vpcCidr": _cidr, "lattice-db:subnets": _subnets, ...withoutRanges } = stackConfig("producer");
  const brought = (change: object): StackConfig => ({ ...withoutRanges, "lattice-db:network": NETWORK, ...change });
  const small = { database: { a: "10.0.0.0/28", b: "10.0.0.16/28" }, gateway: { a: "10.0.1.0/26", b: "10.0.1.64/26" } };
  const six = { secretsmanager: true, rds: true, kms: true, logs: true, monitoring: true, sts: true };
  const many = Object.fromEntries(Array.from({ length: 6 }, (_, index) => [`d${index}`, ORDERS]));

  const cases: readonly (readonly [string, StackConfig, RegExp])[] = [
    [
      "S3 behind network ACLs",
      producer({ "lattice-db:networkAcls": true, "lattice-db:awsEndpoints": { sts: true, s3: true } }),
      /awsEndpoints\.s3 must be left out with networkAcls: S3's addresses are public and change/,
    ],
    [
      "an API in China",
      producer({ "aws:region": "cn-north-1", "lattice-db:awsEndpoints": { sts: true } }),
      /awsEndpoints\.sts must be left out in cn-north-1, where this program does not know the names/,
    ],
    [
      "network ACLs for what is there already",
      brought({ "lattice-db:networkAcls": true }),
      /networkAcls must be left out beside network, which is there already/,
    ],
    [
      "IPv6 for what is there already",
      brought({ "lattice-db:ipv6": true }),
      /ipv6 must be left out beside network, which is there already/,
    ],
    [
      "an API that is none",
      producer({ "lattice-db:awsEndpoints": { secretmanager: true } }),
      /awsEndpoints\.secretmanager is no setting of this program; did you mean secretsmanager\?/,
    ],
    [
      "databases and endpoints without room",
      producer({ "lattice-db:subnets": small, "lattice-db:awsEndpoints": six, "lattice-db:databases": many }),
      /subnets\.database must have room for the 12 addresses .*, got room for 10 \(AWS keeps 5 of every subnet, endpoints 6\)/,
    ],
  ];
  for (const [title, values, said] of cases) {
    it(`is refused, and mended by the remedy: ${title}`, () => {
      const before = message(values);
      assert.match(before, said);
      assert.match(before, /has a problem:/);
      const { config, commands } = paste(before, values);
      assert.notEqual(commands.length, 0, before);
      assert.equal(message(config), "", commands.join("\n"));
    });
  }

  it("is refused beside a network that is there already, which a person wrote", () => {
    const said = message(brought({ "lattice-db:awsEndpoints": { sts: true } }));
    assert.match(said, /awsEndpoints must be left out beside network/);
  });
});
