import { isRecord } from "../framework/plain";
import { isUnknown, unknownValue, type Properties, type ResourceType } from "../resource-type";

/** `@pulumi/aws` takes a policy as a document or as JSON text, and hands the text on. */
export function withJsonText(type: ResourceType, inputs: Properties): Properties {
  return Object.fromEntries(
    Object.entries(inputs).map(([key, value]) => [
      key,
      type.fields[key]?.shape.kind === "json" && isRecord(value) ? textOf(value) : value,
    ]),
  );
}

/** What is unknown anywhere in the document makes the whole text unknown. */
function textOf(document: Properties): string {
  return hasUnknown(document) ? unknownValue : JSON.stringify(document);
}

function hasUnknown(value: unknown): boolean {
  if (Array.isArray(value)) return value.some(hasUnknown);
  return isRecord(value) ? Object.values(value).some(hasUnknown) : isUnknown(value);
}
