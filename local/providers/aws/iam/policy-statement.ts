import { defined } from "../../../services/defined";
import { choice, listOf, object, setOf, text, type InputsOf } from "../../fields";
import { oneOrMore, type StatementJson } from "./policy-json";

const principal = object({ type: text({ required: true }), identifiers: setOf(text(), { required: true }) });
/** One statement as a program writes it for `getPolicyDocument`. */
export const statementFields = {
  sid: text({ pattern: /^[a-zA-Z0-9]*$/ }),
  effect: choice(["Allow", "Deny"]),
  actions: setOf(text()),
  notActions: setOf(text()),
  resources: setOf(text()),
  notResources: setOf(text()),
  principals: setOf(principal),
  notPrincipals: setOf(principal),
  conditions: setOf(
    object({
      test: text({ required: true }),
      variable: text({ required: true }),
      values: listOf(text(), { required: true }),
    }),
  ),
};
export type StatementInputs = InputsOf<typeof statementFields>;

/** The statement as IAM reads it. */
export function statementOf(statement: StatementInputs): StatementJson {
  return defined({
    Sid: statement.sid === "" ? undefined : statement.sid,
    Effect: statement.effect ?? "Allow",
    Action: oneOrMore(statement.actions),
    NotAction: oneOrMore(statement.notActions),
    Resource: oneOrMore(statement.resources?.map(withVariables)),
    NotResource: oneOrMore(statement.notResources?.map(withVariables)),
    Principal: principalsOf(statement.principals),
    NotPrincipal: principalsOf(statement.notPrincipals),
    Condition: conditionsOf(statement.conditions),
  });
}

function principalsOf(principals: StatementInputs["principals"] = []): unknown {
  if (principals.length === 0) return undefined;
  const byType: Record<string, readonly string[]> = {};
  for (const { type, identifiers } of principals)
    byType[type] = [...(byType[type] ?? []), ...identifiers.map(withVariables)];
  if (JSON.stringify(byType) === '{"*":["*"]}') return "*";
  return Object.fromEntries(
    Object.keys(byType)
      .sort()
      .map((type) => [type, oneOrMore(byType[type])]),
  );
}

function conditionsOf(conditions: StatementInputs["conditions"] = []): unknown {
  if (conditions.length === 0) return undefined;
  const tests: Record<string, Record<string, readonly string[]>> = {};
  for (const { test, variable, values } of conditions) {
    const variables = (tests[test] ??= {});
    variables[variable] = [...(variables[variable] ?? []), ...values.map(withVariables)];
  }
  return sortedMap(tests, (variables) => sortedMap(variables, (values) => (values.length === 1 ? values[0] : values)));
}

function sortedMap<T>(map: Readonly<Record<string, T>>, change: (value: T) => unknown): unknown {
  const entries = Object.entries(map).sort(([one], [other]) => (one < other ? -1 : 1));
  return Object.fromEntries(entries.map(([key, value]) => [key, change(value)]));
}

/** A program writes IAM's own `${…}` as `&{…}`. */
function withVariables(value: string): string {
  return value.replaceAll("&{", "${");
}
