import { Database } from "../components/database/database";
import { DatabaseFleet } from "../components/database/database-fleet";
import { EncryptionKey } from "../components/account/encryption-key";
import { Network } from "../components/network/network";
import { ResourceGateway } from "../components/lattice/resource-gateway";
import type { ProducerConfig } from "./config";
import { checkedContract, CONTRACT_VERSION } from "./contract";
import { mapValues } from "./map-values";
import { offer } from "./offer";

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

  const members = Object.entries(config.databases).filter(([name]) => !alone.includes(name));
  const fleet =
    members.length === 0
      ? undefined
      : new DatabaseFleet("databases", {
          ...{ place, vpcId, subnetIds, protect: config.protect },
          // As each database's key does, where a last copy of one is promised.
          retain: members.some(([, { instance }]) => instance.finalSnapshot !== false),
        });
  const databases = mapValues(config.databases, ({ instance }, name) => {
    const isRetired = retire.includes(name);
    const guards = { protect: config.protect && !isRetired, ...(isRetired && { deletionProtection: false }) };
    const where =
      fleet === undefined || alone.includes(name) ? { vpcId, subnetIds } : { fleet: fleet.member(instance) };
    return new Database(name, { place, ...where, ...logs, ...instance, ...guards });
  });
  const gateway = new ResourceGateway("db", {
    vpcId,
    subnets: network.subnetsOf("gateway"),
    databases,
    ipv4AddressesPerEni,
    ...logs,
  });
  const offers = Object.entries(databases).flatMap(([name, database]) => {
    const settings = config.databases[name];
    const arn = gateway.resourceConfigurationArns[name];
    if (settings === undefined || arn === undefined || settings.sharedWith.length === 0) return [];
    return [[name, offer(name, place, settings, database, arn)] as const];
  });

  return {
    contract: checkedContract({ version: CONTRACT_VERSION, ...place, databases: Object.fromEntries(offers) }),
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
