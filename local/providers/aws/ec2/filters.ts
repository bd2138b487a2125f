import { fitsGlob } from "../../../services/iam/glob";
import { NotModelledError } from "../../../services/not-modelled";
import { listOf, mapOf, object, setOf, text } from "../../fields";

const filter = { name: text({ required: true }), values: listOf(text(), { required: true }) };

/** What every data source of EC2 can be asked by. */
export const searchFields = { filters: setOf(object(filter)), region: text(), tags: mapOf(text()) };

export interface Search {
  readonly filters?: readonly { readonly name: string; readonly values: readonly string[] }[] | undefined;
  readonly tags?: Readonly<Record<string, string>> | undefined;
}

/** Whether something passes `Describe…`'s filters: by EC2's names for facts, and by tags. */
export function passes(
  { filters = [], tags = {} }: Search,
  facts: Readonly<Record<string, string>>,
  own: Readonly<Record<string, string>>,
): boolean {
  if (!Object.entries(tags).every(([key, value]) => own[key] === value)) return false;
  return filters.every(({ name, values }) => {
    const actual = name.startsWith("tag:") ? own[name.slice("tag:".length)] : factNamed(facts, name);
    return actual !== undefined && values.some((wanted) => fitsGlob(wanted, actual));
  });
}

function factNamed(facts: Readonly<Record<string, string>>, name: string): string | undefined {
  if (Object.hasOwn(facts, name)) return facts[name];
  throw new NotModelledError(`the filter ${name}`, `use ${[...Object.keys(facts), "tag:KEY"].join(", ")}`);
}
