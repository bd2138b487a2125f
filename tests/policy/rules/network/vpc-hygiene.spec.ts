import assert from "node:assert/strict";
import { vpcHygiene } from "../../../../policy/rules/network/vpc-hygiene";
import { judge, judgeStack, node, unknown } from "../../judge";
import { judges, judgesStack } from "../../tables";

const admits = "admits the internet to databases or administration";
const allowed = { knobs: { allowPeering: true } };

judges(vpcHygiene, "aws:ec2/networkAclRule:NetworkAclRule", {
  base: { ruleAction: "allow", cidrBlock: "10.0.0.0/16", protocol: "-1" },
  passes: {
    "what is denied": { ruleAction: "deny", cidrBlock: "0.0.0.0/0" },
    "what goes out": { egress: true, cidrBlock: "0.0.0.0/0" },
    "answers to what went out": { cidrBlock: "0.0.0.0/0", protocol: "6", fromPort: 32768, toPort: 65535 },
    "a port that nobody guards": { cidrBlock: "0.0.0.0/0", protocol: "tcp", fromPort: 443, toPort: 443 },
    "ICMP, which has no ports": { cidrBlock: "0.0.0.0/0", protocol: "icmp", fromPort: 0, toPort: 65535 },
    "one port given alone": { cidrBlock: "0.0.0.0/0", protocol: "tcp", fromPort: 22 },
  },
  finds: {
    "everything from everywhere": [{ cidrBlock: "0.0.0.0/0" }, `this entry ${admits}`],
    "everything by name": [{ cidrBlock: "0.0.0.0/0", protocol: "ALL", ruleAction: "ALLOW" }, `this entry ${admits}`],
    "everything from IPv6": [{ cidrBlock: undefined, ipv6CidrBlock: "::/0", egress: false }, `this entry ${admits}`],
    SSH: [{ cidrBlock: "0.0.0.0/0", protocol: "tcp", fromPort: 22, toPort: 22 }, `this entry ${admits}`],
    "a range that begins below a database's port": [
      { cidrBlock: "0.0.0.0/0", protocol: "tcp", fromPort: 3307, toPort: 5432 },
      `this entry ${admits}`,
    ],
    "a range that ends above one": [
      { cidrBlock: "0.0.0.0/0", protocol: "tcp", fromPort: 5432, toPort: 6000 },
      `this entry ${admits}`,
    ],
  },
  undecided: {
    "an unknown direction": { egress: unknown, cidrBlock: "0.0.0.0/0" },
    "an unknown block": { cidrBlock: unknown },
    "an unknown protocol": { cidrBlock: "0.0.0.0/0", protocol: unknown, fromPort: 22, toPort: 22 },
  },
});

for (const type of ["aws:ec2/networkAcl:NetworkAcl", "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"] as const) {
  judges(vpcHygiene, type, {
    base: { ingress: [{ action: "allow", cidrBlock: "10.0.0.0/16", protocol: "-1" }] },
    passes: { "no entries": { ingress: undefined } },
    finds: {
      "an entry behind an unknown one": [
        { ingress: [unknown, { action: "Allow", ipv6CidrBlock: "::/0", protocol: -1 }] },
        `ingress[1] ${admits}`,
      ],
      "an entry where peering is allowed": [
        { ingress: [{ action: "allow", cidrBlock: "0.0.0.0/0", protocol: "-1" }] },
        `ingress[0] ${admits}`,
        allowed,
      ],
    },
    undecided: { "unknown entries": { ingress: unknown } },
  });
}

for (const type of [
  "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
  "aws-native:ec2:VpcPeeringConnection",
] as const) {
  const nodes = [node(type, "peering", { peerVpcId: "vpc-2" })];
  describe(`vpc-hygiene on ${type}`, () => {
    it("objects to peering", () => {
      assert.deepEqual(judge(vpcHygiene, type, {}).findings, ["this connection joins two whole networks"]);
      assert.deepEqual(judge(vpcHygiene, type, {}, allowed).findings, []);
      assert.deepEqual(judgeStack(vpcHygiene, nodes).findings, []);
    });
  });
}

