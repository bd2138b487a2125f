import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import type { Reads } from "../../../resources/reads";

export const parameterReads = {
  "aws:rds/parameterGroup:ParameterGroup": ["parameters"],
  "aws:rds/clusterParameterGroup:ClusterParameterGroup": ["parameters"],
  "aws-native:rds:DbParameterGroup": ["parameters"],
  "aws-native:rds:DbClusterParameterGroup": ["parameters"],
} as const satisfies Reads;

/** The values a parameter group gives to these parameters: a list of names and values, or (aws-native) a map. */
export function parameterValues(group: Resource, names: readonly string[]): readonly (readonly [string, Field])[] {
  const parameters = group.get("parameters").json();
  const listed = parameters?.items().flatMap((item): [string, Field][] => {
    const name = item.get("name").text();
    return name === undefined ? [] : [[name, item.get("value")]];
  });
  return [...(listed ?? []), ...(parameters?.entries() ?? [])]
    .map(([name, value]) => [name.trim().toLowerCase(), value] as const)
    .filter(([name]) => names.includes(name));
}

/** Whether a group's parameters all show their names: only then is one that is not among them not set. */
export function namesKnown(group: Resource): boolean {
  const parameters = group.get("parameters");
  if (parameters.unknown) return false;
  return parameters.isObject() || parameters.items().every((item) => !item.unknown && !item.get("name").unknown);
}
