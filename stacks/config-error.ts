import * as pulumi from "@pulumi/pulumi";

import { isFilled, NAMESPACE, pathOf, type ConfigProblem, type Edit } from "./config-problem";
import { exampleEdits, type Given } from "./example-edits";
import { pulumiCommand } from "./pulumi-command";
import { valueAt } from "./value-at";

/**
 * One error for all problems, each with the commands that put it right. Pulumi prints a RunError without a stack trace.
 * @param given This program's own values, without the namespace.
 */
export function configError(stack: string, problems: readonly ConfigProblem[], given: Given = {}): pulumi.RunError {
  // A range that one remedy takes is not free for the next.
  const proposed: string[] = [];
  const lines = problems.map((problem) =>
    [`  ${visible(cut(problem.key))} ${visible(cut(problem.text))}`, ...remedy(stack, problem, given, proposed)].join(
      "\n    ",
    ),
  );
  const count = problems.length === 1 ? "a problem" : `${problems.length} problems`;
  return new pulumi.RunError(`The configuration of stack "${stack}" has ${count}:\n${lines.join("\n")}`);
}

function remedy(stack: string, { key, remove, edits, run }: ConfigProblem, given: Given, proposed: string[]): string[] {
  if (run !== undefined) return [...run];
  const steps = edits ?? (remove === true ? removal(key, given) : exampleEdits(key, given, proposed));
  proposed.push(...steps.flatMap(({ value }) => value ?? []));
  const byHand = `correct it in Pulumi.${stack}.yaml`;
  if (steps.length === 0 || steps.length > MOST_COMMANDS || steps.some(isUnprintable)) return [byHand];
  return steps.map((step) => command(stack, step));
}

/** What a person has written into a map or a list is not for a pasted command to throw away. */
function removal(key: string, given: Given): Edit[] {
  const isOwn = key.startsWith(`${NAMESPACE}:`);
  return isOwn && isFilled(valueAt(given, pathOf(key))) ? [] : [{ key }];
}

/** More than a person would paste. */
const MOST_COMMANDS = 60;
const MOST_CHARACTERS = 1000;

/** A command for a shell is one line of what can be seen. */
function isUnprintable({ key, value }: Edit): boolean {
  const text = `${key}${value ?? ""}`;
  return text.length > MOST_CHARACTERS || CONTROL.test(text);
}

function command(stack: string, { key, value, plainly }: Edit): string {
  const isPath = pathOf(key).length > 1 || !/^[^.[]+$/.test(key);
  const path = isPath || plainly !== true ? "--path " : "";
  const of = `-s ${stack}`;
  if (plainly === true) {
    const get = pulumiCommand(`config get ${path}${quoted(key)} ${of}`);
    return pulumiCommand(`config set --plaintext ${path}${quoted(key)} "$(${get})" ${of}`);
  }
  if (value === undefined) return pulumiCommand(`config rm ${path}${quoted(key)} ${of}`);
  const word = /^[\w.,:/@%+][\w.,:/@%+-]*$/.test(value) ? value : quoted(value);
  // A value that begins with a hyphen would be an option.
  if (value.startsWith("-")) return pulumiCommand(`config set ${path}${of} -- ${quoted(key)} ${word}`);
  return pulumiCommand(`config set ${path}${quoted(key)} ${word} ${of}`);
}

/** One word for a shell. */
function quoted(word: string): string {
  return `'${word.replaceAll("'", String.raw`'\''`)}'`;
}

/** Control characters, and those that change in which direction a line reads. */
const CONTROL = /[\p{Cc}\u200e\u200f\u2028-\u202e\u2066-\u2069]/u;

/** Keys and values may be of any length; what is wrong with them stands at both ends of what is said. */
function cut(text: string): string {
  return text.length <= 500 ? text : `${text.slice(0, 350)}…${text.slice(-100)}`;
}

function visible(text: string): string {
  const pattern = new RegExp(CONTROL, "gu");
  return text.replace(pattern, (one) => `\\u${one.charCodeAt(0).toString(16).padStart(4, "0")}`);
}
