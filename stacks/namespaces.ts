import { nearestWord, typed } from "../words/nearest-word";
import { moved, NAMESPACE, pathOf, type ConfigProblem } from "./config-problem";
import type { Values } from "./own-values";
import { parsed } from "./parsed";
import { allSettings } from "./settings";

/** Namespaces somebody may use beside this program's own: the providers', Pulumi's, and those of other tools. */
const READ = [NAMESPACE, "aws"];

/** Keys of a namespace that was meant to be another: nobody would read them. */
export function namespaceProblems(values: Values): ConfigProblem[] {
  return Object.entries(values).flatMap(([key, value]): ConfigProblem[] => {
    const [namespace = "", ...rest] = key.split(":");
    if (READ.includes(namespace) || namespace === "pulumi") return [];
    const name = rest.join(":");
    if (namespace === "aws-native") {
      return [{ key, text: "is read by nobody: the aws-native provider gets what the aws: keys say", remove: true }];
    }
    const meant = Object.hasOwn(allSettings, name) ? NAMESPACE : nearestWord(namespace, READ, typed);
    if (meant === undefined) return [];
    const to = `${meant}:${name}`;
    const text = `is of no namespace that is read; did you mean ${to}?`;
    if (values[to] !== undefined && values[to] !== "") return [{ key, text, remove: true }];
    return [{ key, text, edits: moved(namespace, parsed(value), pathOf(key), to) }];
  });
}
