import type { NamedDatabase } from "../connect/stack-client";
import type { Progress } from "../progress";
import type { Screen } from "../screen";
import type { Session } from "../session";

/** What each part of `npm start` plays on. */
export interface Stage {
  readonly session: Session;
  readonly screen: Screen;
  readonly progress: Progress;
}

/** A database as one of the consumers has it. */
export interface Use {
  readonly consumer: string;
  readonly database: NamedDatabase;
  /** The consumer has several, so that commands must say which. */
  readonly isOneOfMany: boolean;
  /** SQL ran on it. */
  readonly hasRun: boolean;
}

/** The arguments of `connect` for it. */
export function connectArguments({ consumer, database, isOneOfMany }: Use): string[] {
  return ["--as", consumer, ...(isOneOfMany ? ["--database", database.name] : [])];
}

/** A part of `npm start` that did not end as it must; the message says which and what was seen. */
export class StepFailed extends Error {
  override readonly name = "StepFailed" as const;
}
