import type { Progress } from "../progress";
import type { Screen } from "../screen";
import type { Session } from "../session";

/** What each part of `npm start` plays on. */
export interface Stage {
  readonly session: Session;
  readonly screen: Screen;
  readonly progress: Progress;
}

export const PRODUCER = "producer";
export const CONSUMER = "consumer";

/** A part of `npm start` that did not end as it must; the message says which and what was seen. */
export class StepFailed extends Error {
  override readonly name = "StepFailed" as const;
}
