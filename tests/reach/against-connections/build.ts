import { createVpcEndpoint } from "../../../local/services/ec2/vpc-endpoint";
import { createDbInstance } from "../../../local/services/rds/create-instance";
import { createSubnetGroup } from "../../../local/services/rds/subnet-group";
import type { Services } from "../../../local/services/services";
import { createResourceAssociation } from "../../../local/services/vpc-lattice/resource-associations";
import { createResourceConfiguration } from "../../../local/services/vpc-lattice/resource-configurations";
import { createResourceGateway } from "../../../local/services/vpc-lattice/resource-gateways";
import { createServiceNetwork } from "../../../local/services/vpc-lattice/service-networks";
import { createVpcAssociation } from "../../../local/services/vpc-lattice/vpc-associations";
import type { Database, Topology } from "../../../reachability/topology";
import { region } from "../written/written";
import { callers, granted, type Draft } from "./draft";
import { place, type Place } from "./place";
import type { Plan, Side } from "./plan";
import { shareIn } from "./share-in";

/** What a plan came to. */
export interface World {
  readonly topology: Omit<Topology, "accounts">;
  readonly places: Readonly<Record<Side, Place>>;
  readonly associationId: string | undefined;
}

export async function build(services: Services, plan: Plan): Promise<World> {
  const draft: Draft = {
    ...{ vpcs: [], subnets: [], securityGroups: [], prefixLists: [], databases: [], gateways: [], configurations: [] },
    ...{ networks: [], resourceAssociations: [], vpcAssociations: [], endpoints: [], shares: [] },
    ...{ networkAcls: [], routeTables: [], peerings: [] },
    ...{ transitGateways: [], transitGatewayAttachments: [], transitGatewayRouteTables: [] },
  };
  const places = {
    producer: await place(services, draft, "producer", "10.0", plan.rules.producer),
    consumer: await place(services, draft, "consumer", "10.1", plan.rules.consumer),
  };
  const database = await databaseIn(services, draft, places.producer, plan);
  await exposed(services, draft, places.producer, plan, database);
  await networkIn(services, draft, plan);
  const share = await shareIn(services, draft, plan);
  const associationId = await carriedIn(services, draft, plan);
  await entrances(services, draft, places, plan);
  await share.takeAway(associationId);
  return { topology: { ...draft, complete: [] }, places, associationId };
}

async function databaseIn(services: Services, draft: Draft, at: Place, plan: Plan): Promise<Database> {
  const name = { dbSubnetGroupName: "databases", dbSubnetGroupDescription: "databases" };
  await createSubnetGroup(services, callers.producer, { ...name, subnetIds: at.subnetIds, tags: {} });
  const securityGroupIds = plan.databaseGroups.map((group) => at.groups[group]);
  const { id, arn, data } = await createDbInstance(services, callers.producer, {
    ...{ dbInstanceIdentifier: "orders", dbInstanceClass: "db.t4g.micro", engine: "postgres", engineVersion: "17" },
    ...{ allocatedStorage: 20, dbName: "orders", masterUsername: "owner", manageMasterUserPassword: true },
    ...{ dbSubnetGroupName: name.dbSubnetGroupName, vpcSecurityGroupIds: securityGroupIds, storageEncrypted: true },
    publiclyAccessible: false,
  });
  const { account } = callers.producer;
  const database: Database = {
    ...{ id, arn, name: "orders", account, region, vpcId: at.vpcId, subnetIds: at.subnetIds, securityGroupIds },
    ...{ port: 5432, address: data.endpoint.address, publiclyAccessible: false, available: true },
  };
  draft.databases.push(database);
  return database;
}

