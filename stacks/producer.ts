import { Database } from "../components/database";
import { DatabaseShare } from "../components/database-share";
import { EncryptionKey } from "../components/encryption-key";
import { Network } from "../components/network";
import { ResourceGateway } from "../components/resource-gateway";
import { caBundleUrl } from "./ca-bundle";
import { GATEWAY_NAME, type ProducerConfig } from "./config";
import { checkedContract, CONTRACT_VERSION } from "./contract";
import { mapValues } from "./map-values";

/** The account that owns the databases: network, databases, gateway, shares, and the contract for the consumers. */
export function producer(config: ProducerConfig) {
  const { place, protect, logRetentionDays, vpcCidr, subnets } = config;
  const logKey = new EncryptionKey("logs", { place, protect, description: "Logs", forLogGroups: true });
  const logs = { logKeyArn: logKey.arn, logRetentionDays };
  const network = new Network("network", { place, vpcCidr, subnets, ...logs });
  const { vpcId } = network;
  const subnetIds = Object.values(network.subnets.database).map(({ id }) => id);

  const databases = mapValues(
    config.databases,
    ({ instance }, name) => new Database(name, { place, protect, vpcId, subnetIds, ...logs, ...instance }),
  );
  const gateway = new ResourceGateway(GATEWAY_NAME, {
    vpcId,
    subnets: network.subnets.gateway,
    databases,
    ipv4AddressesPerEni: config.gatewayAddressesPerSubnet,
    ...logs,
  });

  const offers = Object.entries(databases).flatMap(([name, database]) => {
    const settings = config.databases[name];
    const resourceConfigurationArn = gateway.resourceConfigurationArns[name];
    if (settings === undefined || resourceConfigurationArn === undefined || settings.sharedWith.length === 0) return [];
    const { loginUser, sharedWith, allowExternalPrincipals } = settings;
    const { resourceId, address, port, databaseName } = database;
    const share = new DatabaseShare(name, {
      place,
      resourceConfigurationArn,
      resourceId,
      loginUser,
      accountIds: sharedWith,
      allowExternalPrincipals,
    });
    const offer = {
      resourceConfigurationArn,
      resourceShareArn: share.resourceShareArn,
      sharing: "resource",
      engine: settings.instance.engine,
      port,
      databaseName,
      address,
      resourceId,
      connectRoleArn: share.connectRoleArn,
      externalId: share.externalId,
      loginUser,
      caBundleUrl: caBundleUrl(place.region),
      sharedWith,
    };
    return [[name, offer] as const];
  });

  return {
    contract: checkedContract({ version: CONTRACT_VERSION, ...place, databases: Object.fromEntries(offers) }),
    resourceConfigurationArns: gateway.resourceConfigurationArns,
    client: {
      ...place,
      vpcId,
      subnetIds: Object.values(network.subnets.gateway).map(({ id }) => id),
      securityGroupIds: [gateway.securityGroupId],
    },
  };
}
