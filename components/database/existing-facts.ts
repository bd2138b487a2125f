import * as rds from "@pulumi/aws/rds";

import { ENGINES, DatabaseEngine } from "./database-engine";

/** What RDS says of a database that is there already. */
export interface ExistingFacts {
  readonly what: "instance" | "cluster" | "proxy";
  /** RDS's name of it. */
  readonly identifier: string;
  readonly arn: string;
  /** As RDS calls it: `aurora-mysql`, or a proxy's family, `MYSQL`. */
  readonly rdsEngine: string;
  /** What its clients speak; undefined where this program does not know it. */
  readonly engine: DatabaseEngine | undefined;
  readonly port: number;
  readonly address: string;
  /** Of a cluster. */
  readonly readerAddress?: string;
  /** Of an instance that belongs to a cluster: the cluster's name. */
  readonly memberOf?: string;
  readonly databaseName?: string;
  readonly resourceId: string;
  readonly vpcId: string;
  readonly securityGroupIds: readonly string[];
  /** Whether it, or one of a cluster's instances, has a public address. */
  readonly isPublic: boolean;
  /** Undefined where the provider does not tell. */
  readonly iamLogin?: boolean;
  /** The group that says whether it refuses connections without TLS; a proxy says it itself. */
  readonly parameterGroup?: string;
  readonly requiresTls?: boolean;
}

/**
 * Asks RDS for an instance, a cluster or a proxy of that name, in this order.
 * @returns undefined where there is none of them.
 */
export async function existingFacts(identifier: string, what?: "db" | "cluster"): Promise<ExistingFacts | undefined> {
  return (
    (what === "cluster" ? undefined : await found(instanceFacts(identifier))) ??
    (what === "db" ? undefined : await found(clusterFacts(identifier))) ??
    (what === undefined ? await found(proxyFacts(identifier)) : undefined)
  );
}

/** The provider's words for what is not there, through its releases. */
const NOT_FOUND = /no matching|empty result|couldn't find resource|returned no results|NotFound/i;

async function found<Facts>(asked: Promise<Facts>): Promise<Facts | undefined> {
  try {
    return await asked;
  } catch (error) {
    if (NOT_FOUND.test(String(error))) return undefined;
    throw error;
  }
}

async function instanceFacts(dbInstanceIdentifier: string): Promise<ExistingFacts> {
  const it = await rds.getInstance({ dbInstanceIdentifier });
  const [parameterGroup] = it.dbParameterGroups;
  return {
    what: "instance",
    identifier: it.dbInstanceIdentifier,
    arn: it.dbInstanceArn,
    rdsEngine: it.engine,
    engine: engineOf(it.engine),
    port: it.port,
    address: it.address,
    ...(it.dbClusterIdentifier !== "" && { memberOf: it.dbClusterIdentifier }),
    ...(it.dbName !== "" && { databaseName: it.dbName }),
    resourceId: it.resourceId,
    vpcId: await vpcOf(it.dbSubnetGroup),
    securityGroupIds: it.vpcSecurityGroups,
    isPublic: it.publiclyAccessible,
    ...(parameterGroup !== undefined && { parameterGroup }),
  };
}

async function clusterFacts(clusterIdentifier: string): Promise<ExistingFacts> {
  const it = await rds.getCluster({ clusterIdentifier });
  const members = await Promise.all(
    it.clusterMembers.map((member) => rds.getInstance({ dbInstanceIdentifier: member })),
  );
  return {
    what: "cluster",
    identifier: it.clusterIdentifier,
    arn: it.arn,
    rdsEngine: it.engine,
    engine: engineOf(it.engine),
    port: it.port,
    address: it.endpoint,
    readerAddress: it.readerEndpoint,
    ...(it.databaseName !== "" && { databaseName: it.databaseName }),
    resourceId: it.clusterResourceId,
    vpcId: await vpcOf(it.dbSubnetGroupName),
    securityGroupIds: it.vpcSecurityGroupIds,
    isPublic: members.some(({ publiclyAccessible }) => publiclyAccessible),
    iamLogin: it.iamDatabaseAuthenticationEnabled,
    parameterGroup: it.dbClusterParameterGroupName,
  };
}

async function proxyFacts(name: string): Promise<ExistingFacts> {
  const it = await rds.getProxy({ name });
  const engine = it.engineFamily === "POSTGRESQL" ? "postgres" : it.engineFamily === "MYSQL" ? "mysql" : undefined;
  return {
    what: "proxy",
    identifier: it.name,
    arn: it.arn,
    rdsEngine: it.engineFamily,
    engine,
    port: ENGINES[engine ?? "postgres"].port,
    address: it.endpoint,
    resourceId: it.arn.split(":").at(-1) ?? it.arn,
    vpcId: it.vpcId,
    securityGroupIds: it.vpcSecurityGroupIds,
    isPublic: false,
    iamLogin: it.defaultAuthScheme === "IAM_AUTH" || it.auths.some(({ iamAuth }) => iamAuth === "REQUIRED"),
    requiresTls: it.requireTls,
  };
}

async function vpcOf(subnetGroup: string): Promise<string> {
  return (await rds.getSubnetGroup({ name: subnetGroup })).vpcId;
}

function engineOf(rdsEngine: string): DatabaseEngine | undefined {
  const spoken = rdsEngine.replace(/^aurora-/, "").replace(/^postgresql$/, "postgres");
  return Object.values(DatabaseEngine).find((engine) => engine === spoken);
}
