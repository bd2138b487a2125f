import { DatabaseFleet } from "../components/database/database-fleet";
import { EncryptionKey } from "../components/account/encryption-key";
import type { BroughtNetwork } from "./brought-network";
import type { ProducerConfig } from "./config";
import { checkedContract, CONTRACT_VERSION } from "./contract";
import type { FoundDatabases } from "./existing-databases";
import { byConfiguration, databaseOf } from "./endpoint-names";
import { gatewaysFor } from "./gateways";
import { keepsLastCopy, madeDatabases } from "./made-databases";
import { mapValues } from "./map-values";
import { nativeProvider } from "./native-provider";
import { offers } from "./offer";
import { producerNetwork } from "./producer-network";
import { withoutRetired } from "./retired-parts";
import { settledOf } from "./settled";
import type { Standing } from "./standing";
import { subnetAcls } from "./subnet-acls";
import { watchedDatabases } from "./watched-databases";
import { consumersOf, watch } from "./watching";

/** What a producer's program found out before it makes anything. */
interface Found {
  /** Databases that are in no fleet: those of 0.1. */
  readonly alone: readonly string[];
  /** The network it was told of; undefined where it makes one. */
  readonly network: BroughtNetwork | undefined;
  /** Databases that are there already. */
  readonly existing: FoundDatabases;
  /** What AWS does not move. */
  readonly standing: Standing;
}

/** The account that owns the databases: network, databases, gateway, shares, and the contract for the consumers. */
export function producer(config: ProducerConfig, { alone, network, existing, standing }: Found) {
  const { aws, logRetentionDays, ipv4AddressesPerEni, retire } = config;
  const { place } = aws;
  const logKey = new EncryptionKey("logs", { place, protect: config.protect, description: "Logs", forLogGroups: true });
  const logs = { logKeyArn: logKey.arn, logRetentionDays };
  const ground = producerNetwork(config, logs, { brought: network, standing });
  const { vpcId, databaseSubnetIds: subnetIds, gatewaySubnets, proxySubnetIds } = ground;

  const members = Object.entries(config.databases).filter(([name, { kind }]) => {
    return kind !== "existing" && !alone.includes(name);
  });
  const fleet =
    members.length === 0
      ? undefined
      : new DatabaseFleet("databases", {
          ...{ place, vpcId, subnetIds, protect: config.protect },
          // As each database's key does, where a last copy of one is promised.
          retain: members.some(([, entry]) => keepsLastCopy(entry)),
        });
  const shareables = madeDatabases(config, {
    ...{ place, vpcId, subnetIds, proxySubnetIds, logs, fleet, alone, existing },
    dualStack: config.ipv6,
  });
  subnetAcls(config, ground.network, shareables);
  const gateways = gatewaysFor(shareables, {
    ...{ vpcId, subnets: gatewaySubnets, ipv4AddressesPerEni, ...logs },
    ...(config.ipv6 && { dualStack: true }),
  });
  const { resourceConfigurationArns } = gateways;
  const usersOf = withoutRetired(byConfiguration(config.databases), retire);
  const offered = Object.entries(shareables).flatMap(([name, database]) => {
    const users = usersOf[name];
    const arn = resourceConfigurationArns[name];
    if (users === undefined || arn === undefined || users.sharedWith.length === 0) return [];
    return Object.entries(offers(name, databaseOf(name, config.databases), place, users, database, arn));
  });
  const databases = Object.fromEntries(offered);
  const watched = watch(config, {
    logs,
    databases: watchedDatabases(shareables, config.databases),
    accessLogGroups: gateways.accessLogGroups,
    accountIds: consumersOf(config),
    flowLogGroup: ground.network?.flowLogGroupName,
    ports: Object.values(shareables).map(({ port }) => port),
    native: () => nativeProvider(aws),
  });
  const withProxy = Object.entries(config.databases).filter(([, { proxy }]) => proxy !== undefined);

  return {
    contract: checkedContract({ version: CONTRACT_VERSION, ...place, databases }),
    resourceConfigurationArns,
    fleet: {
      ...(fleet && { subnetGroupName: fleet.subnetGroupName, backupVaultName: fleet.backupVaultName }),
      ...(alone.length > 0 && { standAlone: alone }),
      // So that each stays where it stands.
      ...(withProxy.length > 0 && {
        proxySubnetIds: mapValues(Object.fromEntries(withProxy), (_, name) => proxySubnetIds(name)),
      }),
    },
    // So that a change which AWS refuses is told at preview.
    settled: settledOf(config.databases),
    // So that a removal that was cut short is told from a name that never was.
    ...(retire.length > 0 && { retired: retire }),
    ...(gateways.rulesToAdd !== undefined && { rulesToAdd: gateways.rulesToAdd }),
    ...watched,
    client: {
      ...place,
      vpcId,
      subnetIds: Object.values(gatewaySubnets).map(({ id }) => id),
      securityGroupIds: gateways.securityGroupIds,
    },
  };
}
