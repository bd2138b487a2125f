import { mapOf, output, text, type Fields } from "../fields";
import type { Scope } from "../requests";
import type { Call, Properties, ResourceType } from "../resource-type";

/** Adds what every `@pulumi/aws` resource has: `region` (unless it is global) and, beside `tags`, `tagsAll`. */
export function withCommonProperties(type: ResourceType): ResourceType {
  const { update } = type;
  return {
    ...type,
    fields: { ...type.fields, ...commonFields(type) },
    plan: (call, inputs) => ({
      ...type.plan?.(call, inputs),
      ...(type.global !== true && { region: call.region }),
      ...(hasTags(type) && { tagsAll: inputs.tags ?? {} }),
    }),
    create: (call, inputs) => type.create(there(call, inputs), own(inputs)),
    ...(update && { update: (call, id, inputs, old) => update(there(call, old), id, own(inputs), old) }),
    delete: (call, id, state) => type.delete(there(call, state), id, state),
    read: async (call, id, state) => {
      const found = await type.read(there(call, state), id, state);
      if (found === undefined) return undefined;
      return {
        ...found,
        id,
        ...(type.global !== true && { region: there(call, state).region }),
        ...(hasTags(type) && { tagsAll: found.tags ?? {} }),
      };
    },
  };
}

/** The provider's `defaultTags`, under the resource's own. */
export function withDefaultTags(type: ResourceType, inputs: Properties, scope: Scope): Properties {
  const { tags = {} } = inputs;
  if (!hasTags(type) || typeof tags !== "object" || Object.keys(scope.defaultTags).length === 0) return inputs;
  return { ...inputs, tags: { ...scope.defaultTags, ...tags } };
}

function commonFields(type: ResourceType): Fields {
  return {
    // The bridge to Terraform puts the id among the outputs as well; stack policies find resources by it.
    id: output(text()),
    ...(type.global !== true && { region: text({ computed: true, replaces: true }) }),
    ...(hasTags(type) && { tagsAll: output(mapOf(text())) }),
  };
}

function hasTags(type: ResourceType): boolean {
  return type.fields.tags?.shape.kind === "map";
}

/** A resource may be in another Region than its provider. */
function there(call: Call, { region }: Properties): Call {
  return typeof region === "string" ? { ...call, region } : call;
}

function own(inputs: Properties): Properties {
  return Object.fromEntries(Object.entries(inputs).filter(([key]) => key !== "region"));
}
