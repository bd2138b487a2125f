import { NAMESPACE, problem, type ConfigProblem } from "./config-problem";
import { parsed } from "./parsed";

/** Every value of a stack by key, as the engine hands them over: JSON where it is no plain text. */
export type Values = Readonly<Record<string, string>>;

/** The empty defaults of Pulumi.yaml, which only keep the engine from stopping at a missing key: nothing is given. */
export const NOT_GIVEN: Values = {
  role: "",
  vpcCidr: "",
  awsEndpoints: "{}",
  watching: "{}",
  subnets: "{}",
  network: "{}",
  databases: "{}",
  producers: "{}",
  producerStack: "",
  producerContract: "{}",
  producerContractFile: "",
  databaseNames: "[]",
  grant: "",
  endpointZones: "[]",
  serviceNetwork: "",
  retire: "[]",
};

/** This program's values without the namespace, and what is wrong with their keys. */
export function ownValues(values: Values): { values: Record<string, unknown>; problems: ConfigProblem[] } {
  const prefix = `${NAMESPACE}:`;
  const problems: ConfigProblem[] = [];
  const entries = Object.entries(values)
    .filter(([key]) => key.startsWith(prefix))
    .map(([key, value]) => [key.slice(prefix.length), value] as const)
    .filter(([key, value]) => !isNotGiven(key, value))
    .map(([key, value]) => [key, withoutProto(parsed(value), [key], problems)] as const)
    .filter(([key]) => key !== PROTO || problems.push(protoProblem([key])) === 0);
  return { values: Object.fromEntries(entries), problems };
}

/** A key without a value (YAML's null) is empty text in this release of the engine. */
function isNotGiven(key: string, value: string): boolean {
  return Object.hasOwn(NOT_GIVEN, key) && (value === NOT_GIVEN[key] || value === "" || value === "null");
}

const PROTO = "__proto__";

/** Such a key would vanish in whatever copies the map after. */
function withoutProto(value: unknown, path: readonly PropertyKey[], problems: ConfigProblem[]): unknown {
  if (Array.isArray(value)) return value.map((item, index) => withoutProto(item, [...path, index], problems));
  if (typeof value !== "object" || value === null) return value;
  const entries = Object.entries(value).flatMap(([key, item]: [string, unknown]) => {
    if (key !== PROTO) return [[key, withoutProto(item, [...path, key], problems)] as const];
    problems.push(protoProblem([...path, key]));
    return [];
  });
  return Object.fromEntries(entries);
}

function protoProblem(path: readonly PropertyKey[]): ConfigProblem {
  return { ...problem(path, "is no name that can be used"), remove: true };
}
