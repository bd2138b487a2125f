import { sgNoWorldIngress } from "../../../../policy/rules/network/sg-no-world-ingress";
import { node, unknown } from "../../judge";
import { judges, judgesStack } from "../../tables";
import { forms } from "./security-group-forms";

const postgres = { protocol: "tcp", from: 5432, to: 5432 };
const knobs = { publicPorts: [443] };

for (const { type, write, v4, v6 } of forms("ingress")) {
  judges(sgNoWorldIngress, type, {
    base: write({ ...postgres, v4: "10.0.1.0/24" }),
    passes: {
      "a security group as the source": write({ ...postgres, group: "sg-1" }),
      "a web front's HTTP": write({ v4: "0.0.0.0/0", v6: "::/0", protocol: "tcp", from: 80, to: 80 }),
      "a web front's HTTPS": write({ v4: "0.0.0.0/0", protocol: "tcp", from: 443, to: 443 }),
      "a port that may be public": [write({ v4: "0.0.0.0/0", protocol: "tcp", from: 443, to: 443 }), { knobs }],
    },
    finds: {
      "the whole world": [write({ ...postgres, v4: "0.0.0.0/0" }), `${v4} is 0.0.0.0/0, which is the internet`],
      "the world written otherwise": [
        write({ ...postgres, v4: "1.1.1.1/0" }),
        `${v4} is 1.1.1.1/0, which is the internet`,
      ],
      "half the world": [write({ ...postgres, v4: "128.0.0.0/1" }), `${v4} is 128.0.0.0/1, which is the internet`],
      "all of IPv6": [write({ ...postgres, v6: "::/0" }), `${v6} is ::/0, which is the internet`],
      "all of public IPv6": [write({ ...postgres, v6: "2000::/3" }), `${v6} is 2000::/3, which is the internet`],
      "both families": [
        write({ ...postgres, v4: "0.0.0.0/0", v6: "::/0" }),
        [`${v4} is 0.0.0.0/0, which is the internet`, `${v6} is ::/0, which is the internet`],
      ],
      "the world although its ports are not known": [
        write({ v4: "0.0.0.0/0", protocol: "tcp", from: unknown, to: unknown }),
        `${v4} is 0.0.0.0/0, which is the internet`,
        { knobs: { publicPorts: [] } },
      ],
      "another port than the public one": [
        write({ ...postgres, v4: "0.0.0.0/0" }),
        `${v4} is 0.0.0.0/0, which is the internet`,
        { knobs },
      ],
      "HTTPS where it may not be public": [
        write({ v4: "0.0.0.0/0", protocol: "tcp", from: 443, to: 443 }),
        `${v4} is 0.0.0.0/0, which is the internet`,
        { knobs: { publicPorts: [] } },
      ],
      "from HTTP to HTTPS": [
        write({ v4: "0.0.0.0/0", protocol: "tcp", from: 80, to: 443 }),
        `${v4} is 0.0.0.0/0, which is the internet`,
      ],
      "a range around the public port": [
        write({ v4: "0.0.0.0/0", protocol: "tcp", from: 443, to: 444 }),
        `${v4} is 0.0.0.0/0, which is the internet`,
        { knobs },
      ],
      "every port although one may be public": [
        write({ v4: "0.0.0.0/0", protocol: "-1", from: 0, to: 0 }),
        `${v4} is 0.0.0.0/0, which is the internet`,
        { knobs },
      ],
      "ICMP from everywhere although a port may be public": [
        write({ v4: "0.0.0.0/0", protocol: "icmp", from: 443, to: 443 }),
        `${v4} is 0.0.0.0/0, which is the internet`,
        { knobs },
      ],
    },
    undecided: { "an unknown block": write({ ...postgres, v4: unknown }) },
  });
}

