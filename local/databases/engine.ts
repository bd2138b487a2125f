import type { Duplex } from "node:stream";
import type { DbInstance } from "../services/rds/entities";
import type { MasterLogin } from "../services/services";
import type { Entity } from "../state/store";
import type { ServerCertificate } from "./certificates";

/**
 * A database engine that the local cloud can run: all it knows of one, beside what RDS says of it. Which there are is in
 * `engines.ts`. docs/decisions/0079-databases-behind-one-interface.md
 */
export interface DatabaseEngine {
  /** As people write it, such as `PostgreSQL`. */
  readonly title: string;
  /** The server whose data is in this folder, or will be; nothing is touched before it is asked to do something. */
  readonly server: (folder: string) => EngineServer;
  /**
   * Gets from elsewhere what its servers need, where it is not on this machine; `say` hears what is being done. Without it, the
   * first server that is made does so in silence. @throws Error with what to install.
   */
  readonly prepare?: (say: (line: string) => void) => Promise<void>;
  /** Tells a client why it does not get to the database, where its program shows it. A client's mistakes never reject. */
  refuse(raw: Duplex, certificate: ServerCertificate, refusal: ConnectionRefusal): Promise<void>;
}

/** The database server of one RDS instance. It may outlive the local cloud, which then finds it again. */
export interface EngineServer {
  /** Whether its data is there, damaged or not; nothing is ever made over data. */
  readonly exists: boolean;
  /** As people write what runs the data, where that is another than the engine. */
  readonly title?: string;
  /** Of what runs the data, such as `18.4`; undefined where there is none, or nothing here that could run it. */
  readonly version: string | undefined;
  /** Makes the data, with the master user and the first database of the instance, and starts the server. */
  create(instance: Entity<DbInstance>, login: MasterLogin): Promise<void>;
  /**
   * Makes the data as a copy of another server's that follows it, and starts both. Left out by an engine for which no replica
   * runs here.
   */
  replicate?(instance: Entity<DbInstance>, source: EngineServer): Promise<void>;
  /** What followed this server does so no longer: nothing is kept for it. */
  forgetReplica?(replica: Entity<DbInstance>): Promise<void>;
  /** Ends a replica's following: it takes writes from then on. */
  promote?(): Promise<void>;
  /** Keeps a copy of the data, as it is now, in a folder that is not there yet; the server goes on. */
  saveTo(folder: string): Promise<void>;
  /** Makes the data of such a copy; the server is started by what comes next. */
  restore(folder: string): Promise<void>;
  /** Starts the server, or finds the one that runs. Several callers may ask at once. */
  start(): Promise<void>;
  /** Starts the server and has it run with the instance's parameters, and with the master user's password if one is given. */
  adjust(instance: Entity<DbInstance>, login?: MasterLogin): Promise<void>;
  /** After a start of the local cloud: an earlier one may have ended before all was in effect, or have known less. */
  resume(instance: Entity<DbInstance>): Promise<void>;
  /** Stops the server, whoever started it; its data stays. Answers whether one ran. */
  stop(): Promise<boolean>;
  /** Stops the server and deletes its data. */
  remove(): Promise<void>;
  /**
   * Is the instance's endpoint to a client: ends TLS, checks the login as RDS does, and carries bytes until nothing is left
   * to carry. A client's mistakes never reject.
   */
  serve(raw: Duplex, connection: Connection): Promise<void>;
  /**
   * Is the endpoint of an RDS Proxy before the instance: as `serve`, with connections to the server that clients share.
   * Left out by an engine for which no proxy runs here.
   */
  serveProxied?(raw: Duplex, connection: Connection, proxy: ProxyHop): Promise<void>;
  /** How far a login of this user with tokens has got. */
  loginState(user: string): Promise<LoginState>;
}

/** One connection to an instance's endpoint, which the way there has let through. */
export interface Connection {
  readonly instance: Entity<DbInstance>;
  /** For the endpoint's name. */
  readonly certificate: ServerCertificate;
  /** The address the database sees. */
  readonly clientAddress: string;
  readonly clientPort: number;
  /** The database's own, as the client reached it. */
  readonly serverAddress: string;
  readonly serverPort: number;
  /** Whether the endpoint is one that takes no writes, such as a cluster's reader endpoint. Left out: false. */
  readonly readOnly?: boolean;
  /** After how many milliseconds without a byte the way forgets the connection; undefined: never. */
  readonly idleLimitMs?: number;
  /** Whether an IAM token lets this user in. */
  readonly isTokenValid: (user: string, token: string) => Promise<boolean>;
  /** Hears why the server could not be asked. */
  readonly onTrouble: (error: unknown) => void;
}

/** What a connection through an RDS Proxy has besides. */
export interface ProxyHop {
  /** `prx-…`: its pool is its own. */
  readonly id: string;
  readonly requireTls: boolean;
  /** How somebody logs in as this user; undefined where the proxy has no credentials for it. */
  readonly credentials: (user: string) => ProxyCredentials | undefined;
  /** Of the server's connections, what the proxy may take, and keep while nobody uses them: 0-1. */
  readonly share: number;
  readonly idleShare: number;
  readonly borrowTimeoutMs: number;
  readonly initQuery?: string;
  /** Whether `SET` leaves a session unpinned (`EXCLUDE_VARIABLE_SETS`). */
  readonly excludesSets: boolean;
  /** The database's own address and port, as the proxy reaches it. */
  readonly databaseAddress: string;
  readonly databasePort: number;
  /** Hears why a client keeps its connection to the server to itself from now on. */
  readonly onPinned: (user: string, reason: string) => void;
}

/** How a client proves itself to a proxy, and the proxy itself to the database. */
export interface ProxyCredentials {
  readonly client: { readonly by: "token" } | { readonly by: "password"; readonly password: string };
  /** Of the role's own token: why it would not let the user in, where it would not. */
  readonly database:
    { readonly by: "token"; readonly problem?: string } | { readonly by: "password"; readonly password: string };
}

/** For whoever reads a client's error message. */
export interface ConnectionRefusal {
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string | undefined;
}

/** How far a login with tokens has got on a database, as its owner can see. */
export type LoginState = "missing" | "may not log in" | "no tokens" | "ready";
