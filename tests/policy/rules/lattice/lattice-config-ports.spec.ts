import { latticeConfigPorts } from "../../../../policy/rules/lattice/lattice-config-ports";
import { unknown } from "../../judge";
import { judges } from "../../tables";

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
      "another port that is set": [{ [type]: "SINGLE", portRanges: ["6432"] }, { knobs: { allowedPorts: [6432] } }],
    },
    finds: {
      "ports for an ARN": [{ portRanges: ["5432"] }, "portRanges is given for type ARN, which AWS refuses"],
      "unknown ports for an ARN": [{ portRanges: unknown }, "portRanges is given for type ARN, which AWS refuses"],
      "no ports": [{ [type]: "SINGLE" }, "portRanges is left out"],
      "no ports for a group": [{ [type]: "GROUP", portRanges: [] }, "portRanges is left out"],
      "no ports for a child": [{ [type]: "CHILD" }, "portRanges is left out"],
      "no ports and no type, which is SINGLE": [{ [type]: undefined }, "portRanges is left out"],
      "a range": [{ [type]: "SINGLE", portRanges: ["5432-5433"] }, "portRanges[0] is 5432-5433, not a single port"],
      "what is no port": [{ [type]: "SINGLE", portRanges: ["any"] }, "portRanges[0] is any, not a single port"],
      "another port behind an unknown one": [
        { [type]: "SINGLE", portRanges: [unknown, "22"] },
        "portRanges[1] is 22, which is no database's port",
      ],
      "another port of an unknown type": [
        { [type]: unknown, portRanges: ["22"] },
        "portRanges[0] is 22, which is no database's port",
      ],
      "a database's port that is not set": [
        { [type]: "SINGLE", portRanges: ["5432"] },
        "portRanges[0] is 5432, which is no database's port",
        { knobs: { allowedPorts: [6432] } },
      ],
    },
    undecided: {
      "an unknown type": { [type]: unknown },
      "unknown ports": { [type]: "SINGLE", portRanges: unknown },
    },
  });
}
