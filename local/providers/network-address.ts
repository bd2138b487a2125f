import { parseCidr } from "../../aws/cidr";
import { addressAt } from "../../aws/ipv4-network";
import { isUnknown, type Problem } from "./resource-type";

/**
 * The aws provider takes only ranges that are written by their first address; AWS itself would take `10.0.0.5/16` and
 * keep `10.0.0.0/16`, which the provider would call a change for ever.
 */
export function networkAddressProblems(property: string, values: unknown): readonly Problem[] {
  const given: readonly unknown[] = Array.isArray(values) ? values : [values];
  return given.flatMap((value) => {
    if (typeof value !== "string" || isUnknown(value)) return [];
    const meant = networkOf(value);
    if (meant === undefined || meant === value) return [];
    return [{ property, reason: `"${value}" is not a valid IPv4 CIDR block; did you mean "${meant}"?` }];
  });
}

/** `10.0.0.0/16` of `10.0.0.5/16`; undefined for what is no IPv4 range at all, which AWS refuses. */
function networkOf(range: string): string | undefined {
  const cidr = range.includes("/") ? parseCidr(range) : undefined;
  return cidr?.family === 4 ? `${addressAt({ ...cidr, family: 4 }, 0)}/${String(cidr.prefix)}` : undefined;
}
