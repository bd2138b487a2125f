import type { Services } from "../services/services";
import type { Fields, InputsOf } from "./fields";

/** JSON properties as the engine sends and receives them. */
export type Properties = Readonly<Record<string, unknown>>;

/** One request of the engine: whose account, which Region, and what the handler may use. */
export interface Call {
  readonly account: string;
  readonly region: string;
  readonly services: Services;
}

/**
 * One resource type of a provider: a declarative part, from which check and diff are derived, and the four verbs.
 * Outputs are always derived from entities in `read`, never remembered: that is why refresh and import work.
 */
export interface ResourceTypeDefinition<F extends Fields> {
  /** e.g. `aws:vpclattice/resourceGateway:ResourceGateway`. */
  readonly token: string;
  /**
   * The provider's words in errors: `VPC Lattice Resource Gateway` gives "creating VPC Lattice Resource Gateway: …".
   */
  readonly label: string;
  /**
   * Its properties. The framework itself adds `region` to types of the aws provider, and `tagsAll` and the provider's
   * `defaultTags` where there are `tags`: a handler sees and returns the merged tags as `tags`.
   */
  readonly fields: F;
  /** Not of a Region (IAM): it has no `region` property. Default: false. */
  readonly global?: boolean;
  /** The real provider deletes the old one before it makes its replacement (default: false). */
  readonly deleteBeforeReplace?: boolean;
  /** A property that must be replaced for reasons no single field knows: the names of fields that force it. */
  readonly replacedBy?: (old: Properties, inputs: InputsOf<F>) => readonly string[];
  /** Fields whose difference the real provider suppresses, by what else is so: names of them. */
  readonly suppressed?: (old: Properties, inputs: Properties) => readonly string[];
  /**
   * The id behind the one that an import names, where the provider's documentation names another: undefined where there
   * is no such thing. Throws a RequestError for an unexpected format.
   */
  readonly importId?: (call: Call, given: string) => string | undefined;
  /** What no single field can tell, one sentence each; `undefined` inputs may be unknown yet (`isUnknown`). */
  readonly check?: (inputs: Properties, call: Call) => readonly Problem[];
  /** Outputs that a preview can tell though they are not inputs. Default: none, they are unknown until it is made. */
  readonly plan?: (call: Call, inputs: Properties) => Properties;
  /**
   * Makes it; returns the id by which `read`, `update` and `delete` find it. With `kept`, also values that exist in
   * Pulumi's state alone (a random password): `read` gets them back in `state`.
   */
  readonly create: (
    call: Call,
    inputs: InputsOf<F>,
  ) => Promise<string | { readonly id: string; readonly kept: Properties }>;
  /** All properties, inputs and outputs, as AWS has them now; `undefined` when it does not exist (any more). */
  readonly read: (
    call: Call,
    id: string,
    state: Properties,
  ) => Promise<Properties | undefined> | Properties | undefined;
  /** Left out where every change makes a new resource. `old` is the state before. */
  readonly update?: (call: Call, id: string, inputs: InputsOf<F>, old: Properties) => Promise<void>;
  /** `state` carries the fields AWS never returns, such as `skipFinalSnapshot`. Gone already is not an error. */
  readonly delete: (call: Call, id: string, state: Properties) => Promise<void>;
}

/** A mistake in a program's inputs. */
export interface Problem {
  /** The property, as the program spells it: `portRanges`, `dnsOptions.privateDnsPreference`. */
  readonly property: string;
  readonly reason: string;
}

/** A resource type as the framework holds it, its inputs' type forgotten. */
export type ResourceType = ResourceTypeDefinition<Fields>;

/** Puts a definition into the table's type. The framework hands it only inputs it has checked against `fields`. */
export function resourceType<F extends Fields>(definition: ResourceTypeDefinition<F>): ResourceType {
  return definition as unknown as ResourceType;
}

/** Where a value is not known before deployment; Pulumi's own mark for it. */
export const unknownValue = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";

export function isUnknown(value: unknown): boolean {
  return value === unknownValue;
}
