import { NotModelledError } from "../not-modelled";
import { holds, type RequestContext } from "./conditions";
import { fitsGlob } from "./glob";
import type { Statement } from "./policy-document";
import { naming, type Principal } from "./principal";

/** One question to a set of statements. */
export interface Question {
  readonly action: string;
  /** Its ARN; undefined where policies have no resource (trust). */
  readonly resource: string | undefined;
  readonly context: RequestContext;
}

/** `undefined`: no statement speaks of it, which denies unless another policy allows. */
export type Decision = "Allow" | "Deny" | undefined;

/** What identity policies say. */
export function decideIdentity(statements: readonly Statement[], question: Question): Decision {
  return strongest(statements.filter((it) => speaksOf(it, question)).map((it) => it.effect));
}

/** What a policy on the resource itself (or a role's trust policy) says to this principal, and how it names it. */
export function decideResource(
  statements: readonly Statement[],
  who: Principal,
  question: Question,
): { readonly decision: Decision; readonly named: "direct" | "account" | undefined } {
  const found = statements.flatMap((statement) => {
    const named = namedBy(statement, who);
    return named !== undefined && speaksOf(statement, question) ? [{ effect: statement.effect, named }] : [];
  });
  const decision = strongest(found.map((it) => it.effect));
  const direct = found.some((it) => it.effect === decision && it.named === "direct");
  return { decision, named: decision === undefined ? undefined : direct ? "direct" : "account" };
}

function namedBy(statement: Statement, who: Principal): "direct" | "account" | undefined {
  if (statement.notPrincipals !== undefined) throw new NotModelledError("NotPrincipal in policies");
  return statement.principals === undefined ? undefined : naming(statement.principals, who);
}

function strongest(effects: readonly ("Allow" | "Deny")[]): Decision {
  return effects.includes("Deny") ? "Deny" : effects[0];
}

/** Conditions come last: what the local cloud cannot judge matters only where the rest of the statement fits. */
function speaksOf(statement: Statement, { action, resource, context }: Question): boolean {
  const fitsAction = (pattern: string): boolean => fitsGlob(pattern, action, true);
  if (statement.actions?.some(fitsAction) === false || statement.notActions?.some(fitsAction) === true) return false;
  if (resource !== undefined) {
    const patterns = [...(statement.resources ?? []), ...(statement.notResources ?? [])];
    const variable = patterns.find((it) => it.includes("${"));
    if (variable !== undefined) throw new NotModelledError(`policy variables (${variable})`);
    const fits = (pattern: string): boolean => fitsGlob(pattern, resource);
    if (statement.resources?.some(fits) === false || statement.notResources?.some(fits) === true) return false;
  }
  return statement.conditions.every((condition) => holds(condition, context));
}
