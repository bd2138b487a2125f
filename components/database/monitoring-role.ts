import * as iam from "@pulumi/aws/iam";
import type * as pulumi from "@pulumi/pulumi";

import { awsManagedPolicy, type Place } from "../account/place";
import { serviceTrustPolicy } from "../account/trust-policy";

/** The role by which RDS writes what it sees of the machines. */
export interface Monitoring {
  readonly roleArn: pulumi.Output<string>;
  /** What an instance waits for: the role's ARN does not say that its policy is there. */
  readonly policy: iam.RolePolicyAttachment;
}

/** Makes a role that only RDS of this account can take, as `NAME-monitoring-role`. */
export function monitoringRole(name: string, place: Place, parent: pulumi.Resource): Monitoring {
  const opts = { parent };
  const role = new iam.Role(
    `${name}-monitoring-role`,
    { assumeRolePolicy: serviceTrustPolicy(place, "monitoring.rds.amazonaws.com") },
    opts,
  );
  const policyArn = awsManagedPolicy(place, "service-role/AmazonRDSEnhancedMonitoringRole");
  const policy = new iam.RolePolicyAttachment(`${name}-monitoring-policy`, { role: role.name, policyArn }, opts);
  return { roleArn: role.arn, policy };
}
