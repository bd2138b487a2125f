import { QUOTAS } from "./quotas";

/** How many databases a producer can have: the gateway's security group has a rule for each. */
export const MAX_DATABASES = QUOTAS.securityGroupRules.most("");
