import type { ProviderFunction } from "../functions";
import type { Scope } from "../requests";
import type { Properties, ResourceType } from "../resource-type";

/** One Pulumi provider as the local cloud answers for it. */
export interface Provider {
  /** The package's name: `aws`, `aws-native`, `random`. */
  readonly name: string;
  /** Where an instance with this configuration works; a RequestError names the key that is wrong or missing. */
  configure(config: Properties): Scope;
  /** `undefined` for a type the local cloud does not model. */
  type(token: string): ResourceType | undefined;
  function(token: string): ProviderFunction | undefined;
  /** What the provider adds to a program's inputs before they are checked, such as its default tags. */
  prepare(type: ResourceType, inputs: Properties, scope: Scope): Properties;
}
