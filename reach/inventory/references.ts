import type { Field } from "../../resources/field";
import type { Token } from "../../resources/tokens";
import { isUnknown, onlyKnown, unknown, type Maybe } from "../../reachability/maybe";
import { canonicalId } from "./identifier";
import type { Inventory } from "./inventory";
import type { Item } from "./item";

/**
 * What properties refer to. A known value is looked up in all sources, for stacks name each other's resources by id and
 * ARN; an unknown one is followed by the dependencies that the engine recorded in its own stack.
 */
export class References {
  constructor(readonly inventory: Inventory) {}

  /** The topology's id of what a field names; undefined where it is left out. */
  one(item: Item, field: Field, tokens: readonly Token[]): Maybe<string> | undefined {
    const target = this.target(item, field, tokens);
    return target === undefined ? undefined : idOf(target);
  }

  /** Likewise of every element; none where the list is left out, unknown as soon as one element is. */
  many(item: Item, field: Field, tokens: readonly Token[]): Maybe<readonly string[]> {
    if (field.absent) return [];
    if (!field.known) {
      const whole = this.one(item, field, tokens);
      return whole === undefined || isUnknown(whole) ? unknown(item.until(field)) : [whole];
    }
    const items = field.items().filter((it) => !it.absent);
    const texts = items.flatMap((it) => it.text() ?? []);
    const meant = texts.map((text) => idOf(this.#meant(text, item, tokens)));
    const hidden = meant.find(isUnknown);
    if (hidden !== undefined) return hidden;
    const named = onlyKnown(meant);
    const open = items.length - texts.length;
    if (open === 0) return named;
    const rest = this.#candidates(item, field, tokens)?.filter(({ id }) => !named.includes(id)) ?? [];
    // As many candidates as open places: each is taken.
    return rest.length === open ? [...named, ...rest.map(({ id }) => id)] : unknown(item.until(field));
  }

  /** What a field names, itself; its value where none of the sources has it. */
  target(item: Item, field: Field, tokens: readonly Token[]): Item | Maybe<string> | undefined {
    if (field.absent) return undefined;
    const text = field.text();
    // The providers keep an empty text where AWS tells nothing.
    if (text === "") return undefined;
    if (text !== undefined) return this.#meant(text, item, tokens);
    const [first, ...more] = this.#candidates(item, field, tokens) ?? [];
    const sure = more.length === 0 && (this.#isAlone(item, field, tokens) || unknownLeaves(topOf(item, field)) === 1);
    return first !== undefined && sure ? first : unknown(item.until(field));
  }

  /** What a known value means; the value itself where that is none of the sources'. */
  #meant(text: string, from: Item, tokens: readonly Token[]): Item | Maybe<string> {
    return this.inventory.named(text, from, tokens) ?? this.inventory.mayBeNamed(text, tokens) ?? canonicalId(text);
  }

  /** The resources that a property depends on, of these types; undefined where something opaque is among the others. */
  #candidates(item: Item, field: Field, tokens: readonly Token[]): readonly Item[] | undefined {
    const made = this.#made(item, field);
    if (made.some((it) => it === undefined || !/^(aws|aws-native|random):/.test(it.resource.type))) return undefined;
    return made.flatMap((it) => (it !== undefined && it.resource.isOneOf(tokens) ? [it] : []));
  }

  /** Whatever is unknown in this property comes from one resource. */
  #isAlone(item: Item, field: Field, tokens: readonly Token[]): boolean {
    const made = this.#made(item, field);
    return made.length === 1 && made.every((it) => it !== undefined && it.resource.isOneOf(tokens));
  }

  #made(item: Item, field: Field): readonly (Item | undefined)[] {
    const { source, resource } = item;
    return source.stack.made(resource, propertyOf(field)).map(({ urn }) => this.inventory.urn(source, urn));
  }
}

const idOf = (target: Item | Maybe<string>): Maybe<string> =>
  typeof target === "string" || isUnknown(target) ? target : target.id;

const propertyOf = (field: Field): string => /^[^.[]+/.exec(field.path)?.[0] ?? "";

const topOf = (item: Item, field: Field): Field => item.get(propertyOf(field));

function unknownLeaves(field: Field): number {
  if (field.absent) return 0;
  if (!field.known) return 1;
  const parts = field.isObject() ? field.entries().map(([, part]) => part) : field.items();
  return parts.length === 1 && parts[0] === field ? 0 : parts.reduce((sum, part) => sum + unknownLeaves(part), 0);
}
