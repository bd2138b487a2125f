import { NotModelledError } from "../not-modelled";
import { fitsArnGlob, fitsGlob } from "./glob";
import type { Condition } from "./policy-document";

/**
 * What is known about a request, by condition key in lower case. A key that is here with `undefined` is one AWS leaves
 * out of this request; a key that is not here is one the local cloud does not know.
 */
export type RequestContext = Readonly<Record<string, string | readonly string[] | undefined>>;

type Test = (wanted: string, actual: string) => boolean;

const equals: Test = (wanted, actual) => wanted === actual;
const equalsIgnoringCase: Test = (wanted, actual) => wanted.toLowerCase() === actual.toLowerCase();
const before: Test = (wanted, actual) => Date.parse(actual) < Date.parse(wanted);
const after: Test = (wanted, actual) => Date.parse(actual) > Date.parse(wanted);
const sameTime: Test = (wanted, actual) => Date.parse(actual) === Date.parse(wanted);
const not =
  (test: Test): Test =>
  (wanted, actual) =>
    !test(wanted, actual);

const tests: Readonly<Record<string, Test>> = {
  StringEquals: equals,
  StringEqualsIgnoreCase: equalsIgnoringCase,
  StringLike: fitsGlob,
  ArnEquals: fitsArnGlob,
  ArnLike: fitsArnGlob,
  Bool: equalsIgnoringCase,
  DateEquals: sameTime,
  DateLessThan: before,
  DateGreaterThan: after,
  DateLessThanEquals: not(after),
  DateGreaterThanEquals: not(before),
};

const negations: Readonly<Record<string, Test>> = {
  StringNotEquals: equals,
  StringNotEqualsIgnoreCase: equalsIgnoringCase,
  StringNotLike: fitsGlob,
  ArnNotEquals: fitsArnGlob,
  ArnNotLike: fitsArnGlob,
  DateNotEquals: sameTime,
};

/** Whether a condition holds. Throws NotModelledError for an operator or key the local cloud does not know. */
export function holds(condition: Condition, context: RequestContext): boolean {
  const key = condition.key.toLowerCase();
  if (!Object.hasOwn(context, key)) throw new NotModelledError(`the condition key ${condition.key} here`);
  if (condition.values.some((value) => value.includes("${"))) {
    throw new NotModelledError(`policy variables (${condition.values.join(", ")})`);
  }
  const found = context[key];
  const set = /^ForAnyValue:(String(?:Equals|Like))$/.exec(condition.operator)?.[1];
  if (set !== undefined) return anyOf(set, condition.values, typeof found === "string" ? [found] : (found ?? []));
  if (Array.isArray(found)) throw new NotModelledError(`the operator ${condition.operator} for ${condition.key}`);
  const actual = typeof found === "string" ? found : undefined;
  if (condition.operator === "Null") return condition.values.includes(actual === undefined ? "true" : "false");
  const ifExists = condition.operator.endsWith("IfExists");
  const operator = ifExists ? condition.operator.slice(0, -"IfExists".length) : condition.operator;
  const [test, negation] = [tests[operator], negations[operator]];
  if (test !== undefined) {
    return actual === undefined ? ifExists : condition.values.some((wanted) => test(wanted, actual));
  }
  if (negation !== undefined) {
    // AWS: a negated operator holds where the request lacks the key.
    return actual === undefined || !condition.values.some((wanted) => negation(wanted, actual));
  }
  throw new NotModelledError(`the condition operator ${condition.operator}`);
}

/** A key with several values, one of which has to fit; none of a request that lacks the key. */
function anyOf(operator: string, wanted: readonly string[], actual: readonly string[]): boolean {
  const test = tests[operator];
  return test !== undefined && actual.some((one) => wanted.some((value) => test(value, one)));
}
