import { DatabaseFleet } from "../components/database/database-fleet";
import { EncryptionKey } from "../components/account/encryption-key";
import { Network } from "../components/network/network";
import { ResourceGateway } from "../components/lattice/resource-gateway";
import type { ProducerConfig } from "./config";
import { checkedContract, CONTRACT_VERSION } from "./contract";
import { keepsLastCopy, madeDatabases } from "./made-databases";
import { mapValues } from "./map-values";
import { offers } from "./offer";

/**
 * The account that owns the databases: network, databases, gateway, shares, and the contract for the consumers.
 * @param alone Databases that are in no fleet: those of 0.1.
 */
export function producer(config: ProducerConfig, alone: readonly string[]) {
  const { aws, logRetentionDays, vpcCidr, subnets, ipv4AddressesPerEni, retire } = config;
  const { place } = aws;
  const logKey = new EncryptionKey("logs", { place, protect: config.protect, description: "Logs", forLogGroups: true });
  const logs = { logKeyArn: logKey.arn, logRetentionDays };
  const network = new Network("network", { place, vpcCidr, subnets, ...logs });
  const { vpcId } = network;
  const subnetIds = Object.values(network.subnetsOf("database")).map(({ id }) => id);

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
  const shareables = madeDatabases(config, { place, vpcId, subnetIds, logs, fleet, alone });
  const gateway = new ResourceGateway("db", {
    vpcId,
    subnets: network.subnetsOf("gateway"),
    databases: mapValues(shareables, ({ database }) => database),
    ipv4AddressesPerEni,
    ...logs,
  });
  const offered = Object.entries(shareables).flatMap(([name, { of, database }]) => {
    const users = config.databases[of];
    const arn = gateway.resourceConfigurationArns[name];
    if (users === undefined || arn === undefined || users.sharedWith.length === 0) return [];
    return Object.entries(offers(name, place, users, database, arn));
  });
  const databases = Object.fromEntries(offered);

  return {
    contract: checkedContract({ version: CONTRACT_VERSION, ...place, databases }),
    resourceConfigurationArns: gateway.resourceConfigurationArns,
    fleet: {
      ...(fleet && { subnetGroupName: fleet.subnetGroupName, backupVaultName: fleet.backupVaultName }),
      ...(alone.length > 0 && { standAlone: alone }),
    },
    // So that a removal that was cut short is told from a name that never was.
    ...(retire.length > 0 && { retired: retire }),
    client: {
      ...place,
      vpcId,
      subnetIds: Object.values(network.subnetsOf("gateway")).map(({ id }) => id),
      securityGroupIds: [gateway.securityGroupId],
    },
  };
}
