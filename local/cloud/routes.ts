/** What the local cloud answers over its socket: `"POST /providers/check"` to the function that does it. */
export type Routes = Readonly<Record<string, Route>>;

/** Takes the request's JSON body (`undefined` for none) and returns the answer's. A RequestError is the asker's mistake. */
export type Route = (body: unknown) => Promise<unknown>;

/** A refusal that is shown to the person as it is: it says what is wrong and what to do. */
export class RequestError extends Error {
  override readonly name: string = "RequestError";
}
