import type { Field, Fields } from "../fields";
import type { Difference, DiffAnswer, DiffRequest } from "../requests";
import type { Properties, ResourceType } from "../resource-type";
import { isAbsent, sameValue } from "./compare";
import { element, member } from "./paths";
import { defaultedIn, isRecord, plain } from "./plain";

/**
 * What an update would change: the inputs before (refreshed by `read`) against the inputs now. Properties AWS fills in
 * do not change by being left out.
 */
export function diff(type: ResourceType, request: DiffRequest): DiffAnswer {
  const news = plain(request.news);
  const suppressed = type.suppressed?.(request.oldOutputs, news) ?? [];
  const found = differencesOf(type.fields, before(type, request), news, "", false).filter(
    (it) => !suppressed.includes(topOf(it.path)),
  );
  const forced = type.replacedBy?.(request.oldOutputs, news) ?? [];
  const differences = [
    ...found.map((it) => (forced.includes(topOf(it.path)) ? { ...it, replaces: true } : it)),
    ...forced
      .filter((key) => !found.some((it) => topOf(it.path) === key))
      .map((path): Difference => ({ path, kind: "update", replaces: true })),
  ];
  const replaces = differences.some((it) => it.replaces);
  return {
    differences,
    deleteBeforeReplace: replaces && (type.deleteBeforeReplace === true || keepsItsName(type, request)),
  };
}

/** What AWS filled in counts as if it had been asked for: to say it later changes nothing. */
function before({ fields }: ResourceType, { oldInputs, oldOutputs }: DiffRequest): Properties {
  const inputs = plain(oldInputs);
  const filledIn = Object.entries(plain(oldOutputs)).filter(
    ([key]) => fields[key]?.computed === true && isAbsent(inputs[key]),
  );
  return { ...inputs, ...Object.fromEntries(filledIn) };
}

/** Two things cannot have one name at the same time; where the provider makes the name, the new one gets a new one. */
function keepsItsName(type: ResourceType, { oldInputs, news }: DiffRequest): boolean {
  return Object.entries(type.fields).some(
    ([key, field]) => field.autoName !== undefined && news[key] === oldInputs[key] && !defaultedIn(news).includes(key),
  );
}

function differencesOf(
  fields: Fields,
  before: Properties,
  now: Properties,
  path: string,
  replaces: boolean,
): readonly Difference[] {
  return Object.entries(fields)
    .filter(([, field]) => field.readOnly !== true)
    .flatMap(([key, field]) =>
      differencesOfField(field, before[key], now[key], member(path, key), replaces || field.replaces === true),
    );
}

function differencesOfField(
  field: Field,
  before: unknown,
  now: unknown,
  path: string,
  replaces: boolean,
): readonly Difference[] {
  if (sameValue(field, before, now)) return [];
  if (isAbsent(now)) return field.computed === true ? [] : [{ path, kind: "delete", replaces }];
  if (isAbsent(before)) return [{ path, kind: "add", replaces: replaces || replacesInside(field) }];
  const inside = differencesInside(field, before, now, path, replaces);
  return inside.length > 0 ? inside : [{ path, kind: "update", replaces: replaces || replacesInside(field) }];
}

function differencesInside(
  { shape }: Field,
  before: unknown,
  now: unknown,
  path: string,
  replaces: boolean,
): readonly Difference[] {
  if (isRecord(before) && isRecord(now)) {
    if (shape.kind === "object") return differencesOf(shape.fields, before, now, path, replaces);
    if (shape.kind === "map") {
      const keys = [...new Set([...Object.keys(before), ...Object.keys(now)])];
      return keys.flatMap((key) => differencesOfField(shape.items, before[key], now[key], member(path, key), replaces));
    }
  }
  if (shape.kind === "list" && Array.isArray(before) && Array.isArray(now)) {
    return Array.from({ length: Math.max(before.length, now.length) }).flatMap((_, index) =>
      differencesOfField(shape.items, before[index], now[index], element(path, index), replaces),
    );
  }
  return [];
}

/** Whether an object that comes as a whole carries a property that replaces. */
function replacesInside({ shape }: Field): boolean {
  if (shape.kind === "object")
    return Object.values(shape.fields).some((it) => it.replaces === true || replacesInside(it));
  return (shape.kind === "list" || shape.kind === "set") && replacesInside(shape.items);
}

function topOf(path: string): string {
  return /^[^.[]*/.exec(path)?.[0] ?? path;
}
