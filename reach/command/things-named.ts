import type { Thing } from "../things";
import { ambiguous, unheardOf, type Askable } from "./askable";

/**
 * The resources a person may mean: by URN, ARN or id; else by logical name, given name, or the component they are part
 * of, with `STACK:` before it where several stacks have it; else by a stack's output, `OUTPUT` or `STACK.OUTPUT`.
 */
export function thingsNamed(name: string, { things, outputs }: Pick<Askable, "things" | "outputs">): readonly Thing[] {
  const exact = things.filter((thing) => isExactly(thing, name));
  if (exact.length > 0) return exact;
  const [stack, short] = /^([^:]+):([^:]+)$/.exec(name)?.slice(1) ?? [undefined, name];
  const named = things.filter(
    (thing) =>
      (stack === undefined || stackOf(thing) === stack) &&
      [thing.logicalName, thing.givenName, ...thing.components].includes(short),
  );
  if (named.length > 0) return named;
  const values = outputs.flatMap((it) => (isOutput(it, name) ? it.text : []));
  return things.filter((thing) => values.some((value) => isExactly(thing, value)));
}

/**
 * The one resource of a name.
 * @throws NotFound
 */
export function thingNamed(flag: string, name: string, from: Pick<Askable, "things" | "outputs">): Thing {
  const found = thingsNamed(name, from);
  const [only, ...more] = found;
  if (only === undefined) throw unheardOf(flag, name, "resource", []);
  if (more.length > 0)
    throw ambiguous(
      flag,
      name,
      found.map(({ urn }) => urn),
    );
  return only;
}

/** Whether an output goes by this name. */
export function isOutput({ stack, name }: { readonly stack: string; readonly name: string }, asked: string): boolean {
  return asked === name || asked === `${stack}.${name}`;
}

/** The short name of its stack. */
export function stackOf({ stack }: Thing): string {
  return stack.slice(stack.lastIndexOf("/") + 1);
}

function isExactly({ urn, arn, id, physicalId }: Thing, name: string): boolean {
  return [urn, arn, id, physicalId].includes(name);
}
