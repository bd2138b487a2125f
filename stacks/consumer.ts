import * as pulumi from "@pulumi/pulumi";

import { DatabaseAccess, type StandingServiceNetwork } from "../components/access/database-access";
import { EncryptionKey } from "../components/account/encryption-key";
import { Network } from "../components/network/network";
import type { ConsumerConfig } from "./config";
import type { DatabaseFacts, OwnDatabase } from "./contract";
import { mapValues } from "./map-values";
import { nativeProvider } from "./native-provider";
import { privateEndpoints } from "./private-endpoints";
import { producerStacks } from "./producers";
import type { Databases } from "./shared-databases";
import { snippetsFor } from "./snippets";
import { watch } from "./watching";

interface Found {
  /** Databases that are named and not shared any more, which the next deployment must know of. */
  readonly withdrawn: readonly string[];
  /** The service network that is to be used, where it is there already. */
  readonly serviceNetwork: StandingServiceNetwork | undefined;
}

/**
 * An account that uses another one's databases: a private network, and the way from it to each database.
 * @param found What was looked up before.
 */
export function consumer(config: ConsumerConfig, databases: Databases, { withdrawn, serviceNetwork }: Found) {
  const { aws, protect, logRetentionDays, vpcCidr, subnets, acceptShares, ipv6 } = config;
  const { place } = aws;
  // What it says is known by now; the reference is for the state, which then names the stack this one builds on.
  for (const [reference, name] of producerStacks(config)) new pulumi.StackReference(reference, { name });

  const logKey = new EncryptionKey("logs", { place, protect, description: "Logs", forLogGroups: true });
  const logs = { logKeyArn: logKey.arn, logRetentionDays };
  const network = new Network("network", { place, vpcCidr, subnets, ...(ipv6 && { ipv6 }), ...logs });
  const { vpcId } = network;
  const awsEndpointsGroupId = privateEndpoints(network, "client", config);
  const native = nativeProvider(aws);
  const providers = [native];
  const access = new DatabaseAccess(
    "databases",
    {
      vpcId,
      databases,
      acceptShares,
      ...(ipv6 && { ipv6 }),
      ...endpointsIn(network, config),
      ...(!config.privateDns && { privateDns: false }),
      ...(serviceNetwork && { serviceNetwork }),
      ...(awsEndpointsGroupId && { awsEndpointsGroupId }),
      ...logs,
    },
    { providers },
  );
  const watched = watch(config, {
    logs,
    databases: {},
    accessLogGroups: access.accessLogGroupName === undefined ? {} : { network: access.accessLogGroupName },
    accountIds: access.accessLogGroupName === undefined ? [] : [place.accountId],
    flowLogGroup: network.flowLogGroupName,
    ports: Object.values(databases).map(({ port }) => port),
    native: () => native,
  });

  return {
    databases: mapValues(databases, (database, name) => ({
      ...factsOf(database),
      latticeName: access.latticeNames[name],
    })),
    ...namesCommandOf(access, place.region),
    snippets: mapValues(databases, (database) => snippetsFor(factsOf(database), place.region)),
    ...(withdrawn.length > 0 && { withdrawn }),
    ...watched,
    client: {
      ...place,
      vpcId,
      subnetIds: Object.values(network.subnetsOf("client")).map(({ id }) => id),
      securityGroupIds: [access.clientSecurityGroupId],
    },
  };
}

/** Where the endpoints stand, if clients come by any. */
function endpointsIn(network: Network, { consume, endpointZones }: ConsumerConfig) {
  if (consume === "association") return {};
  const subnets = Object.entries(network.subnetsOf("client"));
  const chosen = subnets.filter(([zone]) => endpointZones.length === 0 || endpointZones.includes(zone));
  return { endpoints: { kind: consume, subnetIds: chosen.map(([, { id }]) => id) } };
}

function namesCommandOf({ endpointIds, serviceNetworkId }: DatabaseAccess, region: string) {
  if (endpointIds !== undefined) {
    return { latticeNamesCommand: endpointIds.apply((ids) => endpointNamesCommand(region, ids)) };
  }
  return serviceNetworkId && { latticeNamesCommand: serviceNetworkId.apply((id) => latticeNamesCommand(region, id)) };
}

/** What a client needs to know; field by field, so that the contract's other fields stay inside. */
function factsOf(database: OwnDatabase): DatabaseFacts {
  const { address, port, engine, databaseName } = database;
  if (database.sharing === "password") return { address, port, engine, databaseName, login: "password" };
  return {
    address,
    port,
    engine,
    databaseName,
    loginUser: database.loginUser,
    connectRoleArn: database.connectRoleArn,
    externalId: database.externalId,
    resourceId: database.resourceId,
    caBundleUrl: database.caBundleUrl,
  };
}

/** Only the API lists the children that have Lattice's names (docs/unsure-about-aws.md). */
function latticeNamesCommand(region: string, serviceNetworkId: string): string {
  return (
    `aws vpc-lattice list-service-network-resource-associations --region ${region} ` +
    `--service-network-identifier ${serviceNetworkId} --include-children --output table ` +
    `--query "items[?dnsEntry].[resourceConfigurationName,dnsEntry.domainName]"`
  );
}

/** Endpoints have names of their own, which are no attribute of theirs. */
function endpointNamesCommand(region: string, endpointIds: readonly string[]): string {
  return (
    `aws ec2 describe-vpc-endpoint-associations --region ${region} --vpc-endpoint-ids ${endpointIds.join(" ")} ` +
    `--output table --query "VpcEndpointAssociations[].[AssociatedResourceArn,DnsEntry.DnsName,PrivateDnsEntry.DnsName]"`
  );
}
