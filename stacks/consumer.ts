import { DatabaseAccess } from "../components/database-access";
import { EncryptionKey } from "../components/encryption-key";
import { Network } from "../components/network";
import type { ConsumerConfig } from "./config";
import { mapValues } from "./map-values";
import { sharedDatabases } from "./producer-outputs";
import { nativeProvider } from "./providers";

/** An account that uses another one's databases: a private network, and the way from it to each database. */
export async function consumer(config: ConsumerConfig) {
  const databases = await sharedDatabases(config);
  const { place, protect, logRetentionDays, vpcCidr, subnets } = config;
  const logKey = new EncryptionKey("logs", { place, protect, description: "Logs", forLogGroups: true });
  const logs = { logKeyArn: logKey.arn, logRetentionDays };
  const network = new Network("network", { place, vpcCidr, subnets, ...logs });
  const access = new DatabaseAccess(
    "access",
    { vpcId: network.vpcId, databases, acceptShares: config.acceptShares, ...logs },
    { providers: [nativeProvider(place)] },
  );

  return {
    databases: mapValues(
      databases,
      (
        { address, port, engine, databaseName, loginUser, connectRoleArn, externalId, resourceId, caBundleUrl },
        name,
      ) => ({
        dnsName: access.dnsNames[name],
        address,
        port,
        engine,
        databaseName,
        loginUser,
        connectRoleArn,
        externalId,
        resourceId,
        caBundleUrl,
      }),
    ),
    client: {
      ...place,
      vpcId: network.vpcId,
      subnetIds: Object.values(network.subnets.client).map(({ id }) => id),
      securityGroupIds: [access.clientSecurityGroupId],
    },
  };
}
