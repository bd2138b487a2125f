import { sgNoWorldIngress } from "../../../../policy/rules/network/sg-no-world-ingress";
import { unknown } from "../../judge";
import { judges } from "../../tables";
import { forms } from "./security-group-forms";

const postgres = { protocol: "tcp", from: 5432, to: 5432 };
const knobs = { publicPorts: [443] };

for (const { type, write, v4, v6 } of forms("ingress")) {
  judges(sgNoWorldIngress, type, {
    base: write({ ...postgres, v4: "10.0.1.0/24" }),
    passes: {
      "a security group as the source": write({ ...postgres, group: "sg-1" }),
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
      ],
      "another port than the public one": [
        write({ ...postgres, v4: "0.0.0.0/0" }),
        `${v4} is 0.0.0.0/0, which is the internet`,
        { knobs },
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
