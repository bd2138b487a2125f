/** What the local cloud answers over its socket: `"POST /providers/check"` to the function that does it. */
export type Handlers = Readonly<Record<string, Handler>>;

/** Takes the request's JSON body (`undefined` for none) and returns the answer's. A RequestError is the asker's mistake. */
export type Handler = (body: unknown) => Promise<unknown>;
