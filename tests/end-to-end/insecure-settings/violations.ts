/** A violation as `pulumi preview` prints it. */
export interface Violation {
  readonly level: string;
  readonly rule: string;
  readonly resource: string;
  /** The first line of the message behind the rule's own sentence: where and what. */
  readonly says: string;
}

const HEAD = /^ +- \[(\w+)\] \[severity: \w+\] +(\S+) +\(\S+: (\S+)\)$/;

/** The violations in the output of a preview, in its order. */
export function violationsIn(output: string): Violation[] {
  const lines = output.split("\n");
  return lines.flatMap((line, index) => {
    const [, level, rule, resource] = HEAD.exec(line) ?? [];
    if (level === undefined || rule === undefined || resource === undefined) return [];
    return [{ level, rule, resource, says: lines[index + 2]?.trim() ?? "" }];
  });
}

/** What is an error of its own, not the engine's word for violations. */
export const errorsIn = (output: string): string[] =>
  output.split("\n").filter((line) => /\berror: /.test(line) && !/\berror: preview failed$/.test(line));
