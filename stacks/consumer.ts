import * as pulumi from "@pulumi/pulumi";

import { DatabaseAccess } from "../components/access/database-access";
import { EncryptionKey } from "../components/account/encryption-key";
import { Network } from "../components/network/network";
import type { ConsumerConfig } from "./config";
import type { DatabaseFacts, OwnDatabase } from "./contract";
import { mapValues } from "./map-values";
import { nativeProvider } from "./native-provider";
import { privateEndpoints } from "./private-endpoints";
import type { Databases } from "./shared-databases";
import { snippetsFor } from "./snippets";
import { watch } from "./watching";

/**
 * An account that uses another one's databases: a private network, and the way from it to each database.
 * @param withdrawn Databases that are named and not shared any more, which the next deployment must know of.
 */
export function consumer(config: ConsumerConfig, databases: Databases, withdrawn: readonly string[]) {
  const { aws, protect, logRetentionDays, vpcCidr, subnets, acceptShares, ipv6 } = config;
  const { place } = aws;
  // What it says is known by now; the reference is for the state, which then names the stack this one builds on.
  if (config.producerStack !== undefined) new pulumi.StackReference("producer", { name: config.producerStack });

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
    ...(access.serviceNetworkId && {
      latticeNamesCommand: access.serviceNetworkId.apply((id) => latticeNamesCommand(place.region, id)),
    }),
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
