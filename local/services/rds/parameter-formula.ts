import { NotModelledError } from "../not-modelled";
import type { DbInstance } from "./entities";
import { instanceClassMemory } from "./instance-memory";

const GIB = 2 ** 30;
const functions: Readonly<Record<string, (...values: number[]) => number>> = {
  LEAST: Math.min,
  GREATEST: Math.max,
  SUM: (...values) => values.reduce((sum, value) => sum + value, 0),
};

/**
 * The number that a formula gives for an instance, such as `LEAST({DBInstanceClassMemory/9531392},5000)`; any other
 * value as it is (RDS user guide, "DB parameter formulas": variables in bytes, integers rounded down).
 */
export function parameterValue(name: string, value: string, instance: DbInstance): string {
  const [, call, inner] = /^(LEAST|GREATEST|SUM)\((.*)\)$/.exec(value) ?? [];
  if (call !== undefined && inner !== undefined) {
    const numbers = inner.split(",").map((part) => Number(parameterValue(name, part.trim(), instance)));
    return String(functions[call]?.(...numbers));
  }
  if (!value.startsWith("{")) return value;
  const [, variable = "", rest = ""] = /^\{(\w+)((?:[*/]\d+)*)\}$/.exec(value) ?? [];
  const start = variableOf(variable, instance);
  if (start === undefined) {
    throw new NotModelledError(`the formula ${value} of the parameter ${name}`, "give a number");
  }
  const steps = rest.match(/[*/]\d+/g) ?? [];
  const result = steps.reduce((so, step) => {
    const number = Number(step.slice(1));
    return step.startsWith("*") ? so * number : so / number;
  }, start);
  return String(Math.floor(result));
}

function variableOf(name: string, instance: DbInstance): number | undefined {
  const { dbInstanceClass, serverlessMaxCapacity: units, allocatedStorage, endpoint } = instance;
  switch (name) {
    case "DBInstanceClassMemory":
      return units === undefined || dbInstanceClass !== "db.serverless"
        ? instanceClassMemory(dbInstanceClass)
        : units * 2 * GIB;
    case "AllocatedStorage":
      return allocatedStorage * GIB;
    case "EndPointPort":
      return endpoint.port;
    default:
      return undefined;
  }
}
