import type { ProviderFunction } from "../functions";
import { getAvailabilityZones } from "./get-availability-zones";
import { getCallerIdentity } from "./get-caller-identity";
import { getPartition } from "./get-partition";
import { getRegion } from "./get-region";
import { getPolicyDocument } from "./iam/get-policy-document";
import { getOrganization } from "./organizations/get-organization";
import { getResourceShare } from "./ram/get-resource-share";
import { getServiceQuota } from "./servicequotas/get-service-quota";
import { getEndpointAssociations } from "./vpc/get-endpoint-associations";

/** Every `@pulumi/aws` function the local cloud models, by token. Anything else is refused by name. */
const functions: readonly ProviderFunction[] = [
  getAvailabilityZones,
  getCallerIdentity,
  getEndpointAssociations,
  getOrganization,
  getPartition,
  getPolicyDocument,
  getRegion,
  getResourceShare,
  getServiceQuota,
];

export const awsFunctions: Readonly<Record<string, ProviderFunction>> = Object.fromEntries(
  functions.map((it) => [it.token, it]),
);
