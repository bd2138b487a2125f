/** One check that a tool reported. */
export interface Finding {
  /** Number of the case. */
  readonly case: number;
  /** The case's resource it was reported on; absent where the tool names the file alone. */
  readonly resource?: string;
  readonly check: string;
}

/** What a tool reported, and the processor time of the whole run. */
export interface Report {
  readonly findings: readonly Finding[];
  readonly seconds: number;
}