describe("vpc-hygiene on a default VPC", () => {
  it("objects to its use", () => {
    assert.deepEqual(judge(vpcHygiene, "aws:ec2/defaultVpc:DefaultVpc", {}).findings, ["this VPC is the default one"]);
  });
});

judges(vpcHygiene, "aws:ec2/route:Route", {
  base: { destinationCidrBlock: "10.1.0.0/16", gatewayId: "vgw-1" },
  passes: {
    "a peered subnet": { destinationCidrBlock: "10.1.1.0/24", vpcPeeringConnectionId: "pcx-1" },
    "a peered subnet of IPv6": {
      destinationCidrBlock: undefined,
      destinationIpv6CidrBlock: "2001:db8::/64",
      vpcPeeringConnectionId: "pcx-1",
    },
    "a peered network where that is allowed": [{ vpcPeeringConnectionId: "pcx-1" }, allowed],
  },
  finds: {
    "a peered network": [{ vpcPeeringConnectionId: unknown }, "destinationCidrBlock leads into a peered network"],
    "a peered network of IPv6": [
      { destinationCidrBlock: undefined, destinationIpv6CidrBlock: "2001:db8::/56", vpcPeeringConnectionId: "pcx-1" },
      "destinationIpv6CidrBlock leads into a peered network",
    ],
  },
  undecided: { "an unknown destination": { destinationCidrBlock: unknown, vpcPeeringConnectionId: "pcx-1" } },
});

const vpc = node("aws:ec2/vpc:Vpc", "vpc", { id: "vpc-1" });
const nativeVpc = node("aws-native:ec2:Vpc", "vpc", { vpcId: "vpc-1" });

judgesStack(vpcHygiene, {
  passes: {
    "a VPC with a flow log": [vpc, node("aws:ec2/flowLog:FlowLog", "log", { vpcId: "vpc-1" })],
    "a VPC whose subnets all have one": [
      vpc,
      node("aws:ec2/subnet:Subnet", "a", { id: "subnet-1", vpcId: "vpc-1" }),
      node("aws-native:ec2:Subnet", "b", { subnetId: "subnet-2", vpcId: "vpc-1" }),
      node("aws:ec2/subnet:Subnet", "of-another", { id: "subnet-3", vpcId: "vpc-3" }),
      node("aws:ec2/flowLog:FlowLog", "log-a", { subnetId: "subnet-1" }),
      node("aws-native:ec2:FlowLog", "log-b", { resourceId: "subnet-2" }),
    ],
    "the same in aws-native, at preview": [
      nativeVpc,
      node("aws-native:ec2:FlowLog", "log", { resourceId: unknown }, { resourceId: ["vpc"] }),
    ],
  },
  finds: {
    "a VPC without a flow log": [[vpc], "vpc: FlowLog is missing for this VPC"],
    "a VPC of whose subnets one has none": [
      [
        vpc,
        node("aws:ec2/subnet:Subnet", "a", { id: "subnet-1", vpcId: "vpc-1" }),
        node("aws:ec2/subnet:Subnet", "b", { id: "subnet-2", vpcId: "vpc-1" }),
        node("aws:ec2/flowLog:FlowLog", "log-a", { subnetId: "subnet-1" }),
      ],
      "vpc: FlowLog is missing for this VPC",
    ],
    "a VPC although another has one": [
      [nativeVpc, node("aws:ec2/flowLog:FlowLog", "log", { vpcId: "vpc-2" })],
      "vpc: FlowLog is missing for this VPC",
    ],
    "a VPC although an interface has one": [
      [vpc, node("aws:ec2/flowLog:FlowLog", "log", { eniId: unknown })],
      "vpc: FlowLog is missing for this VPC",
    ],
  },
  undecided: {
    "a flow log of aws of something not known yet": [vpc, node("aws:ec2/flowLog:FlowLog", "log", { vpcId: unknown })],
    "a flow log of something not known yet": [vpc, node("aws-native:ec2:FlowLog", "log", { resourceId: unknown })],
  },
});
