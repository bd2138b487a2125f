import { identityProperties } from "../../resources/identity";
import type { Token } from "../../resources/tokens";
import { unknown, type Unknown } from "../../reachability/maybe";
import { hiddenNames, mayBeNameOf } from "./hidden-names";
import { canonicalId } from "./identifier";
import { Item } from "./item";
import { Places } from "./places";
import { stackNameOf, type Source } from "../source";
import { standInsOf } from "../stand-in";

/** The resources of all sources, by type, by URN and by whatever names them. */
export class Inventory {
  readonly items: readonly Item[];
  /** Accounts of which a source has resources; undefined among them where it is not known which. */
  readonly accounts: readonly (string | undefined)[];
  readonly regions: readonly (string | undefined)[];
  readonly #byType = new Map<string, Item[]>();
  readonly #byUrn = new Map<Source, Map<string, Item>>();
  readonly #byName = new Map<string, Item[]>();
  /** Of each type those of which a name is hidden, with when it no longer is. */
  readonly #hidden = new Map<string, { readonly item: Item; readonly until: string }[]>();

  constructor(sources: readonly Source[]) {
    const places = sources.map((source) => new Places(source));
    this.accounts = [...new Set(places.flatMap((it) => it.all("account")))];
    this.regions = [...new Set(places.flatMap((it) => it.all("region")))];
    const known = this.regions.filter((region) => region !== undefined);
    // One that is not known is taken for the same as the others: nothing is out of reach by a Region nobody knows.
    const region = known.length === 1 ? known[0] : undefined;
    this.items = sources.flatMap((source, index) => itemsOf(source, places[index] ?? new Places(source), region));
    for (const item of this.items) this.#enter(item);
  }

  of(...tokens: readonly Token[]): readonly Item[] {
    return tokens.flatMap((token) => this.#byType.get(token) ?? []);
  }

  /** Each thing once: where one stack manages it and others read it, as the one has it that manages it. */
  eachOf(...tokens: readonly Token[]): readonly Item[] {
    const found = new Map<string, Item>();
    for (const item of this.of(...tokens)) {
      const before = found.get(item.id);
      if (before === undefined || (before.resource.external && !item.resource.external)) found.set(item.id, item);
    }
    return [...found.values()];
  }

  /** What has this id in the topology, as the stack has it that manages it. */
  withId(id: string): Item | undefined {
    const found = (this.#byName.get(id) ?? []).filter((item) => item.id === id);
    return found.find(({ resource }) => !resource.external) ?? found[0];
  }

  /** A resource of the same stack. */
  urn(source: Source, urn: string): Item | undefined {
    return this.#byUrn.get(source)?.get(urn);
  }

  /**
   * What a known value means: of several of one name, what is nearest to who names it (names are unique in an account
   * only); undefined where nothing of these types has it, or too many.
   */
  named(value: string, from: Item, tokens: readonly Token[]): Item | undefined {
    const found = (this.#byName.get(canonicalId(value)) ?? []).filter((it) => it.resource.isOneOf(tokens));
    const near = [
      found.filter((it) => it.source === from.source && !it.resource.external),
      found.filter((it) => it.account === from.account && it.region === from.region),
      found,
    ].find((some) => some.length > 0);
    return near !== undefined && new Set(near.map(({ id }) => id)).size === 1 ? near[0] : undefined;
  }

  /** What a value that `named` knows nothing of may mean all the same: something of these types of which a name is hidden. */
  mayBeNamed(value: string, tokens: readonly Token[]): Unknown | undefined {
    const hidden = tokens.flatMap((token) => this.#hidden.get(token) ?? []);
    const found = hidden.find(({ item }) => mayBeNameOf(item, canonicalId(value)));
    return found === undefined ? undefined : unknown(found.until);
  }

  #enter(item: Item): void {
    const { type, urn } = item.resource;
    push(this.#byType, type, item);
    const urns = this.#byUrn.get(item.source) ?? new Map<string, Item>();
    this.#byUrn.set(item.source, urns.set(urn, item));
    for (const name of namesOf(item)) push(this.#byName, name, item);
    const [hidden] = hiddenNames(item);
    if (hidden !== undefined) push(this.#hidden, type, { item, until: item.until(hidden) });
  }
}

function itemsOf(source: Source, places: Places, otherwise = "(not known)"): readonly Item[] {
  const stack = stackNameOf(source)?.stack ?? source.name;
  return source.stack.resources.map((resource) => {
    const account = places.of(resource, "account") ?? `(not known of stack ${stack})`;
    return new Item(source, resource, account, places.of(resource, "region") ?? otherwise);
  });
}

function namesOf(item: Item): ReadonlySet<string> {
  const properties = new Set([...identityProperties(item.resource.type), "awsId"]);
  const names = [...properties].flatMap((property) => item.get(property).text() ?? []).map(canonicalId);
  return new Set([item.id, ...names, ...standInsOf(item).map(canonicalId)]);
}

function push<T>(index: Map<string, T[]>, key: string, item: T): void {
  const list = index.get(key);
  if (list === undefined) index.set(key, [item]);
  else list.push(item);
}
