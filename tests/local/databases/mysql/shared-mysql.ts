import type { Socket } from "node:net";
import { type Connection, type ConnectionOptions, createConnection } from "mysql2/promise";
import { DatabaseClient } from "../../../../local/client/database-client";
import { openTunnel } from "../../../../local/client/tunnel";
import { CertificateAuthority } from "../../../../local/databases/certificates";
import type { CreateDbInstanceRequest } from "../../../../local/services/rds/instance-request";
import { dbInstanceKind } from "../../../../local/services/rds/entities";
import { startCloud, type RunningCloud } from "../../data-path/running-cloud";
import { EXTERNAL_ID, LOGIN_USER, shareDatabase, type SharedDatabase } from "../../data-path/shared-database";

/** Undefined: without it. */
type Options = { readonly [Name in keyof ConnectionOptions]: ConnectionOptions[Name] | undefined };

/** A shared database that MariaDB runs, and clients of it. */
export interface SharedMysql {
  readonly cloud: RunningCloud;
  readonly shared: SharedDatabase;
  readonly certificate: string;
  readonly password: string;
  /** A way to it from the owner's VPC. */
  tunnel(): Promise<Socket>;
  /** The owner, over TLS that is verified, unless `options` say otherwise. */
  connect(options?: Options): Promise<Connection>;
  /** Why that does not connect, `connected` where it does. */
  failure(options?: Options): Promise<string>;
  /** The owner's statement, and its rows as arrays. */
  asMaster(sql: string): Promise<any>;
  /** An IAM token for the consumers' user. */
  token(): Promise<string>;
  /** The instance runs with these parameters, as far as its front goes. */
  withParameters(value: Record<string, string>): Promise<void>;
  stop(): Promise<void>;
}

export async function shareMysql(change: Partial<CreateDbInstanceRequest> = {}): Promise<SharedMysql> {
  const cloud = await startCloud();
  const shared = await shareDatabase(cloud.services, {
    engine: "mariadb",
    engineVersion: "11.4",
    port: 5432,
    ...change,
  });
  const certificate = await new CertificateAuthority(cloud.stateFolder).certificate();
  const { endpoint } = shared.instance.data;
  const aws = new DatabaseClient(cloud.socket);
  const own = shared.ownersClient;
  const { password } = await aws.masterLogin(own.account, own.region, await aws.instance(endpoint.address));
  const tunnel = () => openTunnel(cloud.socket, own, endpoint.address, 5432);
  const connect = async (options: Options = {}): Promise<Connection> => {
    const connection = await createConnection({
      ...{ host: endpoint.address, user: "owner", password, database: "orders", rowsAsArray: true },
      stream: await tunnel(),
      ssl: { ca: certificate, verifyIdentity: true },
      ...options,
    } as ConnectionOptions);
    connection.on("error", () => undefined);
    return connection;
  };
  const asMaster = async (sql: string) => {
    const connection = await connect();
    return connection
      .query(sql)
      .then(([rows]) => rows)
      .finally(() => connection.end());
  };
  return {
    ...{ cloud, shared, certificate, password, tunnel, connect, asMaster },
    failure: async (options) => {
      try {
        await (await connect(options)).end();
        return "connected";
      } catch (error) {
        const { errno, sqlState, message } = error as { errno?: number; sqlState?: string; message: string };
        return `${String(errno)} ${String(sqlState)}: ${message}`;
      }
    },
    token: async () => {
      const role = { roleArn: shared.connectRoleArn, externalId: EXTERNAL_ID };
      const place = { ...endpoint, region: shared.instance.region };
      return (await aws.tokenLogin(shared.client.account, place, role, LOGIN_USER)).password;
    },
    withParameters: async (value) => {
      const instance = cloud.services.store.get(dbInstanceKind, shared.instance.id);
      if (instance === undefined) throw new Error("the instance is gone");
      await cloud.services.store.put({ ...instance, data: { ...instance.data, appliedParameters: value } });
    },
    stop: async () => {
      aws.close();
      await cloud.stop();
    },
  };
}
