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

export const NOWHERE = "must have either a fleet, or a vpcId and subnetIds of its own";

/** What a database stands on; undefined where it is nothing, or both. */
export function groundOf({ fleet, vpcId, subnetIds }: Partial<OwnGroundArgs> & { readonly fleet?: FleetMember }) {
  if (fleet !== undefined) return vpcId === undefined && subnetIds === undefined ? { fleet } : undefined;
  return vpcId === undefined || subnetIds === undefined ? undefined : { vpcId, subnetIds };
}

/** Where a database stands that is in no fleet. */
export interface OwnGroundArgs {
  readonly place: Place;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: SubnetIds;
}

/** What an instance needs for itself alone. */
export interface OwnSurroundingsArgs extends OwnGroundArgs {
  readonly engine: DatabaseEngine;
  readonly engineVersion: string;
}

/** What a database waits for because no output says that it is there. */
interface Ready {
  readonly ready: readonly pulumi.Resource[];
}

/** Makes all of it for one instance alone; the names are those of 0.1, whose databases keep what they have. */
export function ownSurroundings(
  name: string,
  { engine, engineVersion, ...ground }: OwnSurroundingsArgs,
  parent: pulumi.Resource,
): Surroundings & Ready {
  const own = ownGround(name, ground, parent);
  const about = { engine, engineVersion, description: `Database ${name}, TLS required` };
  return { ...own, parameterGroupName: instanceParameters(`${name}-parameters`, about, parent).name };
}

/** The same but for the parameter group, which an instance and a cluster have each of another type. */
export function ownGround(
  name: string,
  { place, vpcId, subnetIds }: OwnGroundArgs,
  parent: pulumi.Resource,
): Omit<Surroundings, "parameterGroupName"> & Ready {
  const description = `Database ${name}`;
  const group = new ec2.SecurityGroup(
    `${name}-security-group`,
    { vpcId, description, tags: { Name: name } },
    { parent },
  );
  const subnets = new rds.SubnetGroup(`${name}-subnets`, { description, subnetIds }, { parent });
  const monitoring = monitoringRole(name, place, parent);
  return {
    subnetGroupName: subnets.name,
    securityGroupId: group.id,
    monitoringRoleArn: monitoring.roleArn,
    ready: [monitoring.policy],
  };
}
