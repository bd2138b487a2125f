import { cases } from "./cases";
import type { Answers } from "./score";
import type { Report } from "./tools/finding";
import { type Tool, reported } from "./verdict";

/** @param among The cases the tool was shown; all of them if left out. */
export const answers = (tool: Tool, { findings }: Pick<Report, "findings">, among?: ReadonlySet<number>): Answers =>
  cases.map((each, index) => (among?.has(index) === false ? undefined : reported(tool, index, each, findings)));

/** Right only if right in both forms: a mistake found in both, no alarm in either. */
export const bothRight = (native: Answers, aws: Answers): Answers =>
  cases.map(({ bad }, index) => {
    const given = [native[index], aws[index]].filter((answer) => answer !== undefined);
    return bad ? given.every((answer) => answer) : given.some((answer) => answer);
  });
