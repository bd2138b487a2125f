import type * as pulumi from "@pulumi/pulumi";

import type { Place } from "../components/account/place";
import type { ExistingDatabaseArgs } from "../components/database/existing-database";
import { existingFacts, type ExistingFacts } from "../components/database/existing-facts";
import { existingUnfitness } from "../components/database/existing-fitness";
import { RDS_ARN } from "../components/database/existing-problems";
import type { ExistingSettings } from "../components/database/existing-settings";
import { ENGINES } from "../components/database/database-engine";
import { defaultDatabaseName } from "../components/database/database-settings";
import type { ProxyTargetIdentifier } from "../components/database/database-proxy";
import { isInVpc } from "./brought-network";
import { configError } from "./config-error";
import { configKey, fieldProblem, NAMESPACE, problem, shown, type ConfigProblem, type Edit } from "./config-problem";
import type { DatabaseEntry } from "./settings/kinds";
import { withLoginFacts } from "./unseen-login-facts";

/** Databases that are there already, by their names in the configuration. */
export type FoundDatabases = Readonly<
  Record<string, { readonly database: ExistingDatabaseArgs; readonly identifier: ProxyTargetIdentifier }>
>;

type ExistingEntry = Extract<DatabaseEntry, { kind: "existing" }>;
type Found = FoundDatabases[string] | readonly ConfigProblem[];

/**
 * Looks for the databases that are there already, and refuses those that are unfit, before anything is registered.
 * @param vpcId The VPC of the resource gateway.
 * @param native A provider of aws-native, which alone tells some facts.
 * @throws pulumi.RunError with all that is wrong, each with its key and what to do.
 */
export async function foundDatabases(
  stack: string,
  { place, databases }: { readonly place: Place; readonly databases: Readonly<Record<string, DatabaseEntry>> },
  vpcId: string,
  native: () => pulumi.ProviderResource,
): Promise<FoundDatabases> {
  const entries = Object.entries(databases).flatMap(([name, entry]) => {
    return entry.kind === "existing" ? [[name, entry] as const] : [];
  });
  const all = await Promise.all(
    entries.map(async ([name, entry]) => [name, await look(name, entry, place, vpcId, native)] as const),
  );
  const problems = all.flatMap(([, found]) => (isProblems(found) ? found : []));
  if (problems.length > 0) throw configError(stack, problems, { databases });
  return Object.fromEntries(all.flatMap(([name, found]) => (isProblems(found) ? [] : [[name, found]])));
}

function isProblems(found: Found): found is readonly ConfigProblem[] {
  return Array.isArray(found);
}

async function look(
  name: string,
  entry: ExistingEntry,
  place: Place,
  vpcId: string,
  native: () => pulumi.ProviderResource,
): Promise<Found> {
  const { existing } = entry;
  const path = ["databases", name];
  if (existing.domainName !== undefined) return byName(path, entry, existing.domainName, vpcId);
  const [, , , what, id = ""] = RDS_ARN.exec(existing.arn ?? "") ?? [];
  const seen = await existingFacts(existing.identifier ?? id, what === "db" || what === "cluster" ? what : undefined);
  const key = existing.identifier === undefined ? "arn" : "identifier";
  if (seen === undefined) {
    const wanted = `the ${what === undefined ? "instance, cluster or proxy" : what === "db" ? "instance" : what}`;
    const text = `must name ${wanted} of account ${place.accountId} in ${place.region}, got ${shown(existing[key])}, which is not there`;
    return [{ ...problem([...path, key], text), edits: [] }];
  }
  const facts = await withLoginFacts(seen, native);
  const unfit = existingUnfitness(facts, existing, vpcId).map(({ text, run }): ConfigProblem => {
    const said = fieldProblem(path, text.replace(/^database /, `${key} `));
    return { ...said, ...(run === undefined ? { edits: editsFor(said.key, path, facts, text) } : { run }) };
  });
  return unfit.length > 0 ? unfit : adopted(name, facts, existing);
}

/** What a setting is to be, where RDS says it. */
function editsFor(key: string, path: readonly string[], facts: ExistingFacts, text: string): readonly Edit[] {
  const own = (field: string) => configKey(NAMESPACE, [...path, field]);
  if (key === own("engine") && facts.engine !== undefined) return [{ key, value: facts.engine }];
  if (key === own("securityGroupId")) return facts.securityGroupIds.slice(0, 1).map((value) => ({ key, value }));
  if (facts.memberOf !== undefined && key === own("identifier")) return [{ key, value: facts.memberOf }];
  return text.startsWith("databaseName") ? [{ key, value: defaultDatabaseName(path[1] ?? "") }] : [];
}

function adopted(name: string, facts: ExistingFacts, settings: ExistingSettings): FoundDatabases[string] {
  const { what, identifier, engine = "postgres", port, address, readerAddress, arn, resourceId } = facts;
  const { addIngressRule, securityGroupId = facts.securityGroupIds[0] ?? "" } = settings;
  const isProxy = what === "proxy";
  return {
    identifier: what === "cluster" ? { cluster: identifier } : { instance: identifier },
    database: {
      engine: settings.engine ?? engine,
      port,
      address,
      ...(readerAddress !== undefined && { readerAddress }),
      databaseName: settings.databaseName ?? facts.databaseName ?? defaultDatabaseName(name),
      ...(!isProxy && { arn }),
      resourceId,
      securityGroupId,
      ...(addIngressRule !== undefined && { addIngressRule }),
    },
  };
}

/** A database that RDS does not know: all that can be looked at is its security group. */
async function byName(
  path: readonly string[],
  { existing }: ExistingEntry,
  address: string,
  vpcId: string,
): Promise<Found> {
  const { engine = "postgres", securityGroupId = "", port = ENGINES[engine].port, addIngressRule } = existing;
  const databaseName = existing.databaseName ?? defaultDatabaseName(path[1] ?? "");
  if (!(await isInVpc(securityGroupId, vpcId))) {
    const text = `must be a security group of ${vpcId}, the VPC of lattice-db:network, got ${shown(securityGroupId)}`;
    return [{ ...problem([...path, "securityGroupId"], text), edits: [] }];
  }
  const rule = addIngressRule === undefined ? {} : { addIngressRule };
  return { identifier: {}, database: { engine, port, databaseName, address, securityGroupId, ...rule } };
}
