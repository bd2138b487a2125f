import * as ec2 from "@pulumi/aws/ec2";
import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

import type { Place } from "../account/place";
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

/** What several databases carry, so that one rule of the gateway opens the way to all of them. */
export interface SharedGroup {
  /** Tells it from the gateway's other groups; a part of the rules' names. */
  readonly key: string;
  readonly id: pulumi.Output<string>;
}

/** What a member of a `DatabaseFleet` is given. */
export interface FleetMember extends Omit<Surroundings, "parameterGroupName"> {
  /** Name of the parameter group, where the member sets no parameters of its own. */
  readonly parameterGroupName?: pulumi.Input<string>;
  /** What tells the security group from the fleet's others. */
  readonly securityGroupKey: string;
  /** What its read replicas carry: never the member's own group, which lets its proxy in. Undefined where it has none. */
  readonly replicaSecurityGroup?: SharedGroup;
  /** What the member is tagged with to be backed up. */
  readonly backupTags: Readonly<Record<string, pulumi.Input<string>>>;
}

/** What a cluster that is a member is given. */
export interface ClusterFleetMember extends FleetMember {
  /** Name of the cluster's parameter group. */
  readonly parameterGroupName: pulumi.Input<string>;
}

export const NOWHERE = "must have either a fleet, or a vpcId and subnetIds of its own";

/** What a database stands on; undefined where it is nothing, or both. */
export function groundOf<Member extends FleetMember>(given: Partial<OwnGroundArgs> & { readonly fleet?: Member }) {
  const { fleet, vpcId, subnetIds } = given;
  if (fleet !== undefined) return vpcId === undefined && subnetIds === undefined ? { fleet } : undefined;
  return vpcId === undefined || subnetIds === undefined ? undefined : { vpcId, subnetIds };
}

/** Where a database stands that is in no fleet. */
export interface OwnGroundArgs {
  readonly place: Place;
  readonly vpcId: pulumi.Input<string>;
  readonly subnetIds: SubnetIds;
}

/** What a database waits for because no output says that it is there. */
interface Ready {
  readonly ready: readonly pulumi.Resource[];
}

/**
 * Makes it for one database alone, but for the parameter group, of which a cluster has another type; the names are those
 * of 0.1, whose databases keep what they have.
 */
export function ownGround(
  name: string,
  { place, vpcId, subnetIds }: OwnGroundArgs,
  parent: pulumi.Resource,
): Omit<Surroundings, "parameterGroupName"> & Ready {
  const description = `Database ${name}`;
  const group = securityGroup(name, { vpcId, description }, parent);
  const subnets = new rds.SubnetGroup(`${name}-subnets`, { description, subnetIds }, { parent });
  const monitoring = monitoringRole(name, place, parent);
  return {
    subnetGroupName: subnets.name,
    securityGroupId: group.id,
    monitoringRoleArn: monitoring.roleArn,
    ready: [monitoring.policy],
  };
}

/** Makes the group that decides who may connect, without rules, as `NAME-security-group`. */
export function securityGroup(
  name: string,
  args: Pick<ec2.SecurityGroupArgs, "vpcId" | "description">,
  parent: pulumi.Resource,
): ec2.SecurityGroup {
  return new ec2.SecurityGroup(`${name}-security-group`, { ...args, tags: { Name: name } }, { parent });
}
