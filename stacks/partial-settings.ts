import { z } from "zod";

import { WAYS_OF_CONSUMING } from "./settings/consuming";
import { partialDatabaseSettings } from "./settings/kinds";

/** What the meaning checks look at, each part left out unless it is of the right form. */
const partialSettings = z.object({
  vpcCidr: z.string().optional().catch(undefined),
  subnets: z.record(z.string(), z.record(z.string(), z.string())).optional().catch(undefined),
  network: z
    .object({ vpcId: z.string(), gatewaySubnetIds: z.array(z.string()), databaseSubnetIds: z.array(z.string()) })
    .partial()
    .optional()
    .catch(undefined),
  awsEndpoints: z.record(z.string(), z.boolean()).optional().catch(undefined),
  watching: z.record(z.string(), z.unknown()).optional().catch(undefined),
  networkAcls: z.boolean().optional().catch(undefined),
  logRetentionDays: z.int().optional().catch(undefined),
  ipv4AddressesPerEni: z.int().optional().catch(undefined),
  consume: z.enum(WAYS_OF_CONSUMING).optional().catch(undefined),
  endpointZones: z.array(z.string()).optional().catch(undefined),
  serviceNetwork: z.string().optional().catch(undefined),
  databases: z.record(z.string(), partialDatabaseSettings).optional().catch(undefined),
});
export type PartialSettings = z.infer<typeof partialSettings>;

/**
 * The settings without those the issues are about, so that what the others say can be checked in the same go: a user
 * sees all mistakes at once, not first those of form and then those of meaning.
 */
export function validParts(
  given: Readonly<Record<string, unknown>>,
  issues: readonly z.core.$ZodIssue[],
): PartialSettings {
  const copy = structuredClone(given);
  for (const issue of issues) {
    const keys = issue.code === "unrecognized_keys" ? issue.keys : [undefined];
    for (const key of keys) remove(copy, pathToRemove(key === undefined ? issue.path : [...issue.path, key]));
  }
  return partialSettings.parse(copy);
}

/** A list goes as a whole, and so do the subnets of a role: half of them would look like a mistake of their own. */
function pathToRemove(path: readonly PropertyKey[]): readonly PropertyKey[] {
  if (path[0] === "subnets") return path.slice(0, 2);
  // Of a database of no kind nothing can be said.
  if (path[0] === "databases" && path[2] === "kind") return path.slice(0, 2);
  // A grant goes as a whole.
  if (path[0] === "databases" && path[2] === "sharedWith" && typeof path[3] === "string") return path.slice(0, 4);
  // Without one of them the others would look too few.
  if (path[0] === "databases" && path[2] === "instances") return path.slice(0, 3);
  const index = path.findIndex((part) => typeof part === "number");
  return index === -1 ? path : path.slice(0, index);
}

function remove(from: Record<PropertyKey, unknown>, path: readonly PropertyKey[]): void {
  const [key, ...rest] = path;
  if (key === undefined) return;
  const value = from[key];
  if (rest.length === 0 || typeof value !== "object" || value === null) {
    // eslint-disable-next-line @typescript-eslint/no-dynamic-delete -- a copy of user input, keyed by it
    delete from[key];
  } else {
    remove(value as Record<PropertyKey, unknown>, rest);
  }
}
