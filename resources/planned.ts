import { Field } from "./field";
import { identityProperties } from "./identity";
import type { ResourceSource } from "./resource";

/**
 * A resource of a policy run as a preview file has it: what the provider has yet to fill in is not there, what the program
 * says stands where the output is unknown, and `id` is there as soon as AWS has told one. Nothing is read before it is
 * asked for.
 */
export function planned<T extends ResourceSource>(source: T): T {
  const { type, props, inputs } = source;
  const isTold = (key: string): boolean => Field.of(props, key).known;
  /** Which of the two bags has a property, and under which name. */
  const holder = (key: string): readonly [object, string] | undefined => {
    if (inputs === undefined ? Object.hasOwn(props, key) : isTold(key)) return [props, key];
    if (inputs !== undefined && Object.hasOwn(inputs, key)) return [inputs, key];
    // `aws-native` has no `id` among its outputs; what AWS alone can tell stands for it.
    const identity = key === "id" ? identityProperties(type).find((it) => isTold(it) && !isGiven(it)) : undefined;
    return identity === undefined ? undefined : [props, identity];
  };
  const isGiven = (key: string): boolean => inputs !== undefined && Object.hasOwn(inputs, key);
  const get = (key: string): unknown => {
    const [bag, own] = holder(key) ?? [{}, key];
    return Reflect.get(bag, own);
  };
  const lazy = new Proxy(
    {},
    {
      get: (_, key) => (typeof key === "string" ? get(key) : undefined),
      getOwnPropertyDescriptor: (_, key) =>
        typeof key === "string" && holder(key) !== undefined ? { configurable: true, enumerable: true } : undefined,
    },
  );
  return { ...source, props: lazy, outputsPending: true };
}
