import type { z } from "zod";

import { nearestWord, typed } from "../words/nearest-word";
import { configKey, moved, NAMESPACE, problem, shown, type ConfigProblem } from "./config-problem";
import { kindsWith, siblingsOf } from "./settings";
import { valueAt } from "./value-at";

/**
 * What to say of one issue of form.
 * @param hidden Keys of which nothing is said any more.
 */
export function issueProblems(
  issue: z.core.$ZodIssue,
  given: unknown,
  role: "producer" | "consumer",
  othersKeys: readonly string[],
  hidden: ReadonlySet<string>,
): ConfigProblem[] {
  if (issue.code !== "unrecognized_keys") {
    return [problem(issue.path, `${issue.message}, got ${shown(valueAt(given, issue.path))}`)];
  }
  const keys = issue.path.length === 0 ? issue.keys.filter((key) => !hidden.has(key)) : issue.keys;
  return keys.map((key) => {
    const path = [...issue.path, key];
    if (issue.path.length === 0 && othersKeys.includes(key)) {
      return { ...problem(path, `is not for the role ${role}`), remove: true };
    }
    return unknownSetting(path, given, role);
  });
}

/** With the name it is most like, unless that one is given as well. */
function unknownSetting(path: readonly PropertyKey[], given: unknown, role: "producer" | "consumer"): ConfigProblem {
  const above = path.slice(0, -1);
  const name = String(path.at(-1));
  const kind = valueAt(given, [...path.slice(0, 2), "kind"]);
  const others = path[0] === "databases" && path.length === 3 ? kindsWith(name, kind) : [];
  if (others.length > 0) {
    const said = `is a setting of kind ${others.join(" and ")}, got kind ${shown(kind ?? "instance")}`;
    return { ...problem(path, said), remove: true };
  }
  const meant = nearestWord(name, siblingsOf(path, role, kind), typed);
  if (meant === undefined || valueAt(given, [...above, meant]) !== undefined) {
    return { ...problem(path, "is no setting of this program; is it spelled right?"), remove: true };
  }
  const edits = moved(NAMESPACE, valueAt(given, path), path, configKey(NAMESPACE, [...above, meant]));
  return { ...problem(path, `is no setting of this program; did you mean ${meant}?`), edits };
}
