import type { Socket } from "node:net";
import { Signer } from "@aws-sdk/rds-signer";
import { Client as PgClient } from "pg";
import { ControlSocket } from "../socket/control-socket";
import type { ClientInstance } from "../data-path/client-handlers";
import type { LoginFinding } from "../databases/login-state";

/** A database user and what it proves itself with: a password or a token. */
export interface Login {
  readonly user: string;
  readonly password: string;
}

/** An RDS endpoint: TLS certificates and tokens are for this name, whichever name leads there. */
export interface Endpoint {
  readonly address: string;
  readonly port: number;
  readonly region: string;
}

export interface ConnectRole {
  readonly roleArn: string;
  readonly externalId: string;
}

interface AwsCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly sessionToken: string;
}

const SESSION_NAME = "lattice-db-connect";

/** What a database client asks AWS for before and while it connects. */
export class DatabaseClient {
  readonly #cloud: ControlSocket;

  constructor(readonly socket: string) {
    this.#cloud = new ControlSocket(socket);
  }

  /** A consumer's login: its account assumes the owner's connect role, whose credentials sign a token. */
  async tokenLogin(account: string, endpoint: Endpoint, role: ConnectRole, user: string): Promise<Login> {
    const { roleArn, externalId } = role;
    const request = { account, roleArn, externalId, sessionName: SESSION_NAME };
    const credentials = await this.#cloud.post<AwsCredentials>("/client/assume-role", request);
    const signer = new Signer({
      hostname: endpoint.address,
      port: endpoint.port,
      region: endpoint.region,
      username: user,
      credentials,
    });
    return { user, password: await signer.getAuthToken() };
  }

  /** The master user's password from Secrets Manager. */
  async masterLogin(account: string, region: string, instance: ClientInstance): Promise<Login> {
    if (instance.isProxy === true) {
      throw new Error(
        `${instance.identifier} is a proxy and knows no master user: connect to the database behind it, by its own name`,
      );
    }
    if (instance.masterSecretArn === undefined) {
      throw new Error(
        `RDS does not manage the master password of ${instance.identifier}, and no secret of account ${account} has it: ` +
          `set manageMasterUserPassword, or keep it in Secrets Manager as JSON with host, username and password`,
      );
    }
    const request = { account, region, secretId: instance.masterSecretArn };
    const { value } = await this.#cloud.post<{ value: string }>("/client/secret", request);
    const { username, password } = JSON.parse(value) as { username: string; password: string };
    return { user: username, password };
  }

  instance(address: string): Promise<ClientInstance> {
    return this.#cloud.post<ClientInstance>("/client/instance", { address });
  }

  /** What the local cloud sees of a user of a database, and of the token it was tried with. */
  loginFinding(address: string, user: string, token?: string): Promise<LoginFinding> {
    return this.#cloud.post<LoginFinding>("/client/login", { address, user, token });
  }

  /** The certificate (PEM) of the authority that signs the local cloud's RDS endpoints. */
  async trust(): Promise<string> {
    return (await this.#cloud.post<{ certificate: string }>("/client/trust")).certificate;
  }

  /** The file with that certificate. */
  async trustFile(): Promise<string> {
    return (await this.#cloud.post<{ file: string }>("/client/trust")).file;
  }

  close(): void {
    this.#cloud.close();
  }
}

/** Logs in over a connection that is open already, with TLS verified against the authority and the endpoint's name. */
export async function logIn(
  stream: Socket,
  endpoint: Pick<Endpoint, "address" | "port">,
  certificate: string,
  database: string,
  login: Login,
): Promise<PgClient> {
  const client = new PgClient({
    ...login,
    host: endpoint.address,
    port: endpoint.port,
    database,
    ssl: { ca: certificate, rejectUnauthorized: true },
    application_name: "lattice-db",
    stream: () => connected(stream),
  });
  try {
    await client.connect();
    return client;
  } catch (error) {
    stream.destroy();
    throw error;
  }
}

/** `pg` wants to connect a socket itself: this one is, and says so when asked. */
function connected(socket: Socket): Socket {
  const connect = (): Socket => {
    process.nextTick(() => socket.emit("connect"));
    return socket;
  };
  return Object.assign(socket, { connect });
}
