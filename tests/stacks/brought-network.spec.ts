import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { readConfig } from "../../stacks/config";
import { awsKnows, NETWORK } from "./existing-network";
import { paste, type StackConfig } from "./paste";
import { engineValues, stackConfig } from "./stack-file";
import { up } from "./up";

/** The committed producer in a network that is there already. */
function config(network: object = NETWORK): StackConfig {
  const { "lattice-db:vpcCidr": _cidr, "lattice-db:subnets": _subnets, ...rest } = stackConfig("producer");
  return { ...rest, "lattice-db:network": network };
}
const [a = "", b = ""] = NETWORK.gatewaySubnetIds;
const [c = "", d = ""] = NETWORK.databaseSubnetIds;

describe("a producer in a network that is there already", () => {
  it("puts its databases and its gateway into the subnets it is told", async () => {
    const { find } = await up(engineValues(config()), undefined, undefined, undefined, awsKnows());
    assert.deepEqual(find("aws:rds/subnetGroup:SubnetGroup").inputs.subnetIds, NETWORK.databaseSubnetIds);
    const { inputs } = find("aws:vpclattice/resourceGateway:ResourceGateway");
    assert.deepEqual([inputs.vpcId, inputs.subnetIds], [NETWORK.vpcId, NETWORK.gatewaySubnetIds]);
  });

  const cases: readonly (readonly [string, object, Record<string, object>, RegExp])[] = [
    [
      "a VPC that is not there",
      { ...NETWORK, vpcId: "vpc-0123456789abcdef1" },
      {},
      /network\.vpcId must be a VPC of this account and Region, got "vpc-0123456789abcdef1"/,
    ],
    [
      "a subnet that is not there",
      { ...NETWORK, gatewaySubnetIds: [a, "subnet-99999999"] },
      {},
      /network\.gatewaySubnetIds\[1\] must be a subnet of .*, which is not there/,
    ],
    [
      "a subnet of another VPC",
      NETWORK,
      { [c]: { vpcId: "vpc-9" } },
      /network\.databaseSubnetIds\[0\] must be a subnet of vpc-0123456789abcdef0, got "subnet-0000000000000000c" of vpc-9/,
    ],
    [
      "a route to the internet",
      NETWORK,
      { [a]: { routes: [{ gatewayId: "igw-1" }] } },
      /network\.gatewaySubnetIds\[0\] must be private, got .*a, whose route table leads to the internet by igw-1/,
    ],
    [
      "a zone without gateways",
      NETWORK,
      { [b]: { availabilityZoneId: "use1-az3" } },
      /network\.gatewaySubnetIds\[1\] must be in another zone: VPC Lattice has no resource gateways/,
    ],
    [
      "no room",
      NETWORK,
      { [a]: { availableIpAddressCount: 7 } },
      /network\.gatewaySubnetIds\[0\] must have 8 free addresses for the gateway, got .* with 7/,
    ],
    [
      "a VPC that answers no DNS queries",
      NETWORK,
      { [NETWORK.vpcId]: { enableDnsSupport: false } },
      /network\.vpcId must be a VPC that answers DNS queries, got vpc-.*\n {4}aws ec2 modify-vpc-attribute --vpc-id vpc-0123456789abcdef0 --enable-dns-support$/,
    ],
    [
      "no room for the databases",
      NETWORK,
      { [c]: { availableIpAddressCount: 0 } },
      /network\.databaseSubnetIds must have room for the 2 addresses of the databases that are made here, got 0 in subnet-0000000000000000c, 20 in/,
    ],
    [
      "a route of the databases to the internet",
      { ...NETWORK, databaseSubnetIds: [d, "subnet-0000000000000001a"] },
      { "subnet-0000000000000001a": { routes: [{ gatewayId: "igw-1" }] } },
      /network\.databaseSubnetIds\[1\] must be private, got .*1a, whose route table leads to the internet by igw-1/,
    ],
    [
      "the databases in one zone",
      { ...NETWORK, databaseSubnetIds: [c, "subnet-0000000000000001a"] },
      {},
      /network\.databaseSubnetIds must be in at least two zones, got eu-west-1a, eu-west-1a/,
    ],
    [
      "one zone",
      { ...NETWORK, gatewaySubnetIds: [a, c] },
      {},
      /network\.gatewaySubnetIds must be in at least two zones, got eu-west-1a, eu-west-1a/,
    ],
    [
      "two in one zone",
      { ...NETWORK, gatewaySubnetIds: [a, b, "subnet-0000000000000001b"] },
      {},
      /network\.gatewaySubnetIds must be one a zone, got two in eu-west-1b/,
    ],
  ];
  for (const [title, network, change, said] of cases) {
    it(`is refused with what does not fit: ${title}`, async () => {
      const message = await refusal(
        up(engineValues(config(network)), undefined, undefined, undefined, awsKnows(change)),
      );
      assert.match(message, said);
      assert.match(message, /has a problem:/);
    });
  }

  it("does not count its own gateway's addresses as missing", async () => {
    const before = { client: { subnetIds: NETWORK.gatewaySubnetIds } };
    const change = { [a]: { availableIpAddressCount: 0 } };
    const { outputs } = await up(engineValues(config()), undefined, undefined, before, awsKnows(change));
    assert.ok(outputs);
  });

  it("does not count the addresses of databases that are there as missing", async () => {
    const before = { resourceConfigurationArns: { orders: "arn" } };
    const change = { [c]: { availableIpAddressCount: 0 }, [d]: { availableIpAddressCount: 0 } };
    const { outputs } = await up(engineValues(config()), undefined, undefined, before, awsKnows(change));
    assert.ok(outputs);
  });

  it("needs room for two gateways where one resolves private names", async () => {
    const legacy = {
      kind: "existing",
      domainName: "db.example.internal",
      engine: "postgres",
      securityGroupId: "sg-01234567",
    };
    const values = { ...config(), "lattice-db:databases": { legacy } };
    const change = { [a]: { availableIpAddressCount: 15 } };
    const message = await refusal(up(engineValues(values), undefined, undefined, undefined, awsKnows(change)));
    assert.match(message, /must have 16 free addresses/);
  });
});

