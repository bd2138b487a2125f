import { object, setOf, text } from "../fields";

/** CloudFormation's tags: a list of keys and values, in any order. */
export const tagList = setOf(object({ key: text({ required: true }), value: text({ required: true }) }));

interface Tag {
  readonly key: string;
  readonly value: string;
}

/** As a service takes them. */
export function tagsOf(list: readonly Tag[] = []): Readonly<Record<string, string>> {
  return Object.fromEntries(list.map(({ key, value }) => [key, value]));
}

/** As the provider returns them: none at all rather than an empty list. */
export function tagListOf(tags: Readonly<Record<string, string>>): readonly Tag[] | undefined {
  const list = Object.entries(tags).map(([key, value]) => ({ key, value }));
  return list.length > 0 ? list : undefined;
}
