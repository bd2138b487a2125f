import { Field } from "./field";
import type { Token } from "./tokens";
import { unknownValue } from "./marks";

/**
 * What is read of a resource, whatever its source. The policy SDK's own arguments have it, `ResourceValidationArgs` and
 * `PolicyResource` alike; `from-state.ts` and `from-preview.ts` make it.
 */
export interface ResourceSource {
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly props: object;
  readonly opts: { readonly protect: boolean; readonly ignoreChanges: readonly string[] };
  readonly provider?: { readonly props: object; readonly urn?: string };
  /** What the program says, where `props` are a stack's outputs; left out where it is not known. */
  readonly inputs?: object;
  /** Set where the outputs are told by the update only: one that is not among `props` is not left out, but unknown. */
  readonly outputsPending?: boolean;
  /** Set where the stack only reads it (`get`): another program, or nobody's, made it. */
  readonly external?: boolean;
  /** URN of the component it is part of, or of the stack. */
  readonly parentUrn?: string;
}

/** One resource, read property by property so that unknown values stay where they are. */
export class Resource {
  /** Paths of the unknown values a rule wanted to read: while there are any, "compliant" is not proven. */
  readonly unknowns = new Set<string>();
  readonly type: string;
  readonly urn: string;
  readonly name: string;
  readonly protect: boolean;
  readonly ignoreChanges: readonly string[];
  readonly #source: ResourceSource;

  constructor(source: ResourceSource) {
    this.#source = source;
    this.type = source.type;
    this.urn = source.urn;
    this.name = source.name;
    this.protect = source.opts.protect;
    this.ignoreChanges = source.opts.ignoreChanges;
  }

  /** Read by the stack (`get`), not managed by it. */
  get external(): boolean {
    return this.#source.external === true;
  }

  /** The URN of the component it is part of, or of the stack; undefined where it is not told. */
  get parentUrn(): string | undefined {
    return this.#source.parentUrn;
  }

  /** The URN of the provider that manages it; undefined for components, and where it is not told. */
  get providerUrn(): string | undefined {
    return this.#source.provider?.urn;
  }

  /** From `@pulumi/aws-native` (whose defaults are CloudFormation's) rather than `@pulumi/aws`. */
  get native(): boolean {
    return this.type.startsWith("aws-native:");
  }

  isOneOf(tokens: readonly Token[]): boolean {
    return (tokens as readonly string[]).includes(this.type);
  }

  get(property: string): Field {
    return Field.of(this.#source.props, property, (path) => this.unknowns.add(path));
  }

  /**
   * A property as the program gives it. Among a stack's outputs, what the program leaves out is unknown until the
   * provider has filled it in; here it is left out.
   */
  input(property: string): Field {
    return Field.of(this.#source.inputs ?? this.#source.props, property, (path) => this.unknowns.add(path));
  }

  /** A property that the provider tells, such as an ARN: unknown, not left out, while the update has yet to tell it. */
  output(property: string): Field {
    const { props, outputsPending = false } = this.#source;
    const told = outputsPending && !Object.hasOwn(props, property) ? { [property]: unknownValue } : props;
    return Field.of(told, property, (path) => this.unknowns.add(path));
  }

  /** A setting of the provider that manages this resource. */
  provider(property: string): Field {
    return Field.of(this.#source.provider?.props ?? {}, property, (path) => this.unknowns.add(`provider ${path}`));
  }

  /** Names of the properties that are given, known or not. */
  properties(): readonly string[] {
    return Object.keys(this.#source.props);
  }
}
