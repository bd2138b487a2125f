import type { Field } from "../../../resources/field";
import { type Statement, patternFits } from "../../framework/policy-document";

/** Services whose actions decide over identities, keys, secrets, databases and who shares them. */
export const criticalServices = [
  "iam",
  "sts",
  "kms",
  "rds",
  "ram",
  "vpc-lattice",
  "secretsmanager",
  "organizations",
] as const;

/** Actions that do harm where they are allowed on every resource of a kind. */
export interface Danger {
  readonly actions: readonly string[];
  readonly service: string;
  /** How the resources' ARNs end, up to their name: `role/`. */
  readonly kind: string;
}

/** Nobody gives a thing this name, so a pattern that fits it fits every name. */
const anyName = "\u0000";

/** Whether an ARN pattern fits every resource of the kind, in the Region and account it names. */
export function coversEvery(pattern: string, service: string, kind: string): boolean {
  const [, partition = "", , region = "", account = ""] = pattern.split(":");
  return patternFits(pattern, `arn:${partition}:${service}:${region}:${account}:${kind}${anyName}`);
}

/** Whether a pattern fits every resource of every service. */
export const coversEverything = (pattern: string): boolean => coversEvery(pattern, anyName, "");

export const isEveryAction = (action: string): boolean => /^[*:]*\*$/.test(action);

export const isAdmin = (statement: Statement): boolean =>
  statement.actions.some((action) => isEveryAction(action.text() ?? "")) &&
  statement.resources.some((resource) => coversEverything(resource.text() ?? ""));

/**
 * The elements of Action that allow one of these actions; patterns allow all they fit. What `iam-no-admin` and
 * `iam-no-service-wildcard` refuse as a whole is left out, so that each mistake is reported once.
 */
export function granting(statement: Statement, names: readonly string[]): readonly Field[] {
  if (isAdmin(statement)) return [];
  return statement.actions.filter((action) => {
    const text = action.text() ?? "";
    const service = /^([^:]+):\*+$/.exec(text)?.[1]?.toLowerCase() ?? "";
    const whole = (criticalServices as readonly string[]).includes(service);
    return !whole && names.some((name) => patternFits(text, name));
  });
}

/** The elements of Resource that stand for every resource a danger is about, if the statement allows its actions at all. */
export function widest(statement: Statement, { actions, service, kind }: Danger): readonly Field[] {
  if (granting(statement, actions).length === 0) return [];
  return statement.resources.filter((resource) => coversEvery(resource.text() ?? "", service, kind));
}

const narrowingOperators = /^(foranyvalue:)?(string|arn)(equals|like)(ignorecase)?$/;

/** Whether a condition on one of these keys (patterns) keeps the statement to less than its resources say. */
export function narrowed(statement: Statement, keys: readonly string[]): boolean {
  return statement.conditions.some(({ operator, key, values }) => {
    if (!narrowingOperators.test(operator) || !keys.some((pattern) => patternFits(pattern, key))) return false;
    // An unknown value counts, so that it raises no false alarm; that it was unknown is noted.
    return values.length > 0 && values.every((value) => value.unknown || !/^[*?]*$/.test(value.text() ?? ""));
  });
}
