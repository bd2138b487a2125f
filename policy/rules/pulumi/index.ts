import type { Rule } from "../../framework/rule";
import { allowedAccounts } from "./allowed-accounts";
import { allowedRegions } from "./allowed-regions";
import { noIgnoredSecurityProperties } from "./no-ignored-security-properties";
import { policyExemptionValid } from "./policy-exemption-valid";
import { providerCredentials } from "./provider-credentials";
import { requiredTags } from "./required-tags";
import { statefulProtected } from "./stateful-protected";

export const pulumiRules: readonly Rule[] = [
  requiredTags,
  allowedRegions,
  allowedAccounts,
  providerCredentials,
  statefulProtected,
  noIgnoredSecurityProperties,
  policyExemptionValid,
];
