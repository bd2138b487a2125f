import type { Rule } from "../../framework/rule";
import { latticeAccessLogs } from "./lattice-access-logs";
import { latticeGatewaySecurityGroups } from "./lattice-gateway-security-groups";

export const latticeRules: readonly Rule[] = [latticeGatewaySecurityGroups, latticeAccessLogs];
