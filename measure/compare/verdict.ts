import type { Case } from "./case";
import { type Checks, concerns } from "./concerns";
import type { Finding } from "./tools/finding";

export type Tool = Exclude<keyof Checks, "title">;

/** Whether a tool reported a check about the case's concern on a resource where it counts. */
export function reported(tool: Tool, number: number, each: Case, findings: readonly Finding[]): boolean {
  const checks: readonly string[] = concerns[each.concern][tool];
  return findings.some(({ case: of, check, resource }) => {
    if (of !== number || (resource !== undefined && !each.at.includes(resource))) return false;
    return checks.some((id) => (id.endsWith("*") ? check.startsWith(id.slice(0, -1)) : check === id));
  });
}
