import { isWorld } from "../../aws/cidr";
import { cidrOf } from "../../resources/cidr-of";
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
  /** Whether another statement of the policy denies all this one allows to whoever is outside an organisation or account. */
  readonly fenced: boolean;
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
  const statements = document.get("Statement").items().map(statementOf);
  const fences = statements.filter(isFence);
  return statements.map((statement) => ({ ...statement, fenced: fences.some((fence) => covers(fence, statement)) }));
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
    fenced: false,
  };
}

const fenceKeys = ["aws:principalorgid", "aws:principalorgpaths", "aws:principalaccount"];

/** A Deny for everyone who is not of a certain organisation or account; AWS's own services may be let off. */
function isFence({ field, principals, conditions, notPrincipal }: Statement): boolean {
  if (field.get("Effect").text() !== "Deny" || notPrincipal.present) return false;
  const everybody = principals.some((principal) => isEveryone(principal.kind, principal.field));
  const outside = conditions.filter(({ operator, key, values }) => {
    const negated = /^(forallvalues:)?stringnot(equals|equalsignorecase|like)(ifexists)?$/.test(operator);
    return negated && fenceKeys.includes(key) && values.length > 0 && values.every((value) => isBounded(key, value));
  });
  const others = conditions.filter((condition) => !outside.includes(condition));
  return everybody && outside.length === 1 && others.every(isOfServices);
}

const isOfServices = ({ operator, key, values }: Condition): boolean =>
  /^bool(ifexists)?$/.test(operator) &&
  key === "aws:principalisawsservice" &&
  values.every((value) => value.flag() === false);

/** Whether a Deny is about every action and every resource a statement allows. */
function covers(fence: Statement, { allow, actions, resources, notAction, notResource }: Statement): boolean {
  if (!allow || notAction.present || notResource.present || fence.notAction.present || fence.notResource.present) {
    return false;
  }
  const within = (inner: readonly Field[], outer: readonly Field[]): boolean =>
    inner.every((each) => outer.some((pattern) => patternFits(pattern.text() ?? "", each.text() ?? "\u0000")));
  return within(actions, fence.actions) && within(resources, fence.resources);
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
  return statement.allow && !statement.fenced && !hasBoundary(statement, extraKeys) ? everyone(statement) : [];
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
  if (!wanted.includes(key) || values.length === 0) return false;
  if (key === "aws:sourceip") return operator === "ipaddress" && values.every((at) => at.unknown || isSomeBlock(at));
  if (!boundaryOperators.includes(operator)) return false;
  return values.every((value) => isBounded(key, value));
}

/** A block of addresses that is not the internet, or a good part of it. */
function isSomeBlock(at: Field): boolean {
  const cidr = cidrOf(at);
  return cidr !== undefined && !isWorld(cidr);
}

/**
 * Whether an ARN pattern stands for things of one owner: its account is said or, where a service's ARNs have none, the
 * whole name is. Of a bucket the objects may be left open.
 */
export const namesOwner = (arn: string): boolean =>
  /^arn:[^:]+:[^:*?]+:[^:]*:\d{12}:.+/.test(arn) ||
  /^arn:[^:]+:[^:*?]+:[^:*?]*::[^*?]+$/.test(arn) ||
  /^arn:[^:]+:s3:::[^*?/]+\/.*$/.test(arn);

/** An unknown value counts, so that it raises no false alarm; that it was unknown is noted. */
function isBounded(key: string, value: Field): boolean {
  if (value.unknown) return true;
  const text = value.text() ?? "";
  if (key.endsWith("arn")) return namesOwner(text);
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
