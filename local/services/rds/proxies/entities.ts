import { kind } from "../../../state/store";
import type { Tags } from "../../ec2/entities";

/** An RDS Proxy with its one target group, `default`. Entity id: the resource id `prx-…`. */
export interface DbProxy {
  readonly dbProxyName: string;
  readonly engineFamily: "MYSQL" | "POSTGRESQL";
  readonly auth: readonly ProxyAuth[];
  /** `IAM_AUTH`: clients show the proxy a token, and the proxy one of its own role to the database. */
  readonly defaultAuthScheme: "NONE" | "IAM_AUTH";
  readonly roleArn: string;
  readonly requireTLS: boolean;
  /** Seconds. */
  readonly idleClientTimeout: number;
  readonly debugLogging: boolean;
  readonly vpcId: string;
  readonly vpcSubnetIds: readonly string[];
  readonly vpcSecurityGroupIds: readonly string[];
  /** Host name of the default endpoint. */
  readonly endpoint: string;
  /** The engine's usual one, whatever the database's is. */
  readonly port: number;
  /** `prx-tg-…`. */
  readonly targetGroupId: string;
  readonly connectionPoolConfig: ConnectionPoolConfig;
  readonly target?: ProxyTarget;
  readonly tags: Tags;
}

/** A secret with the user and password that the proxy logs in to the database with. */
export interface ProxyAuth {
  readonly authScheme: "SECRETS";
  readonly secretArn: string;
  /** Of the client's side: a token, or the secret's password. */
  readonly iamAuth: "DISABLED" | "REQUIRED";
  readonly clientPasswordAuthType?: string;
  readonly description?: string;
  readonly userName?: string;
}

export interface ConnectionPoolConfig {
  /** Of the database's `max_connections`, per cent. */
  readonly maxConnectionsPercent: number;
  readonly maxIdleConnectionsPercent: number;
  /** Seconds. */
  readonly connectionBorrowTimeout: number;
  readonly initQuery?: string;
  readonly sessionPinningFilters: readonly "EXCLUDE_VARIABLE_SETS"[];
}

/** The database behind a proxy. */
export interface ProxyTarget {
  readonly type: "RDS_INSTANCE" | "TRACKED_CLUSTER";
  /** Its identifier. */
  readonly rdsResourceId: string;
  /** `db-…` or `cluster-…`. */
  readonly databaseId: string;
}

/** A further endpoint of a proxy. Entity id: the resource id `prx-endpoint-…`. */
export interface DbProxyEndpoint {
  readonly dbProxyEndpointName: string;
  /** `prx-…`. */
  readonly dbProxyId: string;
  /** `READ_ONLY` leads to the readers of a cluster. */
  readonly targetRole: "READ_WRITE" | "READ_ONLY";
  readonly vpcId: string;
  readonly vpcSubnetIds: readonly string[];
  readonly vpcSecurityGroupIds: readonly string[];
  readonly endpoint: string;
  readonly tags: Tags;
}

export const dbProxyKind = kind<DbProxy>("rds:db-proxy");
export const dbProxyEndpointKind = kind<DbProxyEndpoint>("rds:db-proxy-endpoint");
