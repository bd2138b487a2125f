import * as ec2 from "@pulumi/aws/ec2";
import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

import type { Place } from "../account/place";
import type { DatabaseEngine } from "./database-engine";
import { instanceParameters } from "./instance-parameters";
import { monitoringRole } from "./monitoring-role";
import type { SubnetIds } from "./subnet-ids";

/** What an instance stands on. */
export interface Surroundings {
  /** Name of the subnet group. */
  readonly subnetGroupName: pulumi.Input<string>;
  /** Id of the security group. */
  readonly securityGroupId: pulumi.Input<string>;
  /** Name of the parameter group. */
  readonly parameterGroupName: pulumi.Input<string>;
  /** ARN of the role for enhanced monitoring. */
  readonly monitoringRoleArn: pulumi.Input<string>;
}

/** What a member of a `DatabaseFleet` is given. */
export interface FleetMember extends Surroundings {
  /** What tells the security group from the fleet's others. */
  readonly securityGroupKey: string;
  /** What the member is tagged with to be backed up. */
  readonly backupTags: Readonly<Record<string, pulumi.Input<string>>>;
}

/** What a database needs for itself alone. */
export interface OwnSurroundingsArgs {
  readonly place: Place;
  readonly engine: DatabaseEngine;
  readonly engineVersion: string;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: SubnetIds;
}

/**
 * Makes all of it for one database alone; the names are those of 0.1, whose databases keep what they have.
 * @returns Besides, what an instance waits for because no output says that it is there.
 */
export function ownSurroundings(
  name: string,
  { place, engine, engineVersion, vpcId, subnetIds }: OwnSurroundingsArgs,
  parent: pulumi.Resource,
): Surroundings & { readonly ready: readonly pulumi.Resource[] } {
  const description = `Database ${name}`;
  const group = new ec2.SecurityGroup(
    `${name}-security-group`,
    { vpcId, description, tags: { Name: name } },
    { parent },
  );
  const subnets = new rds.SubnetGroup(`${name}-subnets`, { description, subnetIds }, { parent });
  const about = { engine, engineVersion, description: `${description}, TLS required` };
  const parameters = instanceParameters(`${name}-parameters`, about, parent);
  const monitoring = monitoringRole(name, place, parent);
  return {
    subnetGroupName: subnets.name,
    securityGroupId: group.id,
    parameterGroupName: parameters.name,
    monitoringRoleArn: monitoring.roleArn,
    ready: [monitoring.policy],
  };
}
