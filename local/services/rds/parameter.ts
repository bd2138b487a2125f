/** One parameter of a family, as DescribeEngineDefaultParameters answers it. */
export interface Parameter {
  /** A static one takes effect at the next reboot only. */
  readonly applyType: "static" | "dynamic";
  readonly isModifiable: boolean;
  /** Values and ranges with commas between: `0,1`, `6-8388607`, `none,ddl,mod,all`. Undefined: anything. */
  readonly allowedValues?: string;
  /** Lists of several allowed values: `pgaudit,pg_stat_statements`. */
  readonly isList?: boolean;
}

export const dynamic = (allowedValues?: string): Parameter => ({
  applyType: "dynamic",
  isModifiable: true,
  ...(allowedValues !== undefined && { allowedValues }),
});
export const fixedAtStart = (allowedValues?: string): Parameter => ({
  ...dynamic(allowedValues),
  applyType: "static",
});
export const listOf = (parameter: Parameter): Parameter => ({ ...parameter, isList: true });
export const unchangeable: Parameter = { applyType: "dynamic", isModifiable: false };

export const onOff = "0,1";

/** Whether RDS takes the value; formulas such as `{DBInstanceClassMemory/32768}` are taken as they are. */
export function allows({ allowedValues, isList }: Parameter, value: string): boolean {
  if (allowedValues === undefined || /^(\{|GREATEST\(|LEAST\(|SUM\()/.test(value)) return true;
  const items = isList === true ? value.split(",").map((it) => it.trim()) : [value];
  return items.every((item) => allowedValues.split(",").some((allowed) => fits(allowed, item)));
}

function fits(allowed: string, value: string): boolean {
  const [, low, high] = /^(-?\d+)-(\d+)$/.exec(allowed) ?? [];
  if (low === undefined || high === undefined) return allowed === value;
  return /^-?\d+$/.test(value) && BigInt(value) >= BigInt(low) && BigInt(value) <= BigInt(high);
}
