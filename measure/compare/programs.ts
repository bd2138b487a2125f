import type { Case } from "./case";
import { cases } from "./cases";
import type { Program } from "./tools/ours";

/** The cases that exist in the form of one SDK. */
export const programs = (render: (each: Case) => Program["resources"] | undefined): readonly Program[] =>
  cases.flatMap((each, index) => {
    const resources = render(each);
    return resources === undefined ? [] : [{ case: index, resources }];
  });

export const shown = (all: readonly Program[]): ReadonlySet<number> => new Set(all.map((program) => program.case));
