import type { Client } from "../../../reachability/client";
import type { Entity } from "../../../local/state/store";
import { createSecurityGroup } from "../../../local/services/ec2/security-group";
import { authorizeRules } from "../../../local/services/ec2/security-group-rules";
import { createSubnet } from "../../../local/services/ec2/subnet";
import { createVpc } from "../../../local/services/ec2/vpc";
import { createRole } from "../../../local/services/iam/role";
import { putRolePolicy } from "../../../local/services/iam/role-policy";
import { createLogGroup } from "../../../local/services/logs/log-group";
import { associatePrincipal } from "../../../local/services/ram/share-principals";
import { associateResource } from "../../../local/services/ram/share-resources";
import { createResourceShare } from "../../../local/services/ram/resource-shares";
import { createDbInstance } from "../../../local/services/rds/create-instance";
import type { DbInstance } from "../../../local/services/rds/entities";
import type { CreateDbInstanceRequest } from "../../../local/services/rds/instance-request";
import { createSubnetGroup } from "../../../local/services/rds/subnet-group";
import type { Caller, Services } from "../../../local/services/services";
import { createAccessLogSubscription } from "../../../local/services/vpc-lattice/access-log-subscriptions";
import { managedAssociations } from "../../../local/services/vpc-lattice/managed-children";
import { createResourceAssociation } from "../../../local/services/vpc-lattice/resource-associations";
import {
  createResourceConfiguration,
  type CreateResourceConfigurationRequest,
} from "../../../local/services/vpc-lattice/resource-configurations";
import { createResourceGateway } from "../../../local/services/vpc-lattice/resource-gateways";
import { createServiceNetwork } from "../../../local/services/vpc-lattice/service-networks";
import { createVpcAssociation } from "../../../local/services/vpc-lattice/vpc-associations";
import { consumer, owner } from "../test-services";

export const LOGIN_USER = "app";
export const EXTERNAL_ID = "11111111-2222-4333-8444-555555555555";

/** What the stacks would have deployed: a database of the owner's, shared with the consumer, whose VPC reaches it. */
export interface SharedDatabase {
  readonly instance: Entity<DbInstance>;
  /** Lattice's own name of the database. */
  readonly dnsName: string;
  readonly connectRoleArn: string;
  readonly client: Client;
  readonly ownersClient: Client;
  readonly ids: Readonly<
    Record<
      | "share"
      | "configuration"
      | "vpcAssociation"
      | "resourceAssociation"
      | "databaseGroup"
      | "gatewayGroup"
      | "logGroup",
      string
    >
  >;
}

/** Where the owner's databases are. */
export interface OwnersPlace {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly dbSubnetGroupName: string;
  readonly databaseGroup: string;
  readonly gatewayGroup: string;
}

/** What is shared: the database as an instance's words show it, and what of a configuration leads to it. */
export interface SharedThing {
  readonly instance: Entity<DbInstance>;
  readonly configuration: Pick<
    CreateResourceConfigurationRequest,
    "type" | "resourceConfigurationDefinition" | "portRanges" | "customDomainName"
  >;
}

/** @param change of the instance, e.g. another engine. */
export function shareDatabase(
  services: Services,
  change: Partial<CreateDbInstanceRequest> = {},
): Promise<SharedDatabase> {
  return shareThing(services, async (place) => {
    const instance = await createDbInstance(services, owner, { ...instanceRequest(place), ...change });
    const resourceConfigurationDefinition = { arnResource: { arn: instance.arn } };
    return { instance, configuration: { type: "ARN", resourceConfigurationDefinition } };
  });
}

export function instanceRequest({ dbSubnetGroupName, databaseGroup }: OwnersPlace): CreateDbInstanceRequest {
  return {
    dbInstanceIdentifier: "orders",
    dbInstanceClass: "db.t4g.micro",
    engine: "postgres",
    engineVersion: "17",
    allocatedStorage: 20,
    dbName: "orders",
    masterUsername: "owner",
    manageMasterUserPassword: true,
    dbSubnetGroupName,
    vpcSecurityGroupIds: [databaseGroup],
    iamDatabaseAuthenticationEnabled: true,
    storageEncrypted: true,
    publiclyAccessible: false,
  };
}

