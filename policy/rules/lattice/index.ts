import type { Rule } from "../../framework/rule";
import { latticeAccessLogs } from "./access-logs";
import { latticeGatewaySecurityGroups } from "./gateway-security-groups";

export const latticeRules: readonly Rule[] = [latticeGatewaySecurityGroups, latticeAccessLogs];
