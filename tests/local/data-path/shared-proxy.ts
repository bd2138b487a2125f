import { createSecurityGroup } from "../../../local/services/ec2/security-group";
import { authorizeRules } from "../../../local/services/ec2/security-group-rules";
import { createRole } from "../../../local/services/iam/role";
import { putRolePolicy } from "../../../local/services/iam/role-policy";
import { createDbInstance } from "../../../local/services/rds/create-instance";
import type { DbInstance } from "../../../local/services/rds/entities";
import type { CreateDbInstanceRequest } from "../../../local/services/rds/instance-request";
import { proxyAsInstance } from "../../../local/services/rds/proxies/as-instance";
import { dbProxyKind } from "../../../local/services/rds/proxies/entities";
import { createProxy, type CreateProxyRequest } from "../../../local/services/rds/proxies/proxy";
import { registerTarget } from "../../../local/services/rds/proxies/proxy-target";
import type { Services } from "../../../local/services/services";
import type { Entity } from "../../../local/state/store";
import { owner } from "../test-services";
import {
  instanceRequest,
  LOGIN_USER,
  shareThing,
  tcp,
  type OwnersPlace,
  type SharedDatabase,
  type SharedThing,
} from "./shared-database";

export interface SharedProxy extends SharedDatabase {
  readonly database: Entity<DbInstance>;
  readonly proxyGroup: string;
}

/**
 * As `shareDatabase`, of an RDS Proxy before an instance: by its name, as custom domain. Tokens from end to end.
 *
 * @param instance what is another than PostgreSQL's.
 */
export async function shareProxy(
  services: Services,
  change: Partial<CreateProxyRequest> = {},
  instance: Partial<CreateDbInstanceRequest> = {},
): Promise<SharedProxy> {
  const made: { database?: Entity<DbInstance>; proxyGroup?: string } = {};
  const make = async (place: OwnersPlace): Promise<SharedThing> => {
    const database = await createDbInstance(services, owner, { ...instanceRequest(place), ...instance });
    const { port } = database.data.endpoint;
    const proxyGroup = await proxyGroupIn(services, place, port);
    Object.assign(made, { database, proxyGroup });
    await createProxy(services, owner, {
      dbProxyName: "orders-proxy",
      engineFamily: "POSTGRESQL",
      defaultAuthScheme: "IAM_AUTH",
      requireTLS: true,
      roleArn: await proxyRole(services, database.id),
      vpcSubnetIds: place.subnetIds,
      vpcSecurityGroupIds: [proxyGroup],
      ...change,
    });
    await registerTarget(services, owner, "orders-proxy", "default", { dbInstanceIdentifier: "orders" });
    const [proxy] = services.store.list(dbProxyKind);
    if (proxy === undefined) throw new Error("there is no proxy");
    const domainName = proxy.data.endpoint;
    return {
      instance: proxyAsInstance(services.store, proxy),
      configuration: {
        type: "SINGLE",
        resourceConfigurationDefinition: { dnsResource: { domainName, ipAddressType: "IPV4" } },
        portRanges: [String(port)],
        customDomainName: domainName,
      },
    };
  };
  const shared = await shareThing(services, make, change.engineFamily === "MYSQL" ? 3306 : 5432);
  const { database, proxyGroup } = made;
  if (database === undefined || proxyGroup === undefined) throw new Error("nothing was made");
  return { ...shared, database, proxyGroup };
}

/** From the gateway to the proxy, and from the proxy to the database. */
async function proxyGroupIn(
  services: Services,
  { vpcId, databaseGroup, gatewayGroup }: OwnersPlace,
  port: number,
): Promise<string> {
  const request = { groupName: "proxy", description: "proxy", vpcId, rules: [], tags: {} };
  const { id } = await createSecurityGroup(services, owner, request);
  await authorizeRules(services, owner, id, [
    tcp(false, { referencedGroupId: gatewayGroup }, port),
    tcp(true, { referencedGroupId: databaseGroup }, port),
  ]);
  await authorizeRules(services, owner, gatewayGroup, [tcp(true, { referencedGroupId: id }, port)]);
  await authorizeRules(services, owner, databaseGroup, [tcp(false, { referencedGroupId: id }, port)]);
  return id;
}

/** May log in to the database as the one user. */
async function proxyRole(services: Services, resourceId: string): Promise<string> {
  const statement = (body: object): string =>
    JSON.stringify({ Version: "2012-10-17", Statement: [{ Effect: "Allow", ...body }] });
  const role = await createRole(services, owner, {
    roleName: "proxy",
    path: "/",
    description: "",
    assumeRolePolicyDocument: statement({
      Principal: { Service: "rds.amazonaws.com" },
      Action: "sts:AssumeRole",
    }),
    maxSessionDuration: 3600,
    tags: {},
  });
  const resource = `arn:aws:rds-db:${owner.region}:${owner.account}:dbuser:${resourceId}/${LOGIN_USER}`;
  await putRolePolicy(services, owner, {
    roleName: "proxy",
    policyName: "connect",
    policyDocument: statement({ Action: "rds-db:connect", Resource: resource }),
  });
  return role.arn;
}
