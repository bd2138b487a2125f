import { getDbClusterParameterGroup } from "@pulumi/aws-native/rds/getDbClusterParameterGroup";
import { getDbInstance } from "@pulumi/aws-native/rds/getDbInstance";
import { getDbParameterGroup } from "@pulumi/aws-native/rds/getDbParameterGroup";
import * as pulumi from "@pulumi/pulumi";

import type { ExistingFacts } from "../components/database/existing-facts";

/**
 * Adds whether a database takes IAM logins and refuses connections without TLS, of which the functions of @pulumi/aws say
 * nothing. Where those of aws-native do not answer either, a person is told to look.
 * @param native A provider of aws-native, made when it is asked for.
 */
export async function withLoginFacts(
  facts: ExistingFacts,
  native: () => pulumi.ProviderResource,
): Promise<ExistingFacts> {
  const iamLogin = facts.iamLogin ?? (facts.what === "instance" ? await iamOf(facts, native) : undefined);
  const requiresTls = facts.requiresTls ?? (await tlsOf(facts, native));
  const unsure = [
    ...(iamLogin === undefined ? ["takes IAM logins"] : []),
    ...(requiresTls === undefined ? ["refuses connections without TLS"] : []),
  ];
  if (unsure.length > 0) {
    const look = facts.what === "cluster" ? "clusters --db-cluster-identifier" : "instances --db-instance-identifier";
    void pulumi.log.warn(
      `Nobody can tell at preview whether ${facts.identifier} ${unsure.join(" and ")}. Look before you share it:` +
        `\n  aws rds describe-db-${look} ${facts.identifier}`,
    );
  }
  return {
    ...facts,
    ...(iamLogin !== undefined && { iamLogin }),
    ...(requiresTls !== undefined && { requiresTls }),
  };
}

async function iamOf({ identifier }: ExistingFacts, native: () => pulumi.ProviderResource) {
  try {
    const { enableIamDatabaseAuthentication } = await getDbInstance(
      { dbInstanceIdentifier: identifier },
      { provider: native() },
    );
    return enableIamDatabaseAuthentication;
  } catch {
    return undefined;
  }
}

/** By the parameter of its group; of a group that does not set it only the defaults that are sure are judged. */
async function tlsOf(facts: ExistingFacts, native: () => pulumi.ProviderResource): Promise<boolean | undefined> {
  const { parameterGroup, engine } = facts;
  if (parameterGroup === undefined) return undefined;
  const name = engine === "postgres" ? "rds.force_ssl" : "require_secure_transport";
  const given = parameterGroup.startsWith("default.") ? undefined : await parametersOf(facts, parameterGroup, native);
  const value = given?.[name];
  if (typeof value === "string" || typeof value === "number") return /^(?:1|on|true)$/i.test(String(value));
  return parameterGroup.startsWith("default.") ? byDefault(parameterGroup) : undefined;
}

/** What the default groups say (RDS and Aurora guides): PostgreSQL from 15 on, MariaDB from 11.8, Aurora MySQL from 8.4. */
function byDefault(group: string): boolean | undefined {
  const [, family = "", version = ""] = /^default\.([a-z-]+?)(\d+(?:\.\d+)?)$/.exec(group) ?? [];
  const number = Number(version);
  if (family === "postgres") return number >= 15;
  if (family === "mysql") return false;
  if (family === "mariadb") return number >= 11.8;
  return family === "aurora-mysql" ? number >= 8.4 : undefined;
}

async function parametersOf(
  { what }: ExistingFacts,
  name: string,
  native: () => pulumi.ProviderResource,
): Promise<Readonly<Record<string, unknown>> | undefined> {
  try {
    const options = { provider: native() };
    const group =
      what === "cluster"
        ? await getDbClusterParameterGroup({ dbClusterParameterGroupName: name }, options)
        : await getDbParameterGroup({ dbParameterGroupName: name }, options);
    const parameters: unknown = group.parameters;
    return typeof parameters === "object" && parameters !== null ? { ...parameters } : undefined;
  } catch {
    return undefined;
  }
}
