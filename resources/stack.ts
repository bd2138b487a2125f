import { Field } from "./field";
import { identityProperties } from "./identity";
import { planned } from "./planned";
import { Resource, type ResourceSource } from "./resource";
import type { Token } from "./tokens";

/** What of the SDK's `PolicyResource` a stack rule needs. */
export interface StackResourceSource extends ResourceSource {
  readonly propertyDependencies: Readonly<Record<string, readonly { readonly urn: string }[]>>;
}

/** What a field refers to. */
export interface Link {
  /** Resources of this stack it names. */
  readonly resources: readonly Resource[];
  /** Known values that name nothing in this stack. */
  readonly foreign: readonly string[];
  /** False where a value is unknown and the stack's dependencies leave open which of `resources` (or another) it is. */
  readonly certain: boolean;
}

/** All resources of a stack, and the way from a property to the resource it names. */
export class Stack {
  readonly resources: readonly Resource[];
  readonly #sources = new Map<string, StackResourceSource>();
  readonly #byUrn = new Map<string, Resource>();
  readonly #byType = new Map<string, Resource[]>();
  #byIdentity: Map<string, Resource[]> | undefined;

  constructor(sources: readonly StackResourceSource[]) {
    this.resources = sources.map((source) => new Resource(source));
    for (const source of sources) this.#sources.set(source.urn, source);
    for (const resource of this.resources) {
      this.#byUrn.set(resource.urn, resource);
      const same = this.#byType.get(resource.type);
      if (same) same.push(resource);
      else this.#byType.set(resource.type, [resource]);
    }
  }

  /** The stack as if these resources were not there; what names them still does. */
  without(urns: ReadonlySet<string>): Stack {
    return new Stack([...this.#sources.values()].filter(({ urn }) => !urns.has(urn)));
  }

  /**
   * The stack as a preview file has it: what the program leaves out and the provider has yet to fill in is not there, so
   * that the defaults of a topology's reader stand for it; what the program says stands where the output does not.
   */
  planned(): Stack {
    return new Stack([...this.#sources.values()].map(planned));
  }

  /** The resource with this URN. */
  named(urn: string): Resource | undefined {
    return this.#byUrn.get(urn);
  }

  ofType(...tokens: readonly Token[]): readonly Resource[] {
    return tokens.flatMap((token) => this.#byType.get(token) ?? []);
  }

  /**
   * The resources a field names, among those of the given types. Known values are compared with the resources' own
   * identities; an unknown value follows the dependencies the engine recorded, which it does for whole top-level
   * properties and also during preview.
   */
  follow(from: Resource, field: Field, ...tokens: readonly Token[]): Link {
    const values = field.known ? field.items() : [];
    const texts = values.flatMap((item) => (item.known ? (item.text() ?? []) : []));
    const named = texts.map((text) => this.#named(text).filter((resource) => resource.isOneOf(tokens)));
    const open = field.known ? values.filter((item) => !item.known && !item.absent) : field.absent ? [] : [field];
    const found = named.flat();
    const foreign = texts.filter((_, index) => named[index]?.length === 0);
    if (open.length === 0) return { resources: unique(found), foreign, certain: true };
    const property = /^[^.[]+/.exec(field.path)?.[0] ?? "";
    const rest = this.dependencies(from, property, ...tokens).filter((resource) => !found.includes(resource));
    // As many candidates as open places: each is taken. More candidates for one place: which of them is not known.
    const certain = rest.length === open.length || (rest.length > 0 && !field.known && isList(field));
    if (!certain) open.forEach((item) => item.unknown);
    return { resources: unique([...found, ...rest]), foreign, certain };
  }

  /** The resources of the given types that name `target` in one of the given properties. */
  referrers(target: Resource, property: string, ...tokens: readonly Token[]): readonly Resource[] {
    return this.ofType(...tokens).filter((resource) => {
      const link = this.follow(resource, resource.get(property), target.type as Token);
      return link.certain && link.resources.includes(target);
    });
  }

  /** The resources of the given types whose outputs went into a property, by what the engine recorded for it. */
  dependencies(from: Resource, property: string, ...tokens: readonly Token[]): readonly Resource[] {
    return this.made(from, property).filter((resource) => resource.isOneOf(tokens));
  }

  /** All resources whose outputs went into a property, of whatever type, by URN: the engine records a set of them. */
  made(from: Resource, property: string): readonly Resource[] {
    const sources = this.#sources.get(from.urn)?.propertyDependencies[property] ?? [];
    const urns = sources.map(({ urn }) => urn).sort();
    return urns.flatMap((urn) => this.#byUrn.get(urn) ?? []);
  }

  /** Whether a property came from a resource that is not there any more, as in a stack without it. */
  isOrphaned(from: Resource, property: string): boolean {
    const sources = this.#sources.get(from.urn)?.propertyDependencies[property] ?? [];
    return sources.some(({ urn }) => !this.#byUrn.has(urn));
  }

  #named(value: string): readonly Resource[] {
    this.#byIdentity ??= this.#identities();
    return this.#byIdentity.get(value) ?? [];
  }

  #identities(): Map<string, Resource[]> {
    const index = new Map<string, Resource[]>();
    for (const source of this.#sources.values()) {
      const resource = this.#byUrn.get(source.urn);
      for (const property of identityProperties(source.type)) {
        const value = Field.of(source.props, property).text();
        if (value === undefined || resource === undefined) continue;
        index.set(value, unique([...(index.get(value) ?? []), resource]));
      }
    }
    return index;
  }
}

/** A whole list that is unknown may name all its dependencies; by the SDKs' convention its name is a plural. */
const isList = (field: Field): boolean => /s$/i.test(field.path);

const unique = (resources: readonly Resource[]): Resource[] => [...new Set(resources)];
