import { providersIn, sourceOf } from "./source-of";
import { Stack } from "./stack";
import type { Deployment } from "./state-file";

/** The stack a state describes, without what was replaced. A resource's id is its property `id`. */
export function stackFromState({ resources = [] }: Deployment): Stack {
  const live = resources.filter((it) => it.delete !== true && it.pendingReplacement !== true);
  const providers = providersIn(live);
  return new Stack(
    live.map((resource) => {
      const { id, inputs, outputs } = resource;
      return sourceOf(resource, { ...inputs, ...outputs, ...(id !== undefined && { id }) }, (urn) =>
        providers.get(urn),
      );
    }),
  );
}
