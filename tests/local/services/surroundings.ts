import type { CreateDbInstanceRequest } from "../../../local/services/rds/instance-request";
import type { Caller, Services } from "../../../local/services/services";
import { createSecurityGroup } from "../../../local/services/ec2/security-group";
import { createInternetGateway } from "../../../local/services/ec2/internet-gateway";
import type { CreateClusterInstanceRequest } from "../../../local/services/rds/clusters/cluster-instance";
import type { CreateDbClusterRequest } from "../../../local/services/rds/clusters/cluster-request";
import { createSubnet } from "../../../local/services/ec2/subnet";
import { createVpc } from "../../../local/services/ec2/vpc";
import { createKey } from "../../../local/services/kms/key";
import { createSubnetGroup } from "../../../local/services/rds/subnet-group";
import { owner } from "../test-services";

export function vpcSettings(cidrBlock = "10.0.0.0/16") {
  return {
    cidrBlock,
    instanceTenancy: "default" as const,
    enableDnsSupport: true,
    enableDnsHostnames: true,
    enableNetworkAddressUsageMetrics: false,
    tags: {},
  };
}

export function subnetRequest(vpcId: string, cidrBlock: string, zone = "us-east-1a") {
  return {
    vpcId,
    cidrBlock,
    zone,
    mapPublicIpOnLaunch: false,
    enableResourceNameDnsARecordOnLaunch: false,
    privateDnsHostnameTypeOnLaunch: "ip-name" as const,
    tags: {},
  };
}

/** A key with AWS's own policy. */
export function keyRequest() {
  return {
    ...{ keyUsage: "ENCRYPT_DECRYPT" as const, keySpec: "SYMMETRIC_DEFAULT", multiRegion: false },
    ...{ description: "", keyRotationEnabled: true, enabled: true, policy: undefined, tags: {} },
    bypassPolicyLockoutSafetyCheck: false,
  };
}

/** What a database needs around it: a VPC, a subnet in each of two zones, their subnet group, a security group, a key. */
export async function surroundings(services: Services, caller: Caller = owner) {
  const vpc = await createVpc(services, caller, vpcSettings());
  const [a, b] = [
    await createSubnet(services, caller, subnetRequest(vpc.id, "10.0.0.0/28", `${caller.region}a`)),
    await createSubnet(services, caller, subnetRequest(vpc.id, "10.0.0.16/28", `${caller.region}b`)),
  ];
  const names = { groupName: "database", description: "database" };
  const group = await createSecurityGroup(services, caller, { ...names, vpcId: vpc.id, tags: {} });
  const subnets = { dbSubnetGroupDescription: "database", subnetIds: [a.id, b.id], tags: {} };
  await createSubnetGroup(services, caller, { dbSubnetGroupName: "database", ...subnets });
  const key = await createKey(services, caller, keyRequest());
  return { vpc, a, b, group, key };
}

/** The smallest instance that fits into the surroundings. */
export function instanceRequest(changes: Partial<CreateDbInstanceRequest> = {}): CreateDbInstanceRequest {
  return {
    dbInstanceIdentifier: "orders",
    dbInstanceClass: "db.t4g.medium",
    engine: "postgres",
    engineVersion: "17",
    allocatedStorage: 20,
    masterUsername: "dbowner",
    manageMasterUserPassword: true,
    dbSubnetGroupName: "database",
    ...changes,
  };
}

/** The smallest cluster that fits into the surroundings. */
export function clusterRequest(changes: Partial<CreateDbClusterRequest> = {}): CreateDbClusterRequest {
  return {
    dbClusterIdentifier: "ledger",
    engine: "aurora-postgresql",
    engineVersion: "16",
    masterUsername: "dbowner",
    manageMasterUserPassword: true,
    dbSubnetGroupName: "database",
    ...changes,
  };
}

/** An instance of `clusterRequest`'s cluster. */
export function clusterInstanceRequest(
  changes: Partial<CreateClusterInstanceRequest> = {},
): CreateClusterInstanceRequest {
  return {
    dbInstanceIdentifier: "ledger-1",
    dbClusterIdentifier: "ledger",
    engine: "aurora-postgresql",
    dbInstanceClass: "db.t4g.medium",
    ...changes,
  };
}

/** Gives a VPC what public databases need. */
export async function attachInternetGateway(services: Services, vpcId: string): Promise<void> {
  await createInternetGateway(services, owner, { vpcId, tags: {} });
}
