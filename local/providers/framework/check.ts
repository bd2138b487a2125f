import type { Field, Fields } from "../fields";
import type { CheckAnswer, CheckRequest } from "../requests";
import { isUnknown, type Call, type Problem, type Properties, type ResourceType } from "../resource-type";
import { autoName } from "./auto-name";
import { DEFAULTED, defaultedIn, isRecord, plain } from "./plain";
import type { Provider } from "./provider";
import { problemsOf } from "./validate";

/** A program's inputs as the provider takes them: default tags, names and defaults filled in, every mistake told. */
export function check(provider: Provider, type: ResourceType, request: CheckRequest, call: Call): CheckAnswer {
  const given = provider.prepare(type, plain(request.news), request.scope);
  const named = withNames(type.fields, given, request);
  const filled = withDefaults(type.fields, { ...given, ...named.names });
  const problems = [...problemsOf(type.token, type.fields, filled), ...named.problems];
  const failures = problems.length > 0 ? problems : (type.check?.(filled, call) ?? []);
  const defaulted = Object.keys(filled).filter((key) => !Object.hasOwn(given, key));
  return { inputs: { ...filled, [DEFAULTED]: defaulted }, failures };
}

/** Names for what has none; a resource keeps the one it was given before. */
function withNames(
  fields: Fields,
  given: Properties,
  request: CheckRequest,
): { readonly names: Properties; readonly problems: readonly Problem[] } {
  const names: Record<string, unknown> = {};
  const problems: Problem[] = [];
  const kept = defaultedIn(request.olds);
  for (const [key, field] of Object.entries(fields)) {
    if (field.autoName === undefined || Object.hasOwn(given, key)) continue;
    const before = request.olds[key];
    if (kept.includes(key) && typeof before === "string") {
      names[key] = before;
      continue;
    }
    const made = autoName(field.autoName, request);
    if ("name" in made) names[key] = made.name;
    else problems.push({ property: key, reason: made.reason });
  }
  return { names, problems };
}

/** The defaults of fields left out, inside objects too. */
function withDefaults(fields: Fields, inputs: Properties): Properties {
  const filled: Record<string, unknown> = { ...inputs };
  for (const [key, field] of Object.entries(fields)) {
    const value = filled[key];
    if (value === undefined && field.default !== undefined) filled[key] = field.default;
    else if (value !== undefined && !isUnknown(value)) filled[key] = withDefaultsInside(field, value);
  }
  return filled;
}

function withDefaultsInside({ shape }: Field, value: unknown): unknown {
  if (shape.kind === "object" && isRecord(value)) return withDefaults(shape.fields, value);
  if ((shape.kind === "list" || shape.kind === "set") && Array.isArray(value)) {
    return value.map((item) => withDefaultsInside(shape.items, item));
  }
  return value;
}
