import type { StackResourceSource } from "./stack";
import type { StateResource } from "./state-file";

/** A resource of a state or a preview, as `Stack` takes it. */
export function sourceOf(
  resource: StateResource,
  props: object,
  providerProps: (urn: string) => object | undefined,
): StackResourceSource {
  const { urn, type, protect = false, ignoreChanges = [], propertyDependencies = {}, provider, external } = resource;
  const dependencies = Object.entries(propertyDependencies).flatMap(([property, urns]) => {
    if (urns === null || urns.length === 0) return [];
    return [[property, urns.map((dependency) => ({ urn: dependency }))] as const];
  });
  // The provider's id is behind the last colons, and unknown while it is new.
  const providerUrn = provider?.slice(0, provider.lastIndexOf("::"));
  return {
    type,
    urn,
    name: urn.slice(urn.lastIndexOf("::") + 2),
    props,
    opts: { protect, ignoreChanges },
    propertyDependencies: Object.fromEntries(dependencies),
    ...(providerUrn && { provider: { props: providerProps(providerUrn) ?? {}, urn: providerUrn } }),
    ...(resource.inputs && { inputs: resource.inputs }),
    ...(external === true && { external }),
    ...(resource.parent && { parentUrn: resource.parent }),
  };
}

/** The inputs of the providers among these resources, by URN. */
export function providersIn(resources: readonly StateResource[]): ReadonlyMap<string, object> {
  const own = resources.filter(({ type }) => type.startsWith("pulumi:providers:"));
  return new Map(own.map(({ urn, inputs = {} }) => [urn, inputs]));
}
