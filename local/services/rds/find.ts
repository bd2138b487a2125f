import type { Entity, Reads } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { allOwned, owned } from "../owned";
import type { Caller } from "../services";
import {
  dbInstanceKind,
  dbParameterGroupKind,
  dbSubnetGroupKind,
  type DbInstance,
  type DbParameterGroup,
  type DbSubnetGroup,
} from "./entities";

/** The caller's own instance of this identifier or resource id (`db-…`); undefined for none. */
export function dbInstanceOf(reads: Reads, caller: Caller, id: string): Entity<DbInstance> | undefined {
  return allOwned(reads, dbInstanceKind, caller).find(
    (it) => it.data.dbInstanceIdentifier === id.toLowerCase() || it.id === id,
  );
}

/** As `dbInstanceOf`, or `DBInstanceNotFound`. */
export function findDbInstance(reads: Reads, caller: Caller, id: string): Entity<DbInstance> {
  const instance = dbInstanceOf(reads, caller, id);
  if (instance === undefined) throw new AwsError("DBInstanceNotFound", `DBInstance ${id} not found.`);
  return instance;
}

export function subnetGroupOf(reads: Reads, caller: Caller, name: string): Entity<DbSubnetGroup> | undefined {
  return owned(reads, dbSubnetGroupKind, subnetGroupArn(caller, name), caller);
}

/** The caller's own subnet group, or `DBSubnetGroupNotFoundFault`. */
export function findSubnetGroup(reads: Reads, caller: Caller, name: string): Entity<DbSubnetGroup> {
  const group = subnetGroupOf(reads, caller, name);
  if (group === undefined) {
    throw new AwsError("DBSubnetGroupNotFoundFault", `DB subnet group '${name}' does not exist.`);
  }
  return group;
}

export function parameterGroupOf(reads: Reads, caller: Caller, name: string): Entity<DbParameterGroup> | undefined {
  return owned(reads, dbParameterGroupKind, parameterGroupArn(caller, name), caller);
}

/** The caller's own parameter group, or `DBParameterGroupNotFound`. */
export function findParameterGroup(reads: Reads, caller: Caller, name: string): Entity<DbParameterGroup> {
  const group = parameterGroupOf(reads, caller, name);
  if (group === undefined) throw new AwsError("DBParameterGroupNotFound", `DBParameterGroup not found: ${name}`);
  return group;
}

export function subnetGroupArn(caller: Caller, name: string): string {
  return arnOf(caller, "rds", `subgrp:${name}`);
}

export function parameterGroupArn(caller: Caller, name: string): string {
  return arnOf(caller, "rds", `pg:${name}`);
}
