import type { Statement } from "./policy";

/** What some statements say to one request. `unsure`: something in them that is not evaluated here would decide. */
export type Decision = "allow" | "deny" | "silent" | "unsure";

export interface AccessRequest {
  readonly action: string;
  /** Its ARN; none for a trust policy. */
  readonly resource?: string;
  /** Given to the role with `sts:AssumeRole`. */
  readonly externalId?: string;
}

/** True, false, or undefined where it cannot be said. */
type Applies = boolean | undefined;

/**
 * AWS's order: an explicit deny wins, then an allow (IAM user guide, "Policy evaluation logic"). A deny that may apply
 * leaves nothing certain, and so does an allow that may.
 */
export function decide(
  statements: readonly Statement[],
  request: AccessRequest,
  names: (statement: Statement) => Applies = () => true,
): Decision {
  const found = statements.map((statement) => ({
    effect: statement.effect,
    applies: every([names(statement), appliesTo(statement, request)]),
  }));
  const has = (effect: Statement["effect"], applies: Applies): boolean =>
    found.some((it) => it.effect === effect && it.applies === applies);
  if (has("Deny", true)) return "deny";
  const mayAllow = has("Allow", true) || has("Allow", undefined);
  if (!mayAllow) return "silent";
  return has("Deny", undefined) || !has("Allow", true) ? "unsure" : "allow";
}

function appliesTo(statement: Statement, request: AccessRequest): Applies {
  const { actions, notActions, resources, notResources, conditions, unevaluated } = statement;
  const { action, resource } = request;
  const ofAction = (pattern: string): Applies => fits(pattern.toLowerCase(), action.toLowerCase());
  const ofResource = (pattern: string): Applies =>
    pattern.includes("${") ? undefined : resource === undefined || fits(pattern, resource);
  return every([
    actions === undefined || some(actions.map(ofAction)),
    notActions === undefined || not(some(notActions.map(ofAction))),
    resource === undefined || resources === undefined || some(resources.map(ofResource)),
    resource === undefined || notResources === undefined || not(some(notResources.map(ofResource))),
    ...conditions.map((condition) => holds(condition, request)),
    unevaluated === undefined ? true : undefined,
  ]);
}

/** Only the external id is known of a request; every other condition may hold or not. */
function holds({ operator, key, values }: Statement["conditions"][number], { externalId }: AccessRequest): Applies {
  if (key.toLowerCase() !== "sts:externalid" || values.some((value) => value.includes("${"))) return undefined;
  if (operator === "StringEquals") return externalId !== undefined && values.includes(externalId);
  if (operator === "StringLike") return externalId !== undefined && values.some((value) => fits(value, externalId));
  return undefined;
}

/** `*` stands for any characters, `?` for one. In linear time: a pattern is as long as its author likes. */
function fits(pattern: string, text: string): boolean {
  let [at, from, star, resume] = [0, 0, -1, 0];
  while (from < text.length) {
    if (pattern[at] === "*") {
      star = at++;
      resume = from;
    } else if (at < pattern.length && (pattern[at] === "?" || pattern[at] === text[from])) {
      at++;
      from++;
    } else if (star >= 0) {
      at = star + 1;
      from = ++resume;
    } else return false;
  }
  while (pattern[at] === "*") at++;
  return at === pattern.length;
}

function every(answers: readonly Applies[]): Applies {
  if (answers.includes(false)) return false;
  return answers.includes(undefined) ? undefined : true;
}

function some(answers: readonly Applies[]): Applies {
  if (answers.includes(true)) return true;
  return answers.includes(undefined) ? undefined : false;
}

function not(answer: Applies): Applies {
  return answer === undefined ? undefined : !answer;
}