judges(sgNoWorldIngress, "aws:ec2/securityGroup:SecurityGroup", {
  base: { ingress: [] },
  passes: {
    "no rules at all": { ingress: undefined },
    "egress to the world, which is another rule's matter": { egress: [{ cidrBlocks: ["0.0.0.0/0"], protocol: "-1" }] },
  },
  finds: {
    "the world behind an unknown block and an unknown rule": [
      { ingress: [unknown, { protocol: "tcp", cidrBlocks: [unknown, "0.0.0.0/0"] }] },
      "ingress[1].cidrBlocks[1] is 0.0.0.0/0, which is the internet",
    ],
    "a single block where a list is meant": [
      { ingress: { protocol: "tcp", cidrBlocks: "0.0.0.0/0" } },
      "ingress.cidrBlocks is 0.0.0.0/0, which is the internet",
    ],
  },
  undecided: { "an unknown list of rules": { ingress: unknown } },
});

judges(sgNoWorldIngress, "aws:ec2/securityGroupRule:SecurityGroupRule", {
  base: { type: "egress", cidrBlocks: ["0.0.0.0/0"], protocol: "tcp", fromPort: 1, toPort: 1 },
  undecided: { "a rule of unknown direction": { type: unknown } },
});

judges(sgNoWorldIngress, "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", {
  base: { cidrIpv4: "0.0.0.0/0", ipProtocol: "tcp", fromPort: 443, toPort: 443 },
  options: { knobs },
  undecided: { "unknown ports where one may be public": { fromPort: unknown } },
});

const list = (...cidrs: readonly unknown[]) =>
  node("aws:ec2/managedPrefixList:ManagedPrefixList", "list", { id: "pl-1", entries: cidrs.map((cidr) => ({ cidr })) });
const entry = (cidr: string) =>
  node("aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry", "entry", { cidr, prefixListId: "pl-1" });
const fromList = (props = {}) =>
  node("aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule", "rule", {
    prefixListId: "pl-1",
    ipProtocol: "tcp",
    fromPort: 5432,
    toPort: 5432,
    ...props,
  });
const found = "rule: prefixListId is a list that has the internet in it";

judgesStack(sgNoWorldIngress, {
  passes: {
    "a list of partners": [list("192.0.2.0/24"), fromList()],
    "a list AWS keeps": [list("0.0.0.0/0"), fromList({ prefixListId: "pl-9" })],
    "a list of everyone that no rule names": [list("0.0.0.0/0"), fromList({ prefixListId: undefined })],
    "a block, which the resource's own check has judged": [
      fromList({ prefixListId: undefined, cidrIpv4: "0.0.0.0/0" }),
    ],
  },
  finds: {
    "a list of everyone": [[list(unknown, "0.0.0.0/0"), fromList()], found],
    "a list of everyone by a separate entry": [[list(), entry("::/0"), fromList()], found],
    "the same in aws-native": [
      [
        node("aws-native:ec2:PrefixList", "list", { entries: [{ cidr: "0.0.0.0/1" }] }),
        node(
          "aws-native:ec2:SecurityGroupIngress",
          "rule",
          { sourcePrefixListId: unknown, ipProtocol: "tcp", fromPort: 5432, toPort: 5432 },
          { sourcePrefixListId: ["list"] },
        ),
      ],
      "rule: sourcePrefixListId is a list that has the internet in it",
    ],
    "a list of everyone for an inline rule": [
      [
        list("0.0.0.0/0"),
        node("aws:ec2/securityGroup:SecurityGroup", "rule", {
          ingress: [{ protocol: "-1", prefixListIds: ["pl-9", "pl-1"] }],
        }),
      ],
      "rule: ingress[0].prefixListIds[1] is a list that has the internet in it",
    ],
  },
  undecided: {
    "a list not known yet": [list("0.0.0.0/0"), fromList({ prefixListId: unknown })],
    "an entry not known yet": [list(unknown), fromList()],
  },
});
judgesStack(sgNoWorldIngress, {
  options: { knobs },
  passes: { "a list of everyone for a public port": [list("0.0.0.0/0"), fromList({ fromPort: 443, toPort: 443 })] },
  finds: { "a list of everyone for another port": [[list("0.0.0.0/0"), fromList({ toPort: 444 })], found] },
});
