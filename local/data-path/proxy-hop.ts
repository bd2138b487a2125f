import type { ProxyCredentials, ProxyHop } from "../databases/engine";
import { AwsError } from "../ground/aws-error";
import type { Log } from "../ground/log";
import { isAllowed } from "../services/iam/is-allowed";
import type { AwsPrincipal } from "../services/iam/principal";
import { logGroupArn } from "../services/logs/log-group";
import { putLogEvents } from "../services/logs/log-events";
import { NotModelledError } from "../services/not-modelled";
import type { RdsEndpoint } from "../services/rds/endpoints";
import type { DbInstance } from "../services/rds/entities";
import type { DbProxy, ProxyAuth } from "../services/rds/proxies/entities";
import { proxyLogs } from "../services/rds/proxies/proxy";
import { getSecretValue } from "../services/secrets-manager/get-secret-value";
import type { Services } from "../services/services";
import type { Entity } from "../state/store";
import { arnOf } from "../../aws/arn";
import { addressOf } from "./addresses";

/** What a connection through a proxy is judged by at its login, as things are now; undefined where there is no proxy. */
export function proxyHop(services: Services, log: Log, { proxy, server }: RdsEndpoint): ProxyHop | undefined {
  if (proxy === undefined) return undefined;
  const { connectionPoolConfig: pool, requireTLS, dbProxyName } = proxy.data;
  return {
    id: proxy.id,
    requireTls: requireTLS,
    credentials: (user) => credentialsOf(services, proxy, server, user),
    share: pool.maxConnectionsPercent / 100,
    idleShare: pool.maxIdleConnectionsPercent / 100,
    borrowTimeoutMs: pool.connectionBorrowTimeout * 1000,
    ...(pool.initQuery === undefined ? {} : { initQuery: pool.initQuery }),
    excludesSets: pool.sessionPinningFilters.includes("EXCLUDE_VARIABLE_SETS"),
    databaseAddress: addressOf(services.store, server.arn) ?? "0.0.0.0",
    databasePort: server.data.endpoint.port,
    onPinned: (user, reason) => {
      const message = `The client session of ${user} was pinned to the database connection for the remainder of the session. The proxy can't reuse this connection until the session ends. Reason: ${reason}.`;
      log.write("session pinned", { proxy: dbProxyName, user, reason });
      const event = { timestamp: services.clock.now().getTime(), message };
      const group = logGroupArn(proxy, proxyLogs(dbProxyName));
      // Somebody may have deleted the group.
      putLogEvents(services, group, "proxy", [event]).catch(() => undefined);
    },
  };
}

function credentialsOf(
  services: Services,
  proxy: Entity<DbProxy>,
  database: Entity<DbInstance>,
  user: string,
): ProxyCredentials | undefined {
  const role = roleOf(proxy);
  for (const auth of proxy.data.auth) {
    const login = loginIn(services, role, proxy, auth);
    if (login?.username !== user) continue;
    const { password } = login;
    return {
      client: auth.iamAuth === "REQUIRED" ? { by: "token" } : { by: "password", password },
      database: { by: "password", password },
    };
  }
  if (proxy.data.defaultAuthScheme !== "IAM_AUTH") return undefined;
  const problem = roleProblem(services, role, database, user);
  return { client: { by: "token" }, database: { by: "token", ...(problem === undefined ? {} : { problem }) } };
}

interface SecretLogin {
  readonly username: string;
  readonly password: string;
}

/** What the proxy's role reads in a secret; undefined where it may not, or finds no login there. */
function loginIn(
  services: Services,
  role: AwsPrincipal,
  proxy: Entity<DbProxy>,
  { secretArn }: ProxyAuth,
): SecretLogin | undefined {
  try {
    const { value } = getSecretValue(services, role, proxy.region, secretArn);
    const { username, password } = JSON.parse(value) as Partial<SecretLogin>;
    return typeof username === "string" && typeof password === "string" ? { username, password } : undefined;
  } catch (error) {
    const isAnswer = error instanceof AwsError || error instanceof NotModelledError || error instanceof SyntaxError;
    if (isAnswer) return undefined;
    throw error;
  }
}

/** Why a token of the proxy's role does not let it in to the database as this user. */
function roleProblem(
  services: Services,
  role: AwsPrincipal,
  { account, region, data }: Entity<DbInstance>,
  user: string,
): string | undefined {
  if (!data.iamDatabaseAuthenticationEnabled) return "IAM authentication is off for the database";
  const resource = arnOf({ account, region }, "rds-db", `dbuser:${data.dbiResourceId}/${user}`);
  try {
    const answer = isAllowed(services, { principal: role, action: "rds-db:connect", resource });
    return answer.allowed ? undefined : answer.reason;
  } catch (error) {
    if (error instanceof NotModelledError) return error.message;
    throw error;
  }
}

/** The session in which RDS has taken on the proxy's role. */
function roleOf({ account, data }: Entity<DbProxy>): AwsPrincipal {
  const name = data.roleArn.slice(data.roleArn.lastIndexOf("/") + 1);
  const partition = data.roleArn.split(":")[1] ?? "aws";
  const arn = `arn:${partition}:sts::${account}:assumed-role/${name}/rds-proxy`;
  return { arn, account, roleArn: data.roleArn };
}
