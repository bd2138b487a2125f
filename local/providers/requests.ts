import type { Problem, Properties } from "./resource-type";

/** What the plugin asks of the local cloud, and the answers: Pulumi's provider protocol as plain JSON. */

/** Where a configured provider instance works. The plugin keeps it and sends it with each request. */
export interface Scope {
  /** 12 digits; empty for a provider that has no account (random). */
  readonly account: string;
  readonly region: string;
  readonly defaultTags: Readonly<Record<string, string>>;
}

export interface ConfigureRequest {
  readonly provider: string;
  /** The provider's configuration, secrets unwrapped. */
  readonly config: Properties;
}

/** What every request about a resource carries. */
export interface ResourceRequest {
  readonly provider: string;
  readonly scope: Scope;
  readonly urn: string;
  /** The type's token. */
  readonly type: string;
  /** The resource's logical name. */
  readonly name: string;
}

export interface CheckRequest extends ResourceRequest {
  readonly olds: Properties;
  readonly news: Properties;
  /** Hexadecimal; the same in every run of one update. Empty when the engine gave none. */
  readonly randomSeed: string;
  readonly autonaming?: { readonly proposedName: string; readonly mode: "propose" | "enforce" | "disable" };
}

export interface CheckAnswer {
  readonly inputs: Properties;
  readonly failures: readonly Problem[];
}

export interface DiffRequest extends ResourceRequest {
  readonly id: string;
  readonly oldInputs: Properties;
  readonly oldOutputs: Properties;
  readonly news: Properties;
}

type DifferenceKind = "add" | "delete" | "update";

export interface Difference {
  /** `dnsOptions.privateDnsPreference`, `tags["a.b"]`, `portRanges[0]`. */
  readonly path: string;
  readonly kind: DifferenceKind;
  readonly replaces: boolean;
}

export interface DiffAnswer {
  readonly differences: readonly Difference[];
  readonly deleteBeforeReplace: boolean;
}

export interface CreateRequest extends ResourceRequest {
  readonly inputs: Properties;
  readonly preview: boolean;
}

export interface CreateAnswer {
  /** Empty in a preview. */
  readonly id: string;
  readonly properties: Properties;
}

export interface ReadRequest extends ResourceRequest {
  readonly id: string;
  /** Missing in an import. */
  readonly inputs?: Properties;
  readonly properties: Properties;
}

export interface ReadAnswer {
  /** Empty when the resource does not exist. */
  readonly id: string;
  readonly inputs: Properties;
  readonly properties: Properties;
}

export interface UpdateRequest extends ResourceRequest {
  readonly id: string;
  readonly oldOutputs: Properties;
  readonly news: Properties;
  readonly preview: boolean;
}

export interface UpdateAnswer {
  readonly properties: Properties;
}

export interface DeleteRequest extends ResourceRequest {
  readonly id: string;
  readonly properties: Properties;
}

export interface InvokeRequest {
  readonly provider: string;
  readonly scope: Scope;
  readonly token: string;
  readonly args: Properties;
}

export interface InvokeAnswer {
  readonly result: Properties;
  readonly failures: readonly Problem[];
}
