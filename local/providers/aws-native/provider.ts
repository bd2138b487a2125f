import { awsScope } from "../aws-scope";
import { isRecord } from "../framework/plain";
import type { Provider } from "../framework/provider";
import type { Scope } from "../requests";
import type { Properties, ResourceType } from "../resource-type";
import { NotModelledError } from "../../services/not-modelled";
import { elsewhere } from "./elsewhere";
import { awsNativeFunctions } from "./functions";
import { genericType, unidentified } from "./generic-type";
import { specification } from "./specification";
import { awsNativeTypes } from "./types";

const generic = new Map<string, ResourceType | undefined>();

/** Every CloudFormation type, by AWS's own specification. */
export const awsNativeProvider: Provider = {
  name: "aws-native",
  configure: (config) => awsScope("aws-native", config),
  type: (token) => awsNativeTypes[token] ?? genericTypeOf(token),
  function: (token) => awsNativeFunctions[token],
  prepare: withDefaultTags,
};

function genericTypeOf(token: string): ResourceType | undefined {
  if (!generic.has(token)) {
    const resource = specification().resource(token);
    const instead = elsewhere[resource?.cloudFormationType ?? ""];
    if (instead !== undefined) throw new NotModelledError(token, `use ${instead}`);
    const reason = resource && unidentified(resource);
    if (reason !== undefined) throw new NotModelledError(`${token} (${reason})`, "see local/README.md");
    generic.set(token, resource && genericType(resource, specification()));
  }
  return generic.get(token);
}

/** The provider's `defaultTags`, where a type's tags are a list of keys and values. */
function withDefaultTags(type: ResourceType, inputs: Properties, { defaultTags }: Scope): Properties {
  const shape = type.fields.tags?.shape;
  const isListOfTags = (shape?.kind === "list" || shape?.kind === "set") && shape.items.shape.kind === "object";
  const given = inputs.tags ?? [];
  if (!isListOfTags || !Array.isArray(given) || Object.keys(defaultTags).length === 0) return inputs;
  const own = new Set(given.map((it) => (isRecord(it) ? it.key : undefined)));
  const added = Object.entries(defaultTags).filter(([key]) => !own.has(key));
  return { ...inputs, tags: [...(given as unknown[]), ...added.map(([key, value]) => ({ key, value }))] };
}
