import type { Field } from "../../resources/field";
import type { Resource } from "../../resources/resource";

export const awsProviders = ["pulumi:providers:aws", "pulumi:providers:aws-native"] as const;

/** A provider's setting: the engine hands everything but strings over as JSON. One that is no JSON is left as it is. */
export function providerSetting(provider: Resource, name: string): Field {
  const field = provider.get(name);
  return field.known ? (field.json() ?? field) : field;
}