async function exposed(services: Services, draft: Draft, at: Place, plan: Plan, database: Database): Promise<void> {
  const { producer } = callers;
  const subnetIds = plan.gateway.subnets.map((index) => at.subnetIds[index] ?? "");
  const securityGroupIds = plan.gateway.groups.map((group) => at.groups[group]);
  const dnsResolution = plan.gateway.dnsResolution ? ("IN_VPC" as const) : ("PUBLIC" as const);
  const request = { name: "gateway", vpcIdentifier: at.vpcId, subnetIds, securityGroupIds, tags: {} };
  const { id } = await createResourceGateway(services, producer, {
    ...request,
    resourceConfigDnsResolution: dnsResolution,
  });
  const { account } = producer;
  draft.gateways.push({ id, account, vpcId: at.vpcId, subnetIds, securityGroupIds, dnsResolution, active: true });
  const [arn, domainName] = [database.arn as string, database.address as string];
  const isArn = plan.type === "ARN";
  const definition = isArn ? { arnResource: { arn } } : { dnsResource: { domainName, ipAddressType: "IPV4" as const } };
  const made = await granted(
    createResourceConfiguration(services, producer, {
      ...{ name: "orders", type: plan.type, resourceGatewayIdentifier: id, tags: {} },
      resourceConfigurationDefinition: definition,
      ...(isArn ? {} : { portRanges: [plan.ports] }),
      allowAssociationToShareableServiceNetwork: plan.allowsShareable,
    }),
  );
  if (made === undefined) return;
  draft.configurations.push({
    ...{ id: made.id, arn: made.arn, account, region, type: plan.type, gatewayId: id, active: true },
    target: isArn ? { databaseArn: arn } : { domainName },
    portRanges: isArn ? [] : [plan.ports],
    allowAssociationToShareableServiceNetwork: plan.allowsShareable,
  });
}

async function networkIn(services: Services, draft: Draft, { network }: Plan): Promise<void> {
  const caller = callers[network.owner];
  const sharingConfig = { enabled: network.shareable };
  const request = { name: "network", authType: "AWS_IAM" as const, sharingConfig, tags: {} };
  const { id, arn } = await createServiceNetwork(services, caller, request);
  draft.networks.push({ id, arn, account: caller.account, region, shareable: network.shareable });
}

async function carriedIn(services: Services, draft: Draft, plan: Plan): Promise<string | undefined> {
  const [configuration, network] = [draft.configurations[0], draft.networks[0]];
  if (!plan.carried || configuration === undefined || network === undefined) return undefined;
  const request = {
    resourceConfigurationIdentifier: configuration.arn as string,
    serviceNetworkIdentifier: network.arn as string,
  };
  const made = await granted(
    createResourceAssociation(services, callers[plan.network.owner], { ...request, tags: {} }),
  );
  if (made === undefined) return undefined;
  const ends = { networkId: network.id, configurationId: configuration.id };
  draft.resourceAssociations.push({ id: made.id, ...ends, active: true, established: true });
  return made.id;
}

async function entrances(services: Services, draft: Draft, at: World["places"], plan: Plan): Promise<void> {
  const [network, configuration] = [draft.networks[0], draft.configurations[0]];
  if (network === undefined) return;
  const lasting = { active: true, established: true };
  for (const { side, groups } of plan.vpcAssociations) {
    const { vpcId, groups: ids } = at[side];
    const securityGroupIds = groups.map((group) => ids[group]);
    const ends = { serviceNetworkIdentifier: network.arn as string, vpcIdentifier: vpcId };
    const made = await granted(createVpcAssociation(services, callers[side], { ...ends, securityGroupIds, tags: {} }));
    if (made === undefined) continue;
    const { account } = callers[side];
    draft.vpcAssociations.push({ id: made.id, account, networkId: network.id, vpcId, securityGroupIds, ...lasting });
  }
  if (plan.endpoint === null || configuration === undefined) return;
  const { side, groups, subnets, toNetwork } = plan.endpoint;
  const { vpcId, subnetIds: all, groups: ids } = at[side];
  const [subnetIds, securityGroupIds] = [subnets.map((it) => all[it] ?? ""), groups.map((group) => ids[group])];
  const target = toNetwork
    ? { serviceNetworkArn: network.arn as string }
    : { resourceConfigurationArn: configuration.arn as string };
  const request = { vpcId, subnetIds, securityGroupIds, privateDnsEnabled: false, tags: {}, ...target };
  const made = await granted(createVpcEndpoint(services, callers[side], request));
  if (made === undefined) return;
  const to = toNetwork ? { networkId: network.id } : { configurationId: configuration.id };
  const { account } = callers[side];
  draft.endpoints.push({ id: made.id, account, vpcId, subnetIds, securityGroupIds, target: to, ...lasting });
}
