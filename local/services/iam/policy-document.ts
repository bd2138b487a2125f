/** A policy as IAM, KMS and Secrets Manager read it: every list written out. */
export interface Statement {
  readonly effect: "Allow" | "Deny";
  /** Who, by kind of principal (`AWS`, `Service`, `Federated`); undefined in identity policies. */
  readonly principals?: Principals;
  readonly notPrincipals?: Principals;
  /** Exactly one of the two is set. */
  readonly actions?: readonly string[];
  readonly notActions?: readonly string[];
  /** At most one of the two is set; trust policies have neither. */
  readonly resources?: readonly string[];
  readonly notResources?: readonly string[];
  readonly conditions: readonly Condition[];
}

export type Principals = Readonly<Record<string, readonly string[]>>;

/** All conditions of a statement must hold; one of `values` suffices (for negated operators: none may match). */
export interface Condition {
  /** `StringEquals`, `ArnLikeIfExists`, … */
  readonly operator: string;
  readonly key: string;
  readonly values: readonly string[];
}

/** Why a text is no policy, in IAM's words. */
export class PolicySyntaxError extends Error {
  override readonly name = "PolicySyntaxError" as const;
}

/** What is asked at every login is read once: by their text, as policies change. */
const read = new Map<string, readonly Statement[]>();
const MOST_READ = 500;

/** Reads a policy's JSON text; throws PolicySyntaxError. What the statements mean is not looked at. */
export function parsePolicy(text: string): readonly Statement[] {
  const known = read.get(text);
  if (known !== undefined) return known;
  const statements = parse(text);
  if (read.size >= MOST_READ) read.clear();
  read.set(text, statements);
  return statements;
}

function parse(text: string): readonly Statement[] {
  const document = record(parseJson(text), ["Version", "Id", "Statement"]);
  const { Version, Statement } = document;
  if (Version !== undefined && Version !== "2012-10-17" && Version !== "2008-10-17") throw syntaxError();
  const statements: readonly unknown[] = Array.isArray(Statement) ? Statement : [Statement];
  if (statements.length === 0) throw syntaxError();
  return statements.map(parseStatement);
}

const statementKeys = [
  ...["Sid", "Effect", "Principal", "NotPrincipal", "Action", "NotAction"],
  ...["Resource", "NotResource", "Condition"],
];

function parseStatement(value: unknown): Statement {
  const it = record(value, statementKeys);
  if (it.Effect !== "Allow" && it.Effect !== "Deny") throw syntaxError();
  if (it.Sid !== undefined && typeof it.Sid !== "string") throw syntaxError();
  const actions = strings(it.Action);
  const notActions = strings(it.NotAction);
  if ((actions === undefined) === (notActions === undefined)) {
    throw new PolicySyntaxError("Policy statement must contain actions.");
  }
  for (const action of [...(actions ?? []), ...(notActions ?? [])]) {
    if (action !== "*" && !/^[a-zA-Z0-9-]+:\S+$/.test(action)) {
      throw new PolicySyntaxError("Actions/Conditions must be prefaced by a vendor, e.g., iam, sdb, ec2, etc.");
    }
  }
  const optional = {
    principals: principals(it.Principal),
    notPrincipals: principals(it.NotPrincipal),
    actions,
    notActions,
    resources: strings(it.Resource),
    notResources: strings(it.NotResource),
  };
  if (optional.principals !== undefined && optional.notPrincipals !== undefined) throw syntaxError();
  if (optional.resources !== undefined && optional.notResources !== undefined) throw syntaxError();
  const present = Object.fromEntries(Object.entries(optional).filter(([, list]) => list !== undefined));
  return { effect: it.Effect, ...present, conditions: conditions(it.Condition) };
}

function principals(value: unknown): Principals | undefined {
  if (value === undefined) return undefined;
  if (value === "*") return { AWS: ["*"] };
  const entries = Object.entries(record(value, ["AWS", "Service", "Federated", "CanonicalUser"]));
  return Object.fromEntries(entries.map(([kind, names]) => [kind, strings(names) ?? []]));
}

function conditions(value: unknown): readonly Condition[] {
  if (value === undefined) return [];
  return Object.entries(record(value)).flatMap(([operator, tests]) =>
    Object.entries(record(tests)).map(([key, wanted]) => ({ operator, key, values: conditionValues(wanted) })),
  );
}

function conditionValues(value: unknown): readonly string[] {
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  return list.map((item) => {
    if (typeof item === "string" || typeof item === "boolean" || typeof item === "number") return String(item);
    throw syntaxError();
  });
}

function strings(value: unknown): readonly string[] | undefined {
  if (value === undefined) return undefined;
  const list: readonly unknown[] = Array.isArray(value) ? value : [value];
  const texts = list.filter((item) => typeof item === "string");
  if (texts.length === 0 || texts.length < list.length) throw syntaxError();
  return texts;
}

function record(value: unknown, allowed?: readonly string[]): Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) throw syntaxError();
  if (allowed !== undefined && Object.keys(value).some((key) => !allowed.includes(key))) throw syntaxError();
  return value as Readonly<Record<string, unknown>>;
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new PolicySyntaxError("This policy contains invalid Json");
  }
}

function syntaxError(): PolicySyntaxError {
  return new PolicySyntaxError("Syntax errors in policy.");
}
