import type { Entity, Reads, Transaction } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { entityOf } from "../entity-of";
import { NotModelledError } from "../not-modelled";
import { allOwned } from "../owned";
import type { Caller, Services } from "../services";
import { engineOfClusterFamily } from "./clusters/engines";
import { engineOfFamily, type Engine, type EngineName } from "./engines";
import {
  dbInstanceKind,
  dbParameterGroupKind,
  type DbInstance,
  type DbParameter,
  type DbParameterGroup,
} from "./entities";
import { findParameterGroup, parameterGroupArn, parameterGroupOf } from "./find";
import { allows } from "./parameter";
import { parameterNamed } from "./parameters";
import { withChangedParameters } from "./parameters-in-effect";

type Needs = Pick<Services, "store" | "databases">;

/** CreateDBParameterGroup and ModifyDBParameterGroup. */
export function createParameterGroup(
  services: Pick<Services, "store">,
  caller: Caller,
  request: DbParameterGroup,
): Promise<Entity<DbParameterGroup>> {
  const { dbParameterGroupName: name, dbParameterGroupFamily: family } = request;
  return services.store.transaction((transaction) => {
    checkGroupName("DBParameterGroupName", name);
    if (parameterGroupOf(transaction, caller, name) !== undefined) {
      throw new AwsError("DBParameterGroupAlreadyExists", `Parameter group ${name} already exists`);
    }
    checkParameters(engineOf(family), request.parameters);
    const arn = parameterGroupArn(caller, name);
    const group = entityOf(dbParameterGroupKind, arn, arn, caller, request);
    transaction.put(group);
    return group;
  });
}

/** ModifyDBParameterGroup and ResetDBParameterGroup: makes `parameters` all that is set, and tells running servers. */
export async function modifyParameterGroup(
  services: Needs,
  caller: Caller,
  name: string,
  settings: Pick<DbParameterGroup, "parameters" | "tags">,
): Promise<void> {
  const changed = await services.store.transaction((transaction) => {
    const group = findParameterGroup(transaction, caller, name);
    checkParameters(engineOf(group.data.dbParameterGroupFamily), settings.parameters);
    const now = { ...group, data: { ...group.data, ...settings } };
    transaction.put(now);
    return applyToInstances(transaction, caller, group, now);
  });
  for (const { before, now } of changed) await services.databases.modified(now, before);
}

/** DeleteDBParameterGroup: refused while an instance uses it. */
export function deleteParameterGroup(services: Pick<Services, "store">, caller: Caller, name: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const group = findParameterGroup(transaction, caller, name);
    if (instancesOf(transaction, caller, name).length > 0) {
      const message = `One or more database instances are still members of this parameter group ${name}, so the group cannot be deleted`;
      throw new AwsError("InvalidDBParameterGroupState", message);
    }
    transaction.delete(dbParameterGroupKind, group.id);
  });
}

interface Change {
  readonly before: Entity<DbInstance>;
  readonly now: Entity<DbInstance>;
}

function applyToInstances(
  transaction: Transaction,
  caller: Caller,
  group: Entity<DbParameterGroup>,
  now: Entity<DbParameterGroup>,
): readonly Change[] {
  return instancesOf(transaction, caller, group.data.dbParameterGroupName).map((before) => {
    const data = withChangedParameters(before.data, group.data, now.data);
    const instance = { ...before, data };
    transaction.put(instance);
    return { before, now: instance };
  });
}

function instancesOf(reads: Reads, caller: Caller, name: string): readonly Entity<DbInstance>[] {
  return allOwned(reads, dbInstanceKind, caller).filter((it) => it.data.dbParameterGroupName === name);
}

function engineOf(family: string): Engine {
  const found = engineOfFamily(family);
  if (found !== undefined) return found.engine;
  if (engineOfClusterFamily(family) !== undefined) {
    const instead = "put its parameters into a ClusterParameterGroup";
    throw new NotModelledError(`parameter groups for single instances of a cluster (${family})`, instead);
  }
  const message = `ParameterGroupFamily ${family} is not a valid parameter group family`;
  throw new AwsError("InvalidParameterValue", message);
}

export function checkGroupName(parameter: string, name: string): void {
  if (/^[a-z](-?[a-z0-9.])*$/.test(name) && name.length <= 255 && !name.startsWith("default.")) return;
  const message = `The parameter ${parameter} is not a valid identifier. Identifiers must begin with a letter; must contain only ASCII letters, digits, and hyphens; and must not end with a hyphen or contain two consecutive hyphens.`;
  throw new AwsError("InvalidParameterValue", message);
}

export function checkParameters(engine: { readonly name: EngineName }, parameters: readonly DbParameter[]): void {
  for (const { parameterName: name, parameterValue: value, applyMethod } of parameters) {
    const parameter = parameterNamed(engine, name);
    if (parameter === undefined) {
      throw new NotModelledError(`the ${engine.name} parameter ${name}`, "leave it out, or check its spelling");
    }
    if (!parameter.isModifiable) {
      throw new AwsError("InvalidParameterValue", `The parameter ${name} cannot be modified.`);
    }
    if (!allows(parameter, value)) {
      const message = `Invalid parameter value: ${value} for: ${name} allowed values are: ${parameter.allowedValues ?? ""}`;
      throw new AwsError("InvalidParameterValue", message);
    }
    if (parameter.applyType === "static" && applyMethod === "immediate") {
      throw new AwsError("InvalidParameterCombination", "cannot use immediate apply method for static parameter");
    }
  }
}
