import type { Reads } from "../../state/store";
import type { Caller } from "../services";
import { clusterEngineNamed, isClusterEngine } from "./clusters/engines";
import { engineNamed, majorOf, type EngineName } from "./engines";
import type { DbInstance, DbParameter, DbParameterGroup } from "./entities";
import { parameterGroupOf } from "./find";
import { checkParameterEffects } from "./parameter-effects";
import { defaultParameters } from "./parameters";

/** What the server runs with: what was applied to it over the defaults of its family that the local cloud acts on. */
function parametersInEffect(instance: DbInstance): Readonly<Record<string, string>> {
  const engine = engineOf(instance.engine);
  return { ...defaultParameters(engine, majorOf(engine, instance.engineVersion)), ...instance.appliedParameters };
}

/** Of an instance or of a cluster. */
export function engineOf(name: string): { readonly name: EngineName } {
  return isClusterEngine(name) ? clusterEngineNamed(name) : engineNamed(name);
}

/** Another group's values wait for a reboot, all of them; a major upgrade is one. */
export function withGroup(reads: Reads, caller: Caller, before: DbInstance, now: DbInstance): DbInstance {
  if (before.dbParameterGroupName === now.dbParameterGroupName) return now;
  checkParameterEffects(now, parameterGroupOf(reads, caller, now.dbParameterGroupName)?.data.parameters ?? []);
  return { ...now, parameterApplyStatus: "pending-reboot" };
}

/** Whether the server refuses a connection without TLS. */
export function requiresTls(instance: DbInstance): boolean {
  const parameters = parametersInEffect(instance);
  return parameters["rds.force_ssl"] === "1" || ["1", "ON"].includes(parameters.require_secure_transport ?? "");
}

/** The instance as a reboot leaves it: all of its group's values are in effect. */
export function withAllParameters(reads: Reads, caller: Caller, instance: DbInstance): DbInstance {
  const group = parameterGroupOf(reads, caller, instance.dbParameterGroupName);
  checkParameterEffects(instance, group?.data.parameters ?? []);
  return { ...instance, appliedParameters: valuesOf(group?.data.parameters ?? []), parameterApplyStatus: "in-sync" };
}

/** The instance as a change of its group leaves it: `immediate` values are in effect at once, the others wait. */
export function withChangedParameters(
  instance: DbInstance,
  before: Pick<DbParameterGroup, "parameters">,
  now: Pick<DbParameterGroup, "parameters">,
): DbInstance {
  checkParameterEffects(instance, now.parameters);
  const applied = { ...instance.appliedParameters };
  const waiting = new Set<string>();
  const [old, wanted] = [byName(before.parameters), byName(now.parameters)];
  for (const name of new Set([...old.keys(), ...wanted.keys()])) {
    const [was, is] = [old.get(name), wanted.get(name)];
    if (was?.parameterValue === is?.parameterValue) continue;
    if ((is ?? was)?.applyMethod === "pending-reboot") waiting.add(name);
    else if (is === undefined) Reflect.deleteProperty(applied, name);
    else applied[name] = is.parameterValue;
  }
  const parameterApplyStatus = waiting.size > 0 ? "pending-reboot" : instance.parameterApplyStatus;
  return { ...instance, appliedParameters: applied, parameterApplyStatus };
}

function valuesOf(parameters: readonly DbParameter[]): Readonly<Record<string, string>> {
  return Object.fromEntries(parameters.map((it) => [it.parameterName, it.parameterValue]));
}

function byName(parameters: readonly DbParameter[]): ReadonlyMap<string, DbParameter> {
  return new Map(parameters.map((it) => [it.parameterName, it]));
}
