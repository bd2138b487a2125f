/** The types of what several readers ask for: those of aws, then those of aws-native. */
import type { Token } from "./tokens";

/** Instances and clusters. The members of a cluster have a type of their own only in aws. */
export const databaseTypes = [
  "aws:rds/instance:Instance",
  "aws:rds/cluster:Cluster",
  "aws-native:rds:DbInstance",
  "aws-native:rds:DbCluster",
] as const satisfies readonly Token[];

export const gatewayTypes = [
  "aws:vpclattice/resourceGateway:ResourceGateway",
  "aws-native:vpclattice:ResourceGateway",
] as const satisfies readonly Token[];

export const configurationTypes = [
  "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
  "aws-native:vpclattice:ResourceConfiguration",
] as const satisfies readonly Token[];

export const networkTypes = [
  "aws:vpclattice/serviceNetwork:ServiceNetwork",
  "aws-native:vpclattice:ServiceNetwork",
] as const satisfies readonly Token[];

export const accessLogTypes = [
  "aws:vpclattice/accessLogSubscription:AccessLogSubscription",
  "aws-native:vpclattice:AccessLogSubscription",
] as const satisfies readonly Token[];

export const vpcTypes = ["aws:ec2/vpc:Vpc", "aws-native:ec2:Vpc"] as const satisfies readonly Token[];

export const subnetTypes = ["aws:ec2/subnet:Subnet", "aws-native:ec2:Subnet"] as const satisfies readonly Token[];

export const flowLogTypes = ["aws:ec2/flowLog:FlowLog", "aws-native:ec2:FlowLog"] as const satisfies readonly Token[];
