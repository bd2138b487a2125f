import type { Field } from "../../../resources/field";
import { integers } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";

export const latticeConfigPorts = rule({
  id: "lattice-config-ports",
  sentence: "A resource configuration opens the database's port and no other.",
  why: "The port list is the one thing of the path that Lattice itself enforces between consumer and database.",
  fix: "Name single database ports; leave portRanges out for type ARN, where AWS takes the port from the database.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-configuration.html",
  knobs: {
    allowedPorts: integers([3306, 5432, 1433, 1521, 50000], "Ports a configuration may open."),
  },
  reads: {
    "aws:vpclattice/resourceConfiguration:ResourceConfiguration": ["type", "portRanges"],
    "aws-native:vpclattice:ResourceConfiguration": ["resourceConfigurationType", "portRanges"],
  },
  check(configuration, { knobs }) {
    const type = configuration.get(configuration.native ? "resourceConfigurationType" : "type");
    const at = configuration.get("portRanges");
    const given = at.present && (!at.known || at.items().length > 0);
    // Left out means SINGLE.
    if (type.absent || ["SINGLE", "GROUP", "CHILD"].includes(type.text() ?? "")) {
      if (!given) return [{ at, what: "is left out" }];
    } else if (type.text() === "ARN") {
      return given ? [{ at, what: "is given for type ARN, which AWS refuses" }] : [];
    }
    return at.items().flatMap((range) => rangeFindings(range, knobs.allowedPorts));
  },
});

function rangeFindings(at: Field, allowed: readonly number[]): Finding[] {
  const text = at.text();
  if (text === undefined) return [];
  const [from = Number.NaN, to = from] = text.split("-").map(Number);
  if (from !== to) return [{ at, what: `is ${text}, not a single port` }];
  return allowed.includes(from) ? [] : [{ at, what: `is ${text}, which is no database's port` }];
}
