import { AwsError } from "../../../ground/aws-error";
import type { Reads } from "../../../state/store";
import { defined } from "../../defined";
import { vpcKind } from "../../ec2/entities";
import { zonesOf } from "../../ec2/zones";
import type { Caller } from "../../services";
import { findSubnetGroup } from "../find";
import { endpointAddress, hostedZoneId } from "../identifiers";
import { changeable, type CreateDbClusterRequest, type ModifyDbClusterRequest } from "./cluster-request";
import { clusterFamilyOf, resolveClusterVersion, type ClusterEngine } from "./engines";
import type { DbCluster } from "./entities";

/** An Aurora cluster keeps its storage in three zones. */
const STORAGE_ZONES = 3;

/** The cluster a request to make one asks for, RDS's defaults filled in, no rule checked yet. */
export function draftCluster(
  reads: Reads,
  caller: Caller,
  engine: ClusterEngine,
  request: CreateDbClusterRequest & { readonly dbClusterResourceId: string },
): DbCluster {
  const { databaseName, kmsKeyId } = request;
  const identifier = request.dbClusterIdentifier.toLowerCase();
  const engineVersion = resolveClusterVersion(engine, request.engineVersion);
  const subnetGroup = findSubnetGroup(reads, caller, subnetGroupName(request));
  const { vpcId, dbSubnetGroupName } = subnetGroup.data;
  const base: DbCluster = {
    ...defined({ databaseName, kmsKeyId }),
    dbClusterIdentifier: identifier,
    dbClusterResourceId: request.dbClusterResourceId,
    status: "creating",
    engine: engine.name,
    engineVersion,
    masterUsername: masterUsername(request),
    endpoint: endpointAddress(caller, identifier, "cluster-"),
    readerEndpoint: endpointAddress(caller, identifier, "cluster-ro-"),
    port: engine.port,
    hostedZoneId: hostedZoneId(caller),
    availabilityZones: zones(caller, request),
    dbSubnetGroupName,
    vpcId,
    vpcSecurityGroupIds: [reads.get(vpcKind, vpcId)?.data.defaultSecurityGroupId ?? ""],
    dbClusterParameterGroupName: `default.${clusterFamilyOf(engine, engineVersion)}`,
    appliedParameters: {},
    parameterApplyStatus: "in-sync",
    storageEncrypted: request.storageEncrypted ?? false,
    storageType: "",
    ...quiet,
    engineLifecycleSupport: request.engineLifecycleSupport ?? "open-source-rds-extended-support",
  };
  return changedCluster(engine, base, request);
}

/** Whatever is off, or of RDS's choosing, unless it is asked for. */
const quiet = {
  iamDatabaseAuthenticationEnabled: false,
  backupRetentionPeriod: 1,
  backtrackWindow: 0,
  preferredBackupWindow: "03:00-03:30",
  preferredMaintenanceWindow: "mon:04:00-mon:04:30",
  copyTagsToSnapshot: false,
  deletionProtection: false,
  enabledCloudwatchLogsExports: [],
  performanceInsightsEnabled: false,
  databaseInsightsMode: "standard",
  monitoringInterval: 0,
  networkType: "IPV4",
  tags: {},
} as const;

/** The cluster with a request's changes, no rule checked yet. */
export function changedCluster(engine: ClusterEngine, before: DbCluster, request: ModifyDbClusterRequest): DbCluster {
  const wishes = changeable.filter((key) => request[key] !== undefined).map((key) => [key, request[key]] as const);
  const now: DbCluster = { ...before, ...Object.fromEntries(wishes) };
  const engineVersion =
    request.engineVersion === undefined || before.engineVersion.startsWith(`${request.engineVersion}.`)
      ? before.engineVersion
      : resolveClusterVersion(engine, request.engineVersion);
  // RDS moves a cluster from one family's default group to the next one's by itself.
  const isDefault =
    request.dbClusterParameterGroupName === undefined && now.dbClusterParameterGroupName.startsWith("default.");
  return defined({
    ...now,
    engineVersion,
    dbClusterParameterGroupName: isDefault
      ? `default.${clusterFamilyOf(engine, engineVersion)}`
      : now.dbClusterParameterGroupName,
    vpcSecurityGroupIds: now.vpcSecurityGroupIds.length > 0 ? now.vpcSecurityGroupIds : before.vpcSecurityGroupIds,
  });
}

function subnetGroupName({ dbSubnetGroupName }: CreateDbClusterRequest): string {
  if (dbSubnetGroupName !== undefined) return dbSubnetGroupName;
  // An account of the local cloud has no default VPC, as accounts have that removed theirs.
  const message = "No default subnet detected in VPC. Please contact AWS Support to recreate the default Subnets.";
  throw new AwsError("InvalidSubnet", message);
}

function masterUsername({ masterUsername: name }: CreateDbClusterRequest): string {
  if (name !== undefined) return name;
  throw new AwsError("InvalidParameterValue", "The parameter MasterUsername must be provided and must not be blank.");
}

/** RDS adds zones of its own choosing where fewer than three are named. */
function zones({ region }: Caller, { availabilityZones = [] }: CreateDbClusterRequest): readonly string[] {
  const all = zonesOf(region).map(({ zoneName }) => zoneName);
  const unknown = availabilityZones.find((zone) => !all.includes(zone));
  if (unknown !== undefined) {
    throw new AwsError("InvalidParameterValue", `Invalid Availability Zone: ${unknown}`);
  }
  const added = all.filter((zone) => !availabilityZones.includes(zone));
  return [...availabilityZones, ...added.slice(0, Math.max(0, STORAGE_ZONES - availabilityZones.length))];
}
