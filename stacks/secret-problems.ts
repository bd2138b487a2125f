import { configKey, leaves, NAMESPACE, problem, type ConfigProblem } from "./config-problem";
import { allSettings } from "./settings";

/**
 * No setting of this program is a secret: all of them end up readable in the state, in outputs and at AWS. The engine
 * says of a map only that there is a secret in it, so that the remedy sets each value in it once more.
 */
export function secretProblems(
  given: Readonly<Record<string, unknown>>,
  secretKeys: ReadonlySet<string>,
): { readonly problems: ConfigProblem[]; readonly roots: ReadonlySet<string> } {
  const keys = Object.keys(given).filter((key) => secretKeys.has(`${NAMESPACE}:${key}`));
  const problems = keys.map((key) => {
    const text = "must not hold a secret: no setting of this program stays one, in the state and in outputs";
    if (!Object.hasOwn(allSettings, key)) return { ...problem([key], text), remove: true };
    const edits = leaves(given[key]).map(({ path }) => ({ key: configKey(NAMESPACE, [key, ...path]), plainly: true }));
    return { ...problem([key], text), edits };
  });
  return { problems, roots: new Set(keys) };
}
