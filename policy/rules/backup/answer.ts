/** An answer that may have to wait for values that are not known yet. */
export type Answer = "yes" | "no" | "maybe";

export const answer = (holds: boolean): Answer => (holds ? "yes" : "no");

/** Whether at least one of them holds. */
export const some = (answers: readonly Answer[]): Answer =>
  answers.includes("yes") ? "yes" : answers.includes("maybe") ? "maybe" : "no";

export const not = (one: Answer): Answer => (one === "maybe" ? one : answer(one === "no"));

/** Whether all of them hold; true of none. */
export const every = (answers: readonly Answer[]): Answer => not(some(answers.map(not)));
