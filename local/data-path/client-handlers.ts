import { z } from "zod";
import { audience } from "../../reachability/audience";
import { RequestError } from "../ground/request-error";
import type { Handlers } from "../socket/handlers";
import type { Entity, Reads } from "../state/store";
import { operatorOf } from "../services/iam/principal";
import { endpointAt, type RdsEndpoint } from "../services/rds/endpoints";
import type { DbInstance } from "../services/rds/entities";
import { getSecretValue } from "../services/secrets-manager/get-secret-value";
import type { Services } from "../services/services";
import { assumeRole } from "../services/sts/assume-role";
import type { CertificateAuthority } from "../databases/certificates";
import type { Databases } from "../databases/databases";
import { handler } from "./handler";
import { judgeConnection } from "./judge-connection";
import { masterSecretArn } from "./master-secret";
import { loginFinding } from "../databases/login-state";
import { serverVersion } from "../databases/server-version";
import { endpointNode } from "./databases-from-store";
import { topologyFromStore } from "./topology-from-store";

const account = z.string().regex(/^\d{12}$/, "must be 12 digits");
const place = { account, region: z.string() };

const assumeRoleRequest = z.strictObject({
  account,
  roleArn: z.string(),
  externalId: z.string(),
  sessionName: z.string(),
});
const secretRequest = z.strictObject({ ...place, secretId: z.string() });
const instanceRequest = z.strictObject({ address: z.string() });
const loginRequest = z.strictObject({ address: z.string(), user: z.string(), token: z.string().optional() });
const explainRequest = z.object({
  client: z.object({ ...place, securityGroupIds: z.array(z.string()) }).loose(),
  host: z.string(),
  port: z.number(),
});

/** What `DescribeDBInstances` would tell a client about a database. */
export interface ClientInstance {
  readonly identifier: string;
  readonly address: string;
  readonly port: number;
  readonly engine: string;
  /** Of the instance, such as `16.15`. */
  readonly engineVersion: string;
  /** What runs here, such as `PostgreSQL 18.4`; undefined where nothing does. */
  readonly serverVersion?: string;
  readonly databaseName?: string;
  readonly masterUser: string;
  readonly masterSecretArn?: string;
  /** Whether it is an RDS Proxy before the database. */
  readonly isProxy?: boolean;
}

/** The AWS calls a client makes before it connects, each on behalf of an account's operator. */
export function clientHandlers(
  services: Services,
  authority: CertificateAuthority,
  databases: Databases,
  stateFolder: string,
): Handlers {
  return {
    "POST /client/assume-role": handler(assumeRoleRequest, async ({ account: callerAccount, ...request }) => {
      return assumeRole(services, { callerAccount, ...request });
    }),
    "POST /client/secret": handler(secretRequest, (request) => {
      const secret = getSecretValue(services, operatorOf(request.account), request.region, request.secretId);
      return Promise.resolve({ value: secret.value });
    }),
    "POST /client/instance": handler(instanceRequest, ({ address }) => {
      const { instance, server, proxy } = findEndpoint(services.store, address);
      const described = describe(instance, serverVersion(stateFolder, server), masterSecretArn(services, instance));
      return Promise.resolve(proxy === undefined ? described : { ...described, isProxy: true });
    }),
    "POST /client/login": handler(loginRequest, ({ address, ...login }) =>
      loginFinding(services, databases, findEndpoint(services.store, address), login),
    ),
    "POST /client/audience": handler(instanceRequest, ({ address }) => {
      const node = endpointNode(services.store, findEndpoint(services.store, address));
      return Promise.resolve(
        audience(topologyFromStore(services.store, services.settings, services.clock.now()), node),
      );
    }),
    "POST /client/explain": handler(explainRequest, (request) =>
      Promise.resolve(judgeConnection(services, request)?.explanation ?? null),
    ),
    "POST /client/trust": async () => ({ certificate: await authority.certificate(), file: authority.certificateFile }),
  };
}

function findEndpoint(reads: Reads, address: string): RdsEndpoint {
  const endpoint = endpointAt(reads, address);
  if (endpoint === undefined) throw new RequestError(`no database of the local cloud has the address ${address}`);
  return endpoint;
}

function describe(
  { data }: Entity<DbInstance>,
  server: string | undefined,
  secretArn: string | undefined,
): ClientInstance {
  const {
    dbInstanceIdentifier: identifier,
    endpoint,
    engine,
    engineVersion,
    dbName,
    masterUsername: masterUser,
  } = data;
  return {
    identifier,
    address: endpoint.address,
    port: endpoint.port,
    engine,
    engineVersion,
    masterUser,
    ...(server === undefined ? {} : { serverVersion: server }),
    ...(dbName === undefined ? {} : { databaseName: dbName }),
    ...(secretArn === undefined ? {} : { masterSecretArn: secretArn }),
  };
}
