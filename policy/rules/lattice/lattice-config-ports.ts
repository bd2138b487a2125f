import { onlyPort, parsePortRange } from "../../../aws/ports";
import { databasePathReads, databasePort } from "../../../resources/database-path";
import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import type { Stack } from "../../../resources/stack";
import { configurationTypes, databaseTypes } from "../../../resources/type-pairs";
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
    [configurationTypes[0]]: ["type", "portRanges"],
    [configurationTypes[1]]: ["resourceConfigurationType", "portRanges"],
    [databaseTypes[0]]: databasePathReads[databaseTypes[0]],
    [databaseTypes[1]]: databasePathReads[databaseTypes[1]],
    [databaseTypes[2]]: databasePathReads[databaseTypes[2]],
    [databaseTypes[3]]: databasePathReads[databaseTypes[3]],
  },
  check(configuration) {
    if (!(configurationTypes as readonly string[]).includes(configuration.type)) return [];
    const type = typeOf(configuration);
    const at = configuration.get("portRanges");
    const given = at.present && (!at.known || at.items().length > 0);
    if (type.text() === "ARN") return given ? [{ at, what: "is given for type ARN, which AWS refuses" }] : [];
    // Left out means SINGLE. Of a group and its children either may say the ports.
    if (!given && (type.absent || type.text() === "SINGLE")) return [{ at, what: "is left out" }];
    return at.items().flatMap((range): Finding[] => {
      const text = range.text();
      return text === undefined || portIn(text) !== undefined
        ? []
        : [{ at: range, what: `is ${text}, not a single port` }];
    });
  },
  checkStack(stack, { knobs }) {
    const allowed = [...knobs.allowedPorts, ...portsOfDatabases(stack)];
    return stack.ofType(...configurationTypes).flatMap((resource) => {
      if (typeOf(resource).text() === "ARN") return [];
      return resource
        .input("portRanges")
        .items()
        .flatMap((at) => strangePort(at, allowed).map((it) => ({ ...it, resource })));
    });
  },
});

const typeOf = (configuration: Resource): Field =>
  configuration.input(configuration.native ? "resourceConfigurationType" : "type");

/** Those of the stack's databases, which may listen on a port of their own. */
const portsOfDatabases = (stack: Stack): readonly number[] =>
  stack.ofType(...databaseTypes).flatMap((database) => databasePort(database) ?? []);

function strangePort(at: Field, allowed: readonly number[]): Finding[] {
  const text = at.text();
  const port = text === undefined ? undefined : portIn(text);
  return port === undefined || allowed.includes(port) ? [] : [{ at, what: `is ${port}, which is no database's port` }];
}

/** The one port a range stands for, or `undefined` if it is none or several. */
function portIn(range: string): number | undefined {
  return onlyPort(parsePortRange(range) ?? "none");
}
