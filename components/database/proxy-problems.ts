import { wholeNumberProblem } from "./database-problems";
import { PROXY_LIMITS, type ProxySettings } from "./proxy-settings";

type Given = { readonly [Key in keyof ProxySettings]?: ProxySettings[Key] | undefined };

/** What is wrong with a proxy's settings; empty when nothing is. */
export function proxyProblems(given: Given): string[] {
  const fields = Object.keys(PROXY_LIMITS) as (keyof typeof PROXY_LIMITS)[];
  const ranges = fields.flatMap((field) => {
    const [min, max] = PROXY_LIMITS[field];
    return wholeNumberProblem(field, given[field], min, max) ?? [];
  });
  const { maxConnectionsPercent: most, maxIdleConnectionsPercent: idle } = given;
  if (ranges.length > 0 || most === undefined || idle === undefined || idle <= most) return ranges;
  return [`maxIdleConnectionsPercent must be maxConnectionsPercent at most, ${most}, got ${idle}`];
}

/** Behind the database's name in the contract, and in the name of the resource configuration. */
export const PROXY_SUFFIX = "-proxy";
