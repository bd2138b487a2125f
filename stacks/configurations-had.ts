import type { Outputs } from "./own-outputs";

/** The names of the resource configurations that the last deployment left: of databases, their replicas and proxies. */
export function configurationsHad(before: Outputs | undefined): string[] {
  const had = before?.["resourceConfigurationArns"];
  return typeof had === "object" && had !== null ? Object.keys(had) : [];
}
