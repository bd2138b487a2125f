import type { Rule } from "../../framework/rule";
import { consumerReachesItsDatabases } from "./consumer-reaches-its-databases";
import { databaseAudienceAsDeclared } from "./database-audience-as-declared";
import { latticeAccessLogs } from "./lattice-access-logs";
import { latticeAssociationSecurityGroups } from "./lattice-association-security-groups";
import { latticeAuthPolicyIsNotDatabaseProtection } from "./lattice-auth-policy-is-not-database-protection";
import { latticeAuthTypeIam } from "./lattice-auth-type-iam";
import { latticeConfigNoReshare } from "./lattice-config-no-reshare";
import { latticeConfigPorts } from "./lattice-config-ports";
import { latticeConfigTarget } from "./lattice-config-target";
import { latticeForeignProducer } from "./lattice-foreign-producer";
import { latticeGatewayEgressToDatabaseOnly } from "./lattice-gateway-egress-to-database-only";
import { latticeGatewayPrivateMultiAz } from "./lattice-gateway-private-multi-az";
import { latticeGatewaySecurityGroups } from "./lattice-gateway-security-groups";
import { latticeNoOpenAuthPolicy } from "./lattice-no-open-auth-policy";
import { latticeNoOpenResourcePolicy } from "./lattice-no-open-resource-policy";
import { latticePrivateDnsScope } from "./lattice-private-dns-scope";

export const latticeRules: readonly Rule[] = [
  databaseAudienceAsDeclared,
  consumerReachesItsDatabases,
  latticeAuthTypeIam,
  latticeNoOpenAuthPolicy,
  latticeAuthPolicyIsNotDatabaseProtection,
  latticeNoOpenResourcePolicy,
  latticeGatewaySecurityGroups,
  latticeGatewayEgressToDatabaseOnly,
  latticeGatewayPrivateMultiAz,
  latticeConfigPorts,
  latticeConfigTarget,
  latticeConfigNoReshare,
  latticeAssociationSecurityGroups,
  latticePrivateDnsScope,
  latticeAccessLogs,
  latticeForeignProducer,
];
