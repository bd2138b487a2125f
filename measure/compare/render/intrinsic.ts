/** A value taken from another resource of the case. */
export interface Intrinsic {
  readonly id: string;
  /** The attribute's name in CloudFormation; absent for the resource's own id. */
  readonly attribute?: string;
}

/** What `{ Ref }` or `{ "Fn::GetAtt" }` names, if the value is one of them. */
export function intrinsic(value: unknown): Intrinsic | undefined {
  if (!isRecord(value)) return undefined;
  if (typeof value.Ref === "string") return { id: value.Ref };
  const get = value["Fn::GetAtt"];
  if (!Array.isArray(get)) return undefined;
  const [id, attribute] = get as readonly unknown[];
  return { id: String(id), attribute: String(attribute) };
}

/** Every resource a value is made from. */
export function dependencies(value: unknown): readonly string[] {
  const own = intrinsic(value);
  if (own !== undefined) return [own.id];
  if (Array.isArray(value)) return value.flatMap(dependencies);
  return isRecord(value) ? Object.values(value).flatMap(dependencies) : [];
}

export const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
