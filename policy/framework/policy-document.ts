import type { Field } from "../../resources/field";

/** Who a statement names: `kind` is "AWS", "Service", "Federated", "CanonicalUser", or "*" for everyone. */
export interface Principal {
  readonly kind: string;
  readonly field: Field;
}

export interface Condition {
  /** In lower case, as IAM compares without case. */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly Field[];
}

/** One statement of an IAM policy document. */
export interface Statement {
  readonly field: Field;
  readonly allow: boolean;
  readonly principals: readonly Principal[];
  readonly actions: readonly Field[];
  readonly resources: readonly Field[];
  readonly conditions: readonly Condition[];
  readonly notPrincipal: Field;
  readonly notAction: Field;
  readonly notResource: Field;
}

/**
 * The statements of a policy, given as a string of JSON or as an object. None if there is no policy, or none known yet;
 * `undefined` if the text cannot be read, which a rule reports, since AWS would refuse it or mean something else.
 */
export function statementsOf(policy: Field): readonly Statement[] | undefined {
  // Providers take an empty string, or an empty object, for "no policy".
  if (policy.absent || policy.text()?.trim() === "") return [];
  const document = policy.json();
  if (document === undefined) return undefined;
  if (document.known && !document.isObject()) return undefined;
  return document.get("Statement").items().map(statementOf);
}

function statementOf(field: Field): Statement {
  return {
    field,
    allow: field.get("Effect").text() === "Allow",
    principals: principalsOf(field.get("Principal")),
    actions: field.get("Action").items(),
    resources: field.get("Resource").items(),
    conditions: conditionsOf(field.get("Condition")),
    notPrincipal: field.get("NotPrincipal"),
    notAction: field.get("NotAction"),
    notResource: field.get("NotResource"),
  };
}

function principalsOf(field: Field): readonly Principal[] {
  if (field.absent) return [];
  // One not known yet is listed too, so that a rule which asks who it is notes that it could not tell.
  if (!field.known) return [{ kind: "*", field }];
  if (!field.isObject()) return field.items().map((item) => ({ kind: "*", field: item }));
  return field.entries().flatMap(([kind, list]) => list.items().map((item) => ({ kind, field: item })));
}

function conditionsOf(field: Field): readonly Condition[] {
  return field.entries().flatMap(([operator, keys]) => {
    return keys.entries().map(([key, values]) => ({
      operator: operator.toLowerCase(),
      key: key.toLowerCase(),
      values: values.known ? values.items() : [values],
    }));
  });
}

/** Condition keys that tie everyone down to an account or an organisation. */
const boundaryKeys = [
  "aws:principalorgid",
  "aws:principalorgpaths",
  "aws:principalaccount",
  "aws:principalarn",
  "kms:calleraccount",
  "aws:sourceaccount",
  "aws:sourcearn",
  "aws:sourceorgid",
  "aws:sourceorgpaths",
];

const boundaryOperators = [
  "stringequals",
  "stringequalsignorecase",
  "stringlike",
  "arnequals",
  "arnlike",
  "foranyvalue:stringequals",
  "foranyvalue:stringlike",
];

/**
 * What opens a statement to everyone: `*` among its principals, or NotPrincipal, with nothing that ties it to an account
 * or organisation. Conditions on tags, addresses or VPCs alone do not count, nor negated or …IfExists ones.
 *
 * @param extraKeys Further condition keys the organisation accepts as a boundary.
 */
export function openPrincipals(statement: Statement, extraKeys: readonly string[] = []): readonly Field[] {
  return statement.allow && !hasBoundary(statement, extraKeys) ? everyone(statement) : [];
}

/** Where a statement names everyone: by `*`, or by NotPrincipal. Its conditions may still narrow that down. */
export function everyone(statement: Statement): readonly Field[] {
  const named = statement.principals.filter(({ kind, field }) => isEveryone(kind, field)).map(({ field }) => field);
  return statement.notPrincipal.present ? [...named, statement.notPrincipal] : named;
}

function isEveryone(kind: string, field: Field): boolean {
  const text = field.text();
  if (text === undefined || (kind !== "AWS" && kind !== "*")) return false;
  return text === "*" || accountOf(text) === "*";
}

const hasBoundary = (statement: Statement, extraKeys: readonly string[] = []): boolean =>
  boundBy(statement, [...boundaryKeys, ...extraKeys]);

/** Whether a condition ties the statement to certain values of one of these keys, or may do so: it is not known yet. */
export function boundBy(statement: Statement, keys: readonly string[]): boolean {
  const condition = statement.field.get("Condition");
  if (condition.unknown || condition.entries().some(([, values]) => values.unknown)) return true;
  return statement.conditions.some((each) => tiesDown(each, keys));
}

/** Whether one condition does: no negated and no …IfExists operator, no wildcard for a value. */
export function tiesDown({ operator, key, values }: Condition, keys: readonly string[]): boolean {
  const wanted = keys.map((each) => each.toLowerCase());
  if (!boundaryOperators.includes(operator) || !wanted.includes(key) || values.length === 0) return false;
  return values.every((value) => isBounded(key, value));
}

/** An unknown value counts, so that it raises no false alarm; that it was unknown is noted. */
function isBounded(key: string, value: Field): boolean {
  if (value.unknown) return true;
  const text = value.text() ?? "";
  if (key.endsWith("arn")) return /^arn:[^:]+:[^:*?]+:[^:]*:(\d{12}:.+|:[^*?]+.*)$/.test(text);
  if (key.endsWith("orgpaths")) return /^o-[a-z0-9]+\//.test(text);
  return text !== "" && !/[*?]/.test(text);
}

/** The account of a principal: 12 digits, "*" in an ARN for any account, or `undefined` where it names none. */
export function accountOf(principal: string): string | undefined {
  if (/^\d{12}$/.test(principal)) return principal;
  return /^arn:[^:]*:[^:]*:[^:]*:(\d{12}|\*):/.exec(principal)?.[1];
}

/** Whether an IAM pattern (`*`, `?`) fits the text; actions are compared without case. */
export function patternFits(pattern: string, text: string): boolean {
  const source = pattern
    .replace(/[\\^$.|+()[\]{}]/g, "\\$&")
    .replaceAll("*", ".*")
    .replaceAll("?", ".");
  return new RegExp(`^${source}$`, "is").test(text);
}
