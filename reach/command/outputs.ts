import { stackNameOf, type Source } from "../source";

/** An output of a stack that names something: an id, an ARN, a host name. */
export interface Output {
  readonly stack: string;
  readonly name: string;
  readonly text: string;
}

/** What the stacks say of themselves in one text each. A preview has no outputs yet. */
export function outputsOf(sources: readonly Source[]): readonly Output[] {
  return sources.flatMap((source) => {
    const own = source.stack.resources.find(({ type }) => type === "pulumi:pulumi:Stack");
    const stack = stackNameOf(source)?.stack;
    if (own === undefined || stack === undefined) return [];
    return own.properties().flatMap((name) => {
      const text = own.get(name).text();
      return text === undefined ? [] : [{ stack, name, text }];
    });
  });
}
