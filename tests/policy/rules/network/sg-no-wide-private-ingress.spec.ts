import { sgNoWidePrivateIngress } from "../../../../policy/rules/network/sg-no-wide-private-ingress";
import { node, unknown } from "../../judge";
import { judges, judgesStack } from "../../tables";
import { forms } from "./security-group-forms";

const postgres = { protocol: "tcp", from: 5432, to: 5432 };

for (const { type, write, v4, v6 } of forms("ingress")) {
  judges(sgNoWidePrivateIngress, type, {
    base: write({ ...postgres, v4: "10.0.1.0/24" }),
    passes: {
      "a subnet of IPv6": write({ ...postgres, v6: "2001:db8:1::/64" }),
      "HTTPS for a whole network, as endpoints of AWS services need": write({
        v4: "10.0.0.0/16",
        protocol: "tcp",
        from: 443,
        to: 443,
      }),
      "a public block at another port": write({ v4: "52.0.0.0/16", protocol: "tcp", from: 8443, to: 8443 }),
      "one public address": write({ ...postgres, v4: "52.0.0.1/32" }),
      "a partner's public block where that is set": [
        write({ ...postgres, v4: "52.0.0.0/16" }),
        { knobs: { minPublicPrefix: 16 } },
      ],
      "the internet, which is another rule's matter": write({ ...postgres, v4: "0.0.0.0/0", v6: "::/0" }),
      "a wider block where that is set": [write({ ...postgres, v4: "10.0.0.0/16" }), { knobs: { minPrefix: 16 } }],
      "a wider IPv6 block where that is set": [
        write({ ...postgres, v6: "2001:db8::/56" }),
        { knobs: { minPrefixIpv6: 56 } },
      ],
    },
    finds: {
      "HTTPS where no port is set": [
        write({ v4: "10.0.0.0/16", protocol: "tcp", from: 443, to: 443 }),
        `${v4} is 10.0.0.0/16, wider than /24`,
        { knobs: { networkPorts: [] } },
      ],
      "a partner's public block": [
        write({ ...postgres, v4: "52.0.0.0/16" }),
        `${v4} is 52.0.0.0/16, of the internet, at a database's port`,
      ],
      "two public addresses": [
        write({ ...postgres, v4: "203.0.113.8/31" }),
        `${v4} is 203.0.113.8/31, of the internet, at a database's port`,
      ],
      "a public block at every port": [
        write({ v4: "52.0.0.0/8", protocol: "-1", from: 0, to: 0 }),
        `${v4} is 52.0.0.0/8, of the internet, at a database's port`,
      ],
      "a public block at ports with Db2's among them": [
        write({ v4: "52.0.0.0/24", protocol: "tcp", from: 49000, to: 51000 }),
        `${v4} is 52.0.0.0/24, of the internet, at a database's port`,
      ],
      "a whole network": [write({ ...postgres, v4: "10.0.0.0/16" }), `${v4} is 10.0.0.0/16, wider than /24`],
      "one bit too many": [write({ ...postgres, v4: "192.168.0.0/23" }), `${v4} is 192.168.0.0/23, wider than /24`],
      "a whole IPv6 network": [write({ ...postgres, v6: "2001:db8::/56" }), `${v6} is 2001:db8::/56, wider than /64`],
    },
    undecided: {
      "an unknown block": write({ ...postgres, v4: unknown }),
      "ports not known yet": write({ v4: "10.0.0.0/16", protocol: "tcp", from: unknown, to: unknown }),
    },
  });
}

const group = (cidrBlocks: unknown) =>
  node("aws:ec2/securityGroup:SecurityGroup", "database", {
    ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks }],
  });
const rule = node("aws-native:ec2:SecurityGroupIngress", "rule", {
  cidrIp: "10.0.0.0/26",
  ipProtocol: "tcp",
  fromPort: 5432,
  toPort: 5432,
});

judgesStack(sgNoWidePrivateIngress, {
  passes: {
    "a part of a small VPC": [node("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/25" }), group(["10.0.0.0/26"])],
    "a wide VPC, which the resource's own check has found": [
      node("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" }),
      group(["10.0.0.0/16"]),
    ],
    "blocks not known yet": [node("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: unknown }), group([unknown])],
    "HTTPS for the whole of a small VPC": [
      node("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/26" }),
      { ...rule, props: { ...rule.props, fromPort: 443, toPort: 443 } },
    ],
    "no block at all": [node("aws:ec2/vpc:Vpc", "vpc", {}), group([""])],
  },
  finds: {
    "the whole of a small VPC": [
      [node("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/26" }), group([unknown, "10.0.0.0/26"])],
      "database: ingress[0].cidrBlocks[1] is 10.0.0.0/26, a whole VPC",
    ],
    "the same in aws-native": [
      [node("aws-native:ec2:Vpc", "vpc", { cidrBlock: "10.0.0.0/26" }), rule],
      "rule: cidrIp is 10.0.0.0/26, a whole VPC",
    ],
  },
});
