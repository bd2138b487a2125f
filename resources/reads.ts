import type { Tokens } from "./tokens";

/** Properties by the resource type they are of. The compiler checks the types and the properties against the SDKs. */
export type Reads = { readonly [Token in keyof Tokens]?: readonly Extract<keyof Tokens[Token], string>[] };
