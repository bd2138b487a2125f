import assert from "node:assert/strict";
import { Client, type ClientConfig } from "pg";
import { setTimeout as sleep } from "node:timers/promises";
import { cancelQuery } from "../../../local/client/cancel-query";
import { ConnectionRefusedError, openTunnel } from "../../../local/client/tunnel";
import { securityGroupRuleKind } from "../../../local/services/ec2/entities";
import { rulesOf } from "../../../local/services/ec2/security-group-rules";
import { deleteRolePolicy } from "../../../local/services/iam/role-policy";
import { logGroupKind } from "../../../local/services/logs/entities";
import { logEvents } from "../../../local/services/logs/log-events";
import { stopDbInstance, startDbInstance } from "../../../local/services/rds/power";
import { modifyTargetGroup } from "../../../local/services/rds/proxies/proxy";
import { deregisterTarget, registerTarget } from "../../../local/services/rds/proxies/proxy-target";
import { DatabaseClient } from "../../../local/client/database-client";
import { owner } from "../test-services";
import { connectCommand } from "./connect-command";
import { startCloud, type RunningCloud } from "./running-cloud";
import { EXTERNAL_ID, LOGIN_USER } from "./shared-database";
import { shareProxy, type SharedProxy } from "./shared-proxy";

describe("an RDS Proxy shared by its name", function () {
  this.timeout(60_000);
  let cloud: RunningCloud;
  let shared: SharedProxy;
  let trust: string;

  before(async () => {
    cloud = await startCloud();
    shared = await shareProxy(cloud.services);
    const atDatabase = { ...shared, instance: shared.database };
    const grants = `CREATE USER ${LOGIN_USER}; GRANT rds_iam TO ${LOGIN_USER}; CREATE TABLE items (id int);
      GRANT SELECT, INSERT ON items TO ${LOGIN_USER}; GRANT CREATE ON SCHEMA public TO ${LOGIN_USER}`;
    // The owner's client is behind the gateway's group, which the database admits.
    const { code, stderr } = await connectCommand(cloud, atDatabase, ["--as", "producer", "--sql", grants]);
    assert.deepEqual([code, stderr], [0, ""]);
    const client = new DatabaseClient(cloud.socket);
    trust = await client.trust();
    client.close();
  });
  after(() => cloud.stop());

  const sql = (text: string) => connectCommand(cloud, shared, ["--as", "consumer", "--json", "--sql", text]);

  /** A client's own session over the proxy, with a token for it. */
  async function session(change: Partial<ClientConfig> = {}): Promise<Client> {
    const { address, port } = shared.instance.data.endpoint;
    const asked = new DatabaseClient(cloud.socket);
    const role = { roleArn: shared.connectRoleArn, externalId: EXTERNAL_ID };
    const endpoint = { address, port, region: owner.region };
    const login = await asked.tokenLogin(shared.client.account, endpoint, role, LOGIN_USER);
    asked.close();
    const stream = await openTunnel(cloud.socket, shared.client, address, port);
    const connected = Object.assign(stream, {
      connect: () => {
        process.nextTick(() => stream.emit("connect"));
      },
    });
    const client = new Client({
      ...login,
      host: address,
      port,
      database: "orders",
      ssl: { ca: trust, rejectUnauthorized: true },
      stream: () => connected,
      ...change,
    });
    client.on("error", () => undefined);
    await client.connect();
    return client;
  }

  const pid = async (client: Client): Promise<number> =>
    (await client.query<{ pid: number }>("SELECT pg_backend_pid() AS pid")).rows[0]?.pid ?? 0;

  it("answers SQL from the consumer by the proxy's own name, with TLS and a token for the proxy", async () => {
    const { code, stdout, stderr } = await sql("INSERT INTO items VALUES (1); SELECT id, current_user FROM items");
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /\[\{"id":1,"current_user":"app"\}\]/);
  });

  it("shows the database the proxy's address, not the client's", async () => {
    const { stdout } = await sql("SELECT host(inet_client_addr()) AS client");
    assert.match(stdout, /"client":"10\.0\.[12]\.\d+"/);
    assert.ok(!stdout.includes(shared.client.sourceIp ?? "no address"));
  });

  it("lends one connection to many clients, one transaction after the other", async () => {
    const clients = await Promise.all([session(), session(), session()]);
    const [first] = clients;
    assert.ok(first);
    const used = new Set<number>();
    for (const client of [...clients, ...clients]) used.add(await pid(client));
    assert.equal(used.size, 1, String([...used]));
    await first.query("BEGIN");
    const [, second] = clients;
    assert.ok(second);
    assert.notEqual(await pid(first), await pid(second), "a transaction has its connection to itself");
    await first.query("COMMIT");
    await Promise.all(clients.map((it) => it.end()));
  });

  it("takes prepared statements without a name from several clients at once", async () => {
    const clients = await Promise.all([session(), session()]);
    const numbers = async (client: Client, from: number): Promise<void> => {
      for (let n = from; n < from + 10; n++) {
        const { rows } = await client.query<{ n: number }>("SELECT $1::int AS n, pg_sleep(0.002)", [n]);
        assert.equal(rows[0]?.n, n);
      }
    };
    await Promise.all(clients.map((client, at) => numbers(client, at * 100)));
    await Promise.all(clients.map((it) => it.end()));
  });

  it("pins a session that has settings of its own, and says so in the proxy's log", async () => {
    const [pinned, other] = [await session(), await session()];
    await pinned.query("SET statement_timeout = 12345");
    assert.notEqual(await pid(pinned), await pid(other));
    const { rows } = await pinned.query<{ statement_timeout: string }>("SHOW statement_timeout");
    assert.equal(rows[0]?.statement_timeout, "12345ms");
    const shown = await other.query<{ statement_timeout: string }>("SHOW statement_timeout");
    assert.equal(shown.rows[0]?.statement_timeout, "0");
    const group = cloud.services.store.list(
      logGroupKind,
      ({ data }) => data.logGroupName === "/aws/rds/proxy/orders-proxy",
    );
    const [event] = logEvents(cloud.services.store, group[0]?.arn ?? "").slice(-1);
    assert.match(event?.message ?? "", /session of app was pinned .* Reason: SQL changed session settings/);
    await Promise.all([pinned.end(), other.end()]);
    // What a pinned session leaves behind is nobody else's.
    assert.match((await sql("SHOW statement_timeout")).stdout, /\[\{"statement_timeout":"0"\}\]/);
  });

  it("forgets a transaction whose client goes away", async () => {
    const client = await session();
    await client.query("BEGIN; INSERT INTO items VALUES (99)");
    await client.end();
    assert.match((await sql("SELECT count(*)::int AS n FROM items WHERE id = 99")).stdout, /\[\{"n":0\}\]/);
  });

  it("goes on after a statement that fails", async () => {
    const client = await session();
    await assert.rejects(client.query("SELECT 1/0"), /division by zero/);
    await assert.rejects(client.query("SELECT $1::int", ["x"]), /invalid input syntax/);
    assert.ok((await pid(client)) > 0);
    await client.end();
  });

  it("lets a client wait for a connection, and tells it when there is none in time", async () => {
    const pool = { maxConnectionsPercent: 1, maxIdleConnectionsPercent: 1, connectionBorrowTimeout: 1 };
    await modifyTargetGroup(cloud.services, owner, "orders-proxy", pool);
    const holder = await session();
    await holder.query("BEGIN");
    const others = [await session(), await session(), await session()];
    const began = await Promise.allSettled(others.map((it) => it.query("BEGIN")));
    for (const it of began) {
      assert.ok(it.status === "rejected");
      assert.match(String(it.reason), /Timed-out waiting to acquire database connection/);
    }
    await Promise.all([holder, ...others].map((it) => it.end().catch(() => undefined)));
    await modifyTargetGroup(cloud.services, owner, "orders-proxy", {});
  });

  it("cancels what a client runs", async () => {
    const client = await session();
    const running = client.query("SELECT pg_sleep(30)");
    const { processID: processId, secretKey } = client as unknown as { processID: number; secretKey: number };
    const { address, port } = shared.instance.data.endpoint;
    const state = { isOver: false };
    running.catch(() => (state.isOver = true));
    // A request that comes before the statement cancels nothing.
    while (!state.isOver) {
      const stream = await openTunnel(cloud.socket, shared.client, address, port);
      await cancelQuery(stream, { address, certificate: trust }, { processId, secretKey });
      await sleep(50);
    }
    await assert.rejects(running, /canceling statement due to user request/);
    await client.end();
  });

  it("takes no token for the database itself, no password, and nobody without TLS", async () => {
    await assert.rejects(session({ password: "correct-horse" }), /IAM authentication failed for the role app/);
    await assert.rejects(session({ ssl: false }), /This RDS Proxy requires TLS connections/);
    await assert.rejects(session({ user: "owner" }), /IAM authentication failed for the role owner/);
  });

  it("is refused at the second leg without its rule, and where it leads nowhere", async () => {
    const refusedBy = async (code: string): Promise<void> => {
      const { address, port } = shared.instance.data.endpoint;
      await assert.rejects(openTunnel(cloud.socket, shared.client, address, port), (error: unknown) => {
        assert.ok(error instanceof ConnectionRefusedError);
        assert.equal(error.refusal.explanation?.headline?.code, code);
        return true;
      });
    };
    const { store } = cloud.services;
    const rules = rulesOf(store, shared.proxyGroup).filter(({ data }) => data.isEgress);
    for (const { id } of rules) await store.delete(securityGroupRuleKind, id);
    await refusedBy("proxy-to-database");
    for (const rule of rules) await store.put(rule);
    await stopDbInstance(cloud.services, owner, "orders");
    await refusedBy("proxy-to-database");
    await startDbInstance(cloud.services, owner, "orders");
    await deregisterTarget(cloud.services, owner, "orders-proxy");
    await refusedBy("proxy-to-database");
    await registerTarget(cloud.services, owner, "orders-proxy", "default", { dbInstanceIdentifier: "orders" });
    assert.equal((await sql("SELECT 1")).code, 0);
  });

  it("lets nobody in once its role may not log in to the database", async () => {
    await deleteRolePolicy(cloud.services, owner, "proxy", "connect");
    await assert.rejects(session(), /PAM authentication failed for user "app"/);
  });
});
