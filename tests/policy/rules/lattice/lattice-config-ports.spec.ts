import { latticeConfigPorts } from "../../../../policy/rules/lattice/lattice-config-ports";
import { type Node, node, unknown } from "../../judge";
import { judges, judgesStack } from "../../tables";

for (const [token, type] of [
  ["aws:vpclattice/resourceConfiguration:ResourceConfiguration", "type"],
  ["aws-native:vpclattice:ResourceConfiguration", "resourceConfigurationType"],
] as const) {
  judges(latticeConfigPorts, token, {
    base: { [type]: "ARN" },
    passes: {
      "an empty list for an ARN": { portRanges: [] },
      "a single port": { [type]: "SINGLE", portRanges: ["5432"] },
      "a range of one port": { [type]: "GROUP", portRanges: ["3306-3306", "1433"] },
      "a port written as a number": { [type]: "CHILD", portRanges: [5432] },
      "a port of one's own, which is judged beside the databases": { [type]: "SINGLE", portRanges: ["6432"] },
      "no ports for a group, whose children have them": { [type]: "GROUP", portRanges: [] },
      "no ports for a child, whose group has them": { [type]: "CHILD" },
    },
    finds: {
      "ports for an ARN": [{ portRanges: ["5432"] }, "portRanges is given for type ARN, which AWS refuses"],
      "unknown ports for an ARN": [{ portRanges: unknown }, "portRanges is given for type ARN, which AWS refuses"],
      "no ports": [{ [type]: "SINGLE" }, "portRanges is left out"],
      "no ports and no type, which is SINGLE": [{ [type]: undefined }, "portRanges is left out"],
      "a range": [{ [type]: "SINGLE", portRanges: ["5432-5433"] }, "portRanges[0] is 5432-5433, not a single port"],
      "what is no port": [{ [type]: "SINGLE", portRanges: ["any"] }, "portRanges[0] is any, not a single port"],
      "what is no port at all": [{ [type]: "SINGLE", portRanges: [""] }, "portRanges[0] is , not a single port"],
      "a range behind an unknown port": [
        { [type]: "SINGLE", portRanges: [unknown, "22-23"] },
        "portRanges[1] is 22-23, not a single port",
      ],
      "a range of an unknown type": [
        { [type]: unknown, portRanges: ["22-23"] },
        "portRanges[0] is 22-23, not a single port",
      ],
      "a range of a child": [
        { [type]: "CHILD", portRanges: ["1-65535"] },
        "portRanges[0] is 1-65535, not a single port",
      ],
    },
    undecided: {
      "an unknown type": { [type]: unknown },
      "unknown ports": { [type]: "SINGLE", portRanges: unknown },
    },
  });
}

const own = (portRanges: unknown, type = "SINGLE"): Node =>
  node("aws:vpclattice/resourceConfiguration:ResourceConfiguration", "orders", { type, portRanges });
const database = (port: unknown, inputs?: object): Node =>
  node(
    "aws:rds/instance:Instance",
    "db",
    { engine: "postgres", port },
    {},
    inputs === undefined ? {} : { inputs: { ...inputs } },
  );

judgesStack(latticeConfigPorts, {
  passes: {
    "a database's usual port": [own(["5432"])],
    "the port of one's own that a database of the stack has": [own(["6432"]), database(6432)],
    "what is no single port, of which check has told": [own(["1-6"])],
    "an ARN's ports, which are another mistake": [own(["22"], "ARN")],
    "the port of an aws-native cluster": [
      node("aws-native:vpclattice:ResourceConfiguration", "orders", {
        resourceConfigurationType: "GROUP",
        portRanges: ["7000"],
      }),
      node("aws-native:rds:DbCluster", "db", { engine: "aurora-mysql", port: 7000 }),
    ],
  },
  finds: {
    "another port": [[own(["22"])], "orders: portRanges[0] is 22, which is no database's port"],
    "a port that no database of the stack has": [
      [own(["5432", "6432"]), database(unknown, { engine: "postgres" })],
      "orders: portRanges[1] is 6432, which is no database's port",
    ],
    "another port behind an unknown one": [
      [own([unknown, "22"])],
      "orders: portRanges[1] is 22, which is no database's port",
    ],
  },
});
judgesStack(latticeConfigPorts, {
  options: { knobs: { allowedPorts: [6432] } },
  passes: { "another port that is set": [own(["6432"])] },
  finds: {
    "a database's port that is not set": [
      [own(["5432"])],
      "orders: portRanges[0] is 5432, which is no database's port",
    ],
  },
});
