import { RequestError } from "../ground/request-error";

/** Asked for something AWS has and the local cloud has not: it refuses by name rather than to guess. */
export class NotModelledError extends RequestError {
  override readonly name = "NotModelledError" as const;

  /** @param what what was asked for, e.g. `flow logs to S3`. @param instead what works here, as an imperative. */
  constructor(what: string, instead?: string) {
    super(`the local cloud does not model ${what}${instead === undefined ? "" : `: ${instead}`}`);
  }
}
