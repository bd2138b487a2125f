import { sgNoOpenEgress } from "../../../../policy/rules/network/sg-no-open-egress";
import { type Node, node, unknown } from "../../judge";
import { judges, judgesStack } from "../../tables";
import { forms } from "./security-group-forms";

const v4 = "0.0.0.0/0";

for (const { type, write, v4: block, v6 } of forms("egress")) {
  judges(sgNoOpenEgress, type, {
    base: write({ group: "sg-1", protocol: "tcp", from: 5432, to: 5432 }),
    passes: {
      "HTTPS to the world": write({ v4, protocol: "tcp", from: 443, to: 443 }),
      "another port that is set": [
        write({ v4, protocol: "tcp", from: 53, to: 53 }),
        { knobs: { worldEgressPorts: [53] } },
      ],
      "everything within the network": write({ v4: "10.0.0.0/8", protocol: "-1", from: 0, to: 0 }),
      ping: write({ v4, protocol: "icmp", from: 8, to: 0 }),
    },
    finds: {
      "everything to everywhere": [
        write({ v4, v6: "::/0", protocol: "-1", from: 0, to: 0 }),
        [`${block} lets every port out to the internet`, `${v6} lets every port out to the internet`],
      ],
      "a database's port": [
        write({ v4, protocol: "tcp", from: 5432, to: 5432 }),
        `${block} lets port 5432 out to the internet`,
      ],
      "a range with a database's port": [
        write({ v4, protocol: "tcp", from: 1024, to: 3306 }),
        `${block} lets ports 1024 to 3306 out to the internet`,
      ],
      "a range that begins with one": [
        write({ v4, protocol: "tcp", from: 27017, to: 30000 }),
        `${block} lets ports 27017 to 30000 out to the internet`,
      ],
      "a harmless port, as advice": [
        write({ v4, protocol: "tcp", from: 80, to: 80 }),
        `(advice) ${block} lets port 80 out to the internet`,
      ],
      "a range that has a port set, as advice": [
        write({ v4, protocol: "tcp", from: 443, to: 444 }),
        `(advice) ${block} lets ports 443 to 444 out to the internet`,
      ],
      "a range above every database's port, as advice": [
        write({ v4, protocol: "tcp", from: 30000, to: 40000 }),
        `(advice) ${block} lets ports 30000 to 40000 out to the internet`,
      ],
      "HTTPS where no port is set": [
        write({ v4, protocol: "tcp", from: 443, to: 443 }),
        `(advice) ${block} lets port 443 out to the internet`,
        { knobs: { worldEgressPorts: [] } },
      ],
    },
    undecided: {
      "an unknown block": write({ v4: unknown, protocol: "-1", from: 0, to: 0 }),
      "unknown ports": write({ v4, protocol: "tcp", from: unknown, to: unknown }),
    },
  });
}

judges(sgNoOpenEgress, "aws:ec2/securityGroup:SecurityGroup", {
  base: {},
  passes: { "an empty list, as the provider then removes EC2's own rule": { egress: [] } },
  undecided: { "an unknown list": { egress: unknown } },
});

const native = (name: string, securityGroupEgress?: unknown): Node =>
  node("aws-native:ec2:SecurityGroup", name, { groupId: `${name}-id`, securityGroupEgress });
const egress = (groupId: unknown, dependsOn: Node["dependsOn"] = {}): Node =>
  node("aws-native:ec2:SecurityGroupEgress", "rule", { groupId, ipProtocol: "tcp" }, dependsOn);
const left = (name: string) => `${name}: securityGroupEgress is left out, which allows everything to everywhere`;

judgesStack(sgNoOpenEgress, {
  passes: {
    "a rule of the group's own": [native("a", [{ ipProtocol: "tcp", cidrIp: "127.0.0.1/32", fromPort: 1, toPort: 1 }])],
    "a rule as a resource of its own": [native("a"), egress("a-id")],
    "a rule of a group not known yet": [native("a"), egress(unknown, { groupId: ["a"] })],
  },
  finds: {
    "no list, as EC2's own rule then stays": [[native("a")], left("a")],
    "an empty list": [[native("a", [])], left("a")],
    "a rule of another group": [[native("a"), native("b"), egress("b-id")], left("a")],
    "a list that a preview does not know and the program leaves out": [
      [node("aws-native:ec2:SecurityGroup", "a", { securityGroupEgress: unknown }, {}, { inputs: {} })],
      left("a"),
    ],
  },
  undecided: {
    "an unknown list": [native("a", unknown)],
    "a rule of one of two groups": [native("a"), native("b"), egress(unknown, { groupId: ["a", "b"] })],
  },
});
