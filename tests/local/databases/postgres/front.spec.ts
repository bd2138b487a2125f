import assert from "node:assert/strict";
import { once } from "node:events";
import type { Socket } from "node:net";
import { connect as connectTls } from "node:tls";
import { setTimeout } from "node:timers/promises";
import { Client, type ClientConfig } from "pg";
import { CertificateAuthority } from "../../../../local/databases/certificates";
import { logIn } from "../../../../local/client/database-client";
import { openTunnel } from "../../../../local/client/tunnel";
import { getSecretValue } from "../../../../local/services/secrets-manager/get-secret-value";
import { operatorOf } from "../../../../local/services/iam/principal";
import { dbInstanceKind } from "../../../../local/services/rds/entities";
import { owner } from "../../test-services";
import { startCloud, type RunningCloud } from "../../data-path/running-cloud";
import { shareDatabase, type SharedDatabase } from "../../data-path/shared-database";

const SSL_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x2f]);
const GSSENC_REQUEST = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x30]);

describe("the database's endpoint", function () {
  this.timeout(30_000);
  let cloud: RunningCloud;
  let shared: SharedDatabase;
  let password: string;
  let certificate: string;

  before(async () => {
    cloud = await startCloud();
    shared = await shareDatabase(cloud.services);
    const secret = getSecretValue(
      cloud.services,
      operatorOf(owner.account),
      owner.region,
      shared.instance.data.masterUserSecret?.secretArn ?? "",
    );
    password = (JSON.parse(secret.value) as { password: string }).password;
    certificate = await new CertificateAuthority(cloud.stateFolder).certificate();
    await asMaster((client) =>
      client.query("CREATE USER app; GRANT rds_iam TO app; CREATE USER reader PASSWORD 'reader-password'"),
    );
  });
  after(() => cloud.stop());

  function tunnel(): Promise<Socket> {
    return openTunnel(cloud.socket, shared.ownersClient, shared.instance.data.endpoint.address, 5432);
  }

  async function asMaster<T>(work: (client: Client) => Promise<T>, config: ClientConfig = {}): Promise<T> {
    const socket = await tunnel();
    const connected = Object.assign(socket, {
      connect: () => {
        process.nextTick(() => socket.emit("connect"));
        return socket;
      },
    });
    const { address } = shared.instance.data.endpoint;
    const client = new Client({
      host: address,
      user: "owner",
      password,
      database: "orders",
      ssl: { ca: certificate },
      stream: () => connected,
      ...config,
    });
    client.on("error", () => undefined);
    try {
      await client.connect();
      return await work(client);
    } finally {
      await client.end().catch(() => undefined);
      socket.destroy();
    }
  }

  const fails = (config: ClientConfig) =>
    asMaster(() => Promise.resolve("connected"), config).catch((error: unknown) => (error as Error).message);

  /** The instance runs with this parameter. */
  async function withParameter(value: Record<string, string>): Promise<void> {
    const instance = cloud.services.store.get(dbInstanceKind, shared.instance.id);
    assert.ok(instance);
    await cloud.services.store.put({ ...instance, data: { ...instance.data, appliedParameters: value } });
  }

  describe("without TLS", () => {
    afterEach(() => withParameter({ "rds.force_ssl": "1" }));

    it("refuses everybody in PostgreSQL's words where rds.force_ssl is on", async () => {
      await withParameter({ "rds.force_ssl": "1" });
      assert.match(
        await fails({ ssl: false }),
        /^no pg_hba.conf entry for host "10\.0\.\d+\.\d+", user "owner", database "orders", no encryption$/,
      );
    });

    it("lets passwords in, but no tokens, where it is off", async () => {
      await withParameter({ "rds.force_ssl": "0" });
      assert.equal(await fails({ ssl: false }), "connected");
      assert.match(
        await fails({ ssl: false, user: "app", password: "x" }),
        /^pg_hba.conf rejects connection for host .*, user "app", .* no encryption$/,
      );
    });
  });

  it("refuses TLS 1.2 where the instance's parameters ask for 1.3", async () => {
    const older = { ssl: { ca: certificate, maxVersion: "TLSv1.2" as const } };
    assert.equal(await fails(older), "connected");
    await withParameter({ "rds.force_ssl": "1", ssl_min_protocol_version: "TLSv1.3" });
    assert.notEqual(await fails(older), "connected");
    assert.equal(await fails({}), "connected");
    await withParameter({ "rds.force_ssl": "1" });
  });

  it("shows a certificate for its own name", async () => {
    assert.match(await fails({ host: "other.example" }), /Hostname\/IP does not match certificate's altnames/);
    assert.equal(await asMaster(async (client) => (await client.query("SELECT 1 AS one")).rows[0].one), 1);
  });

  it("refuses wrong passwords and unknown users alike", async () => {
    assert.equal(await fails({ password: "wrong" }), 'password authentication failed for user "owner"');
    assert.equal(await fails({ user: "nobody", password: "x" }), 'password authentication failed for user "nobody"');
  });

  it("lets a user with an MD5 password in, unless only SCRAM is accepted", async () => {
    await asMaster((client) =>
      client.query("SET password_encryption = 'md5'; CREATE USER legacy PASSWORD 'legacy-password'"),
    );
    const legacy = { user: "legacy", password: "legacy-password" };
    assert.equal(await fails(legacy), "connected");
    assert.match(await fails({ ...legacy, password: "wrong" }), /^password authentication failed/);
    await withParameter({ "rds.accepted_password_auth_method": "scram" });
    assert.match(await fails(legacy), /^password authentication failed/);
    await withParameter({ "rds.force_ssl": "1" });
  });

  it("lets members of rds_replication stream changes where that is on, and says so where it is not", async () => {
    const slot = "SELECT pg_create_logical_replication_slot('changes', 'pgoutput')";
    await assert.rejects(
      asMaster((client) => client.query(slot)),
      /logical decoding requires "?wal_level"? >= "?logical/,
    );
    const reader = { user: "reader", password: "reader-password" };
    await assert.rejects(
      asMaster((client) => client.query(slot), reader),
      /permission denied to use replication slots/,
    );
    assert.match(
      await fails({ replication: "true" } as ClientConfig),
      /^no pg_hba.conf entry for replication connection from host "10\.0\.\d+\.\d+", user "owner", SSL encryption$/,
    );
  });

  it("binds a password login to its certificate", async () => {
    assert.equal(await fails({ enableChannelBinding: true }), "connected");
  });

  it("takes a token and nothing else from a member of rds_iam", async () => {
    assert.equal(await fails({ user: "app", password: "x" }), 'PAM authentication failed for user "app"');
    assert.equal(await fails({ user: "app", password }), 'PAM authentication failed for user "app"');
    assert.equal(await fails({ user: "reader", password: "reader-password" }), "connected");
  });

  it("lets nobody in as RDS itself", async () => {
    assert.match(
      await fails({ user: "rdsadmin" }),
      /^pg_hba.conf rejects connection .* user "rdsadmin", database "orders", SSL encryption$/,
    );
    assert.match(await fails({ database: "rdsadmin" }), /^pg_hba.conf rejects connection .* database "rdsadmin"/);
  });

  it("passes on what the server itself refuses", async () => {
    assert.equal(await fails({ database: "nothing" }), 'database "nothing" does not exist');
    await asMaster((client) => client.query("ALTER USER reader VALID UNTIL '2020-01-01'"));
    assert.equal(
      await fails({ user: "reader", password: "reader-password" }),
      'password authentication failed for user "reader"',
    );
    await asMaster((client) => client.query("ALTER USER reader NOLOGIN VALID UNTIL 'infinity'"));
    assert.equal(
      await fails({ user: "reader", password: "reader-password" }),
      'role "reader" is not permitted to log in',
    );
  });

  it("gives the master user what RDS gives it, and no more", async () => {
    await asMaster(async (client) => {
      const { rows } = await client.query(
        "SELECT rolsuper, rolcreatedb, rolcreaterole, pg_has_role('rds_superuser', 'usage') AS member FROM pg_roles WHERE rolname = current_user",
      );
      assert.deepEqual(rows, [{ rolsuper: false, rolcreatedb: true, rolcreaterole: true, member: true }]);
      await client.query("CREATE DATABASE other");
      await client.query("DROP DATABASE other");
      await assert.rejects(client.query("COPY (SELECT 1) TO PROGRAM 'true'"), /permission denied/);
      await assert.rejects(client.query("SELECT pg_read_file('/etc/passwd')"), /permission denied/);
      await assert.rejects(client.query("ALTER SYSTEM SET work_mem = '1MB'"), /permission denied/);
    });
  });

  it("keeps the master a password user after it has created IAM users", async () => {
    await asMaster((client) => client.query("CREATE USER created; GRANT rds_iam TO created"));
    assert.equal(await fails({}), "connected");
    assert.equal(await fails({ user: "created", password: "x" }), 'PAM authentication failed for user "created"');
  });

  it("counts indirect members of rds_iam, until they are no more", async () => {
    await asMaster((client) =>
      client.query(
        "CREATE ROLE team; GRANT rds_iam TO team; CREATE USER member PASSWORD 'member-password'; GRANT team TO member",
      ),
    );
    assert.equal(
      await fails({ user: "member", password: "member-password" }),
      'PAM authentication failed for user "member"',
    );
    await asMaster((client) => client.query("REVOKE rds_iam FROM team"));
    assert.equal(await fails({ user: "member", password: "member-password" }), "connected");
  });

  it("carries large answers and questions whole", async () => {
    const text = "x".repeat(5_000_000);
    await asMaster(async (client) => {
      const { rows } = await client.query("SELECT $1::text || $1::text AS text", [text]);
      assert.equal(rows[0].text.length, 10_000_000);
    });
  });

  it("cancels the statement a client asks to cancel", async () => {
    await asMaster(async (client) => {
      const { processID, secretKey } = client as unknown as { processID: number; secretKey: number };
      const failed = assert.rejects(client.query("SELECT pg_sleep(20)"), /canceling statement due to user request/);
      const request = Buffer.alloc(16);
      for (const [at, value] of [16, 80877102, processID, secretKey].entries()) request.writeInt32BE(value, 4 * at);
      // What asks to cancel nothing is no error.
      await asMaster(async (other) => {
        const running = "SELECT FROM pg_stat_activity WHERE query = 'SELECT pg_sleep(20)' AND state = 'active'";
        while ((await other.query(running)).rowCount === 0) await setTimeout(20);
      });
      const socket = await tunnel();
      socket.end(request);
      await failed;
    });
  });

  it("speaks TLS from the first byte to who asks for it by ALPN", async () => {
    const secure = connectTls({
      socket: await tunnel(),
      ca: certificate,
      servername: shared.instance.data.endpoint.address,
      ALPNProtocols: ["postgresql"],
    });
    await once(secure, "secureConnect");
    secure.write(startup({ user: "owner", database: "orders" }));
    const [answer] = (await once(secure, "data")) as [Buffer];
    assert.deepEqual([answer[0], answer.readInt32BE(5)], ["R".charCodeAt(0), 10]);
    secure.destroy();
  });

  it("hangs up on TLS from the first byte without ALPN", async () => {
    const secure = connectTls({
      socket: await tunnel(),
      ca: certificate,
      servername: shared.instance.data.endpoint.address,
    });
    secure.on("error", () => undefined);
    await once(secure, "close");
  });

  it("declines GSS encryption, and then answers an SSL request", async () => {
    const socket = await tunnel();
    socket.write(GSSENC_REQUEST);
    assert.equal(String(((await once(socket, "data")) as [Buffer])[0]), "N");
    socket.write(SSL_REQUEST);
    assert.equal(String(((await once(socket, "data")) as [Buffer])[0]), "S");
    socket.destroy();
  });

  it("hangs up on bytes that came unencrypted after an SSL request", async () => {
    const socket = await tunnel();
    socket.write(Buffer.concat([SSL_REQUEST, startup({ user: "owner" })]));
    socket.resume();
    await once(socket, "close");
  });

  it("offers its own protocol version to a client that asks for a newer one", async () => {
    await withParameter({ "rds.force_ssl": "0" });
    const socket = await tunnel();
    socket.write(startup({ user: "owner", database: "orders", "_pq_.novelty": "on" }, 0x0003270f));
    const [answer] = (await once(socket, "data")) as [Buffer];
    assert.equal(String.fromCharCode(answer[0] ?? 0), "v");
    assert.deepEqual([answer.readInt32BE(5), answer.readInt32BE(9)], [0x00030002, 1]);
    assert.match(answer.toString("latin1"), /_pq_\.novelty/);
    socket.destroy();
    await withParameter({ "rds.force_ssl": "1" });
  });

  it("hangs up on what is no protocol of PostgreSQL", async () => {
    for (const bytes of ["GET / HTTP/1.1\r\n\r\n", "\0\0\0\u0004\0\0\0\0"]) {
      const socket = await tunnel();
      socket.write(bytes);
      socket.resume();
      await once(socket, "close");
    }
  });

  it("says what is wrong with a startup message without user", async () => {
    const socket = await tunnel();
    socket.write(startup({ database: "orders" }));
    assert.match(String(((await once(socket, "data")) as [Buffer])[0]), /no PostgreSQL user name specified/);
    socket.destroy();
  });

  it("is verified in full by the local cloud's own client", async () => {
    const endpoint = { ...shared.instance.data.endpoint, address: "other.example" };
    await assert.rejects(
      logIn(await tunnel(), endpoint, certificate, "orders", { user: "owner", password }),
      /does not match certificate/,
    );
  });
});

function startup(parameters: Record<string, string>, version = 0x00030000): Buffer {
  const text =
    Object.entries(parameters)
      .map(([key, value]) => `${key}\0${value}\0`)
      .join("") + "\0";
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + text.length, 0);
  head.writeInt32BE(version, 4);
  return Buffer.concat([head, Buffer.from(text)]);
}
