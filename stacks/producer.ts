import { Database } from "../components/database/database";
import { EncryptionKey } from "../components/account/encryption-key";
import { Network } from "../components/network/network";
import { ResourceGateway } from "../components/lattice/resource-gateway";
import type { ProducerConfig } from "./config";
import { checkedContract, CONTRACT_VERSION } from "./contract";
import { mapValues } from "./map-values";
import { offer } from "./offer";

/** The account that owns the databases: network, databases, gateway, shares, and the contract for the consumers. */
export function producer(config: ProducerConfig) {
  const { aws, logRetentionDays, vpcCidr, subnets, ipv4AddressesPerEni, retire } = config;
  const { place } = aws;
  const logKey = new EncryptionKey("logs", { place, protect: config.protect, description: "Logs", forLogGroups: true });
  const logs = { logKeyArn: logKey.arn, logRetentionDays };
  const network = new Network("network", { place, vpcCidr, subnets, ...logs });
  const { vpcId } = network;
  const subnetIds = Object.values(network.subnetsOf("database")).map(({ id }) => id);

  const databases = mapValues(config.databases, ({ instance }, name) => {
    const isRetired = retire.includes(name);
    const guards = { protect: config.protect && !isRetired, ...(isRetired && { deletionProtection: false }) };
    return new Database(name, { place, vpcId, subnetIds, ...logs, ...instance, ...guards });
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
