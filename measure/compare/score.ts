import type { Case } from "./case";
import type { Concern } from "./concerns";

/** What one tool made of one case; absent where it was not shown the case. */
export type Answers = readonly (boolean | undefined)[];

export interface Score {
  readonly bad: number;
  readonly good: number;
  readonly found: number;
  readonly falseAlarms: number;
}

/** How often a tool was right, over all cases or those of one concern. */
export function score(cases: readonly Case[], answers: Answers, concern?: Concern): Score {
  const shown = cases.flatMap((each, index) => {
    const reported = answers[index];
    return reported === undefined || (concern !== undefined && each.concern !== concern) ? [] : [{ ...each, reported }];
  });
  const bad = shown.filter((each) => each.bad);
  const good = shown.filter((each) => !each.bad);
  return {
    bad: bad.length,
    good: good.length,
    found: bad.filter((each) => each.reported).length,
    falseAlarms: good.filter((each) => each.reported).length,
  };
}
