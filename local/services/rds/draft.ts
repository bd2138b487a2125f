import type { Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { defined } from "../defined";
import { vpcKind } from "../ec2/entities";
import type { Caller } from "../services";
import { familyOf, majorOf, resolveVersion, type Engine } from "./engines";
import type { DbInstance } from "./entities";
import { findSubnetGroup } from "./find";
import { endpointAddress, hostedZoneId } from "./identifiers";
import { changeable, type CreateDbInstanceRequest, type ModifyDbInstanceRequest } from "./instance-request";
import { placementOf } from "./placement";
import { gp3Baseline } from "./storage";

/** The instance a request to make one asks for, RDS's defaults filled in, no rule checked yet. */
export function draftOf(
  reads: Reads,
  caller: Caller,
  engine: Engine,
  request: CreateDbInstanceRequest & { readonly dbiResourceId: string },
): DbInstance {
  const { availabilityZone, dbName, engineLifecycleSupport, kmsKeyId } = request;
  const engineVersion = resolveVersion(engine, request.engineVersion);
  const subnetGroup = findSubnetGroup(reads, caller, subnetGroupName(request));
  const multiAZ = request.multiAZ ?? false;
  const defaultGroup = reads.get(vpcKind, subnetGroup.data.vpcId)?.data.defaultSecurityGroupId ?? "";
  const base: DbInstance = {
    ...defined({ dbName, kmsKeyId }),
    dbInstanceIdentifier: request.dbInstanceIdentifier,
    dbiResourceId: request.dbiResourceId,
    dbInstanceStatus: "creating",
    dbInstanceClass: request.dbInstanceClass,
    engine: engine.name,
    engineVersion,
    masterUsername: required(request.masterUsername, "MasterUsername"),
    endpoint: { address: "", port: engine.port, hostedZoneId: hostedZoneId(caller) },
    allocatedStorage: required(request.allocatedStorage, "AllocatedStorage"),
    storageType: request.iops === undefined ? "gp3" : "io1",
    storageEncrypted: request.storageEncrypted ?? false,
    dbSubnetGroupName: subnetGroup.data.dbSubnetGroupName,
    ...placementOf(reads, subnetGroup, { multiAZ }, availabilityZone),
    multiAZ,
    publiclyAccessible: false,
    vpcSecurityGroupIds: [defaultGroup],
    dbParameterGroupName: `default.${familyOf(engine, engineVersion)}`,
    appliedParameters: {},
    parameterApplyStatus: "in-sync",
    optionGroupName: `default:${engine.name}-${majorOf(engine, engineVersion).replace(".", "-")}`,
    iamDatabaseAuthenticationEnabled: false,
    caCertificateIdentifier: "rds-ca-rsa2048-g1",
    backupRetentionPeriod: 1,
    preferredBackupWindow: "03:00-03:30",
    preferredMaintenanceWindow: "mon:04:00-mon:04:30",
    copyTagsToSnapshot: false,
    autoMinorVersionUpgrade: true,
    deletionProtection: false,
    enabledCloudwatchLogsExports: [],
    performanceInsightsEnabled: false,
    databaseInsightsMode: "standard",
    monitoringInterval: 0,
    engineLifecycleSupport: lifecycleSupport(engine, engineLifecycleSupport),
    licenseModel: engine.licenseModel,
    networkType: "IPV4",
    tags: {},
  };
  return changed(reads, caller, engine, base, request);
}

/** The instance with a request's changes, no rule checked yet. */
export function changed(
  reads: Reads,
  caller: Caller,
  engine: Engine,
  before: DbInstance,
  request: ModifyDbInstanceRequest,
): DbInstance {
  const wishes = changeable.filter((key) => request[key] !== undefined).map((key) => [key, request[key]] as const);
  const now: DbInstance = { ...before, ...Object.fromEntries(wishes) };
  const subnetGroup = findSubnetGroup(reads, caller, now.dbSubnetGroupName);
  const identifier = now.dbInstanceIdentifier.toLowerCase();
  const engineVersion = resolveVersion(engine, now.engineVersion);
  // RDS moves an instance from one family's default group to the next one's by itself.
  const isDefault = request.dbParameterGroupName === undefined && now.dbParameterGroupName.startsWith("default.");
  return defined({
    ...now,
    secondaryAvailabilityZone: undefined,
    ...placementOf(reads, subnetGroup, now, undefined, before),
    ...storageOf(before, now, request),
    dbInstanceIdentifier: identifier,
    engineVersion,
    dbParameterGroupName: isDefault ? `default.${familyOf(engine, engineVersion)}` : now.dbParameterGroupName,
    vpcSecurityGroupIds: now.vpcSecurityGroupIds.length > 0 ? now.vpcSecurityGroupIds : before.vpcSecurityGroupIds,
    endpoint: {
      ...before.endpoint,
      address: endpointAddress(caller, identifier),
      port: request.port ?? before.endpoint.port,
    },
  });
}

/** gp3 has its baseline where nothing is asked for, io1 and io2 keep their IOPS, and other types have none. */
function storageOf(before: DbInstance, now: DbInstance, request: ModifyDbInstanceRequest) {
  const base = now.storageType === "gp3" ? gp3Baseline(now.allocatedStorage) : undefined;
  const kept = now.storageType.startsWith("io") ? before.iops : base?.iops;
  return {
    maxAllocatedStorage: now.maxAllocatedStorage === 0 ? undefined : now.maxAllocatedStorage,
    iops: request.iops ?? kept,
    storageThroughput: request.storageThroughput ?? base?.storageThroughput,
  };
}

function subnetGroupName({ dbSubnetGroupName }: ModifyDbInstanceRequest): string {
  if (dbSubnetGroupName !== undefined) return dbSubnetGroupName;
  // An account of the local cloud has no default VPC, as accounts have that removed theirs.
  const message = "No default subnet detected in VPC. Please contact AWS Support to recreate the default Subnets.";
  throw new AwsError("InvalidSubnet", message);
}

function lifecycleSupport(engine: Engine, wanted: string | undefined): string {
  if (wanted !== undefined && !engine.hasExtendedSupport) {
    const message = `You can't specify EngineLifecycleSupport for engine ${engine.name}.`;
    throw new AwsError("InvalidParameterCombination", message);
  }
  return wanted ?? (engine.hasExtendedSupport ? "open-source-rds-extended-support" : "");
}

function required<T>(wish: T | undefined, name: string): T {
  if (wish !== undefined) return wish;
  throw new AwsError("InvalidParameterValue", `The parameter ${name} must be provided and must not be blank.`);
}
