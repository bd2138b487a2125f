import type { Entity, Kind, Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { owned } from "../owned";
import type { Caller } from "../services";
import {
  internetGatewayKind,
  routeTableKind,
  securityGroupKind,
  subnetKind,
  vpcKind,
  type InternetGateway,
  type RouteTable,
  type SecurityGroup,
  type Subnet,
  type Vpc,
} from "./entities";

/** The caller's own VPC, or `InvalidVpcID.NotFound`. */
export function findVpc(reads: Reads, caller: Caller, id: string): Entity<Vpc> {
  return find(reads, vpcKind, caller, id, "InvalidVpcID.NotFound", `The vpc ID '${id}' does not exist`);
}

/** The caller's own subnet, or `InvalidSubnetID.NotFound`. */
export function findSubnet(reads: Reads, caller: Caller, id: string): Entity<Subnet> {
  return find(reads, subnetKind, caller, id, "InvalidSubnetID.NotFound", `The subnet ID '${id}' does not exist`);
}

/** The caller's own security group, or `InvalidGroup.NotFound`. */
export function findSecurityGroup(reads: Reads, caller: Caller, id: string): Entity<SecurityGroup> {
  const message = `The security group '${id}' does not exist`;
  return find(reads, securityGroupKind, caller, id, "InvalidGroup.NotFound", message);
}

/** The caller's own route table, or `InvalidRouteTableID.NotFound`. */
export function findRouteTable(reads: Reads, caller: Caller, id: string): Entity<RouteTable> {
  const message = `The routeTable ID '${id}' does not exist`;
  return find(reads, routeTableKind, caller, id, "InvalidRouteTableID.NotFound", message);
}

/** The caller's own internet gateway, or `InvalidInternetGatewayID.NotFound`. */
export function findInternetGateway(reads: Reads, caller: Caller, id: string): Entity<InternetGateway> {
  const message = `The internetGateway ID '${id}' does not exist`;
  return find(reads, internetGatewayKind, caller, id, "InvalidInternetGatewayID.NotFound", message);
}

function find<T>(reads: Reads, kind: Kind<T>, caller: Caller, id: string, code: string, message: string): Entity<T> {
  const entity = owned(reads, kind, id, caller);
  if (entity === undefined) throw new AwsError(code, message);
  return entity;
}
