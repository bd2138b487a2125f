import { unknown, type Maybe } from "../maybe";

/** A statement of an IAM policy with every list written out. Exactly one of `actions` and `notActions` is set. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  /** Neither in trust policies. */
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  /** AWS principals: `*`, an account, ARNs. Only in trust policies. */
  readonly principals?: readonly string[];
  readonly conditions: readonly Condition[];
  /** Something in it that is not evaluated: whether it applies is never certain. */
  readonly unevaluated?: string;
}

interface Condition {
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/**
 * Reads a policy's JSON text, or its document where that is parsed already. What cannot be read is unknown: a policy
 * that says something else than is understood here gives nobody a yes.
 */
export function readPolicy(document: unknown): Maybe<readonly Statement[]> {
  const parsed = typeof document === "string" ? parseJson(document) : document;
  const statements = isRecord(parsed) ? listOf(parsed.Statement) : [];
  const read = statements.map(readStatement).filter((statement) => statement !== undefined);
  if (statements.length === 0 || read.length < statements.length) return unknown("the policy can be read");
  return read;
}

const knownKeys = new Set([
  "Sid",
  "Effect",
  "Action",
  "NotAction",
  "Resource",
  "NotResource",
  "Principal",
  "Condition",
]);

function readStatement(value: unknown): Statement | undefined {
  if (!isRecord(value)) return undefined;
  const { Effect: effect, Principal } = value;
  const [actions, notActions] = [texts(value.Action), texts(value.NotAction)];
  const conditions = readConditions(value.Condition);
  if ((effect !== "Allow" && effect !== "Deny") || (actions === undefined) === (notActions === undefined)) {
    return undefined;
  }
  const lists = {
    actions,
    notActions,
    resources: texts(value.Resource),
    notResources: texts(value.NotResource),
    principals: Principal === "*" ? ["*"] : isRecord(Principal) ? (texts(Principal.AWS) ?? []) : undefined,
  };
  const lost = [value.Action, value.NotAction, value.Resource, value.NotResource].some(isUnread);
  if (lost || (isRecord(Principal) && isUnread(Principal.AWS))) return undefined;
  const odd = Object.keys(value).find((key) => !knownKeys.has(key));
  const unevaluated = odd ?? (conditions === undefined ? "Condition" : undefined);
  return {
    effect,
    ...Object.fromEntries(Object.entries(lists).filter(([, list]) => list !== undefined)),
    conditions: conditions ?? [],
    ...(unevaluated === undefined ? {} : { unevaluated }),
  };
}

function readConditions(value: unknown): readonly Condition[] | undefined {
  if (value === undefined) return [];
  if (!isRecord(value)) return undefined;
  const read = Object.entries(value).flatMap(([operator, tests]) =>
    isRecord(tests) ? Object.entries(tests).map(([key, wanted]) => ({ operator, key, values: texts(wanted) })) : [],
  );
  const complete = read.filter((condition): condition is Condition => condition.values !== undefined);
  return complete.length < read.length || !Object.values(value).every(isRecord) ? undefined : complete;
}

/** Undefined where there is none, or one of them is no text. */
function texts(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const list = listOf(value);
  const found = list.filter((item) => typeof item === "string");
  return found.length === 0 || found.length < list.length ? undefined : found;
}

function isUnread(value: unknown): boolean {
  return value !== undefined && texts(value) === undefined;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : value === undefined ? [] : [value];
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