describe("a network by its ids in the configuration", () => {
  const message = (values: StackConfig): string => {
    try {
      readConfig("producer", engineValues(values));
      return "";
    } catch (error) {
      assert.ok(pulumi.RunError.isInstance(error), String(error));
      return error.message;
    }
  };
  const { databaseSubnetIds: _, ...withoutDatabases } = NETWORK;
  const legacy = { kind: "existing", identifier: "legacy" };
  const cases: readonly (readonly [string, StackConfig, RegExp])[] = [
    [
      "a range beside it",
      { ...config(), "lattice-db:vpcCidr": "10.0.0.0/16" },
      /vpcCidr must be left out beside network/,
    ],
    [
      "an id that is none",
      config({ ...NETWORK, vpcId: "my-vpc" }),
      /network\.vpcId must be the id of a VPC, such as vpc-/,
    ],
    [
      "a subnet's id that is none",
      config({ ...NETWORK, gatewaySubnetIds: [a, "b"] }),
      /network\.gatewaySubnetIds\[1\] must be the id of a subnet/,
    ],
    ["an unknown key", config({ ...NETWORK, vpcID: "vpc-1" }), /network\.vpcID is no setting of this program/],
  ];
  for (const [title, values, said] of cases) {
    it(`is mended by the remedy: ${title}`, () => {
      const before = message(values);
      assert.match(before, said);
      assert.match(before, /has a problem:/);
      const { config: after, commands } = paste(before, values);
      assert.notEqual(commands.length, 0, before);
      assert.equal(message(after), "", commands.join("\n"));
    });
  }

  it("must have subnets for what is made here, and need not for what is there", () => {
    assert.match(message(config(withoutDatabases)), /network\.databaseSubnetIds must be there for the databases/);
    assert.equal(message({ ...config(withoutDatabases), "lattice-db:databases": { legacy } }), "");
  });

  it("must be there for a database that is", () => {
    const said = message({ ...stackConfig("producer"), "lattice-db:databases": { legacy } });
    assert.match(said, /network\.vpcId must be the VPC of the existing legacy, got nothing/);
  });
});

async function refusal(run: Promise<unknown>): Promise<string> {
  try {
    await run;
  } catch (error) {
    assert.ok(pulumi.RunError.isInstance(error), String(error));
    return error.message;
  }
  throw new Error("went on");
}