/** As `shareDatabase`, of whatever `make` makes. @param port that all groups let through. */
export async function shareThing(
  services: Services,
  make: (place: OwnersPlace) => Promise<SharedThing>,
  port = 5432,
): Promise<SharedDatabase> {
  const producer = await place(services, owner, "10.0.0.0/16");
  const consumers = await place(services, consumer, "10.1.0.0/16");
  const databaseGroup = await group(services, owner, producer.vpcId, "database");
  const gatewayGroup = await group(services, owner, producer.vpcId, "gateway");
  const clientGroup = await group(services, consumer, consumers.vpcId, "client");
  const door = await group(services, consumer, consumers.vpcId, "door");
  await authorizeRules(services, owner, databaseGroup, [tcp(false, { referencedGroupId: gatewayGroup }, port)]);
  await authorizeRules(services, owner, gatewayGroup, [tcp(true, { referencedGroupId: databaseGroup }, port)]);
  await authorizeRules(services, consumer, clientGroup, [tcp(true, { cidrIpv4: "129.224.0.0/17" }, port)]);
  await authorizeRules(services, consumer, door, [tcp(false, { referencedGroupId: clientGroup }, port)]);

  const dbSubnetGroupName = "databases";
  await createSubnetGroup(services, owner, {
    dbSubnetGroupName,
    dbSubnetGroupDescription: "databases",
    subnetIds: producer.subnetIds,
    tags: {},
  });
  const { vpcId, subnetIds } = producer;
  const thing = await make({ vpcId, subnetIds, dbSubnetGroupName, databaseGroup, gatewayGroup });
  const { instance } = thing;
  const { customDomainName } = thing.configuration;
  const gateway = await createResourceGateway(services, owner, {
    name: "gateway",
    vpcIdentifier: producer.vpcId,
    subnetIds: producer.subnetIds,
    securityGroupIds: [gatewayGroup],
    tags: {},
  });
  const configuration = await createResourceConfiguration(services, owner, {
    name: "orders",
    ...thing.configuration,
    resourceGatewayIdentifier: gateway.id,
    tags: {},
  });
  const share = await createResourceShare(services, owner, {
    name: "orders",
    allowExternalPrincipals: false,
    permissionArns: [],
    resourceShareConfiguration: { retainSharingOnAccountLeaveOrganization: false },
    tags: {},
  });
  await associateResource(services, owner, share.arn, configuration.arn);
  await associatePrincipal(services, owner, share.arn, consumer.account);

  const network = await createServiceNetwork(services, consumer, {
    name: "consumer",
    authType: "AWS_IAM",
    sharingConfig: { enabled: false },
    tags: {},
  });
  const vpcAssociation = await createVpcAssociation(services, consumer, {
    serviceNetworkIdentifier: network.id,
    vpcIdentifier: consumers.vpcId,
    securityGroupIds: [door],
    ...(customDomainName === undefined
      ? {}
      : {
          privateDnsEnabled: true,
          dnsOptions: { privateDnsPreference: "ALL_DOMAINS", privateDnsSpecifiedDomains: [] },
        }),
    tags: {},
  });
  const association = await createResourceAssociation(services, consumer, {
    resourceConfigurationIdentifier: configuration.id,
    serviceNetworkIdentifier: network.id,
    ...(customDomainName === undefined ? {} : { privateDnsEnabled: true }),
    tags: {},
  });
  const logGroup = await createLogGroup(services, consumer, {
    logGroupName: "access",
    logGroupClass: "STANDARD",
    deletionProtectionEnabled: false,
    tags: {},
  });
  await createAccessLogSubscription(services, consumer, {
    resourceIdentifier: network.id,
    serviceNetworkLogType: "RESOURCE",
    destinationArn: logGroup.arn,
    tags: {},
  });
  return {
    instance,
    dnsName: (managedAssociations(services.store, association.id)[0] ?? association).data.dnsEntry?.domainName ?? "",
    connectRoleArn: await connectRole(services, instance),
    client: {
      account: consumer.account,
      region: consumer.region,
      vpcId: consumers.vpcId,
      subnetId: consumers.subnetIds[0] ?? "",
      securityGroupIds: [clientGroup],
    },
    ownersClient: {
      account: owner.account,
      region: owner.region,
      vpcId: producer.vpcId,
      subnetId: producer.subnetIds[0] ?? "",
      securityGroupIds: [gatewayGroup],
    },
    ids: {
      share: share.arn,
      configuration: configuration.id,
      vpcAssociation: vpcAssociation.id,
      resourceAssociation: association.id,
      databaseGroup,
      gatewayGroup,
      logGroup: logGroup.arn,
    },
  };
}

async function place(services: Services, caller: Caller, cidrBlock: string) {
  const vpc = await createVpc(services, caller, {
    cidrBlock,
    instanceTenancy: "default",
    enableDnsSupport: true,
    enableDnsHostnames: true,
    enableNetworkAddressUsageMetrics: false,
    tags: {},
  });
  const subnetIds: string[] = [];
  for (const [index, zone] of ["a", "b"].entries()) {
    const subnet = await createSubnet(services, caller, {
      vpcId: vpc.id,
      cidrBlock: cidrBlock.replace(".0.0/16", `.${index + 1}.0/24`),
      zone: `${caller.region}${zone}`,
      mapPublicIpOnLaunch: false,
      enableResourceNameDnsARecordOnLaunch: false,
      privateDnsHostnameTypeOnLaunch: "ip-name",
      tags: {},
    });
    subnetIds.push(subnet.id);
  }
  return { vpcId: vpc.id, subnetIds };
}

async function group(services: Services, caller: Caller, vpcId: string, groupName: string): Promise<string> {
  return (
    await createSecurityGroup(services, caller, { groupName, description: groupName, vpcId, rules: [], tags: {} })
  ).id;
}

export function tcp(isEgress: boolean, peer: { referencedGroupId: string } | { cidrIpv4: string }, port = 5432) {
  return { isEgress, ipProtocol: "tcp", fromPort: port, toPort: port, tags: {}, ...peer };
}

async function connectRole(services: Services, { data, account, region }: Entity<DbInstance>): Promise<string> {
  const statement = (body: object): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...body }] });
  const role = await createRole(services, owner, {
    roleName: "connect",
    path: "/",
    description: "",
    assumeRolePolicyDocument: statement({
      Principal: { AWS: `arn:aws:iam::${consumer.account}:root` },
      Action: "sts:AssumeRole",
      Condition: { StringEquals: { "sts:ExternalId": EXTERNAL_ID } },
    }),
    maxSessionDuration: 3600,
    tags: {},
  });
  await putRolePolicy(services, owner, {
    roleName: "connect",
    policyName: "connect",
    policyDocument: statement({
      Action: "rds-db:connect",
      Resource: `arn:aws:rds-db:${region}:${account}:dbuser:${data.dbiResourceId}/${LOGIN_USER}`,
    }),
  });
  return role.arn;
}
