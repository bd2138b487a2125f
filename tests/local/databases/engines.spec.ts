import assert from "node:assert/strict";
import { existsSync, mkdirSync } from "node:fs";
import { connect } from "node:net";
import { text } from "node:stream/consumers";
import { DatabaseClient } from "../../../local/client/database-client";
import { openForward } from "../../../local/client/open-forward";
import { openTunnel } from "../../../local/client/tunnel";
import { databaseFolder } from "../../../local/databases/database-folder";
import type { Connection, DatabaseEngine, EngineServer } from "../../../local/databases/engine";
import { engines } from "../../../local/databases/engines";
import { stopLeftServers } from "../../../local/databases/left-servers";
import { engineAndServer } from "../../../local/databases/server-version";
import { rulesOf } from "../../../local/services/ec2/security-group-rules";
import { securityGroupRuleKind } from "../../../local/services/ec2/entities";
import { deleteDbInstance } from "../../../local/services/rds/delete-instance";
import { startDbInstance, stopDbInstance } from "../../../local/services/rds/power";
import { startCloud, type RunningCloud } from "../data-path/running-cloud";
import { shareDatabase, type SharedDatabase } from "../data-path/shared-database";
import { owner } from "../test-services";

/** An engine that does nothing but say what it was asked. */
class Pretence {
  readonly asked: string[] = [];
  readonly folders = new Set<string>();
  readonly served: Connection[] = [];
  #exists = false;
  #runs = false;

  readonly engine: DatabaseEngine = {
    title: "Pretence",
    server: (folder) => this.#server(folder),
    refuse: (raw, _certificate, refusal) => {
      raw.end(JSON.stringify(refusal));
      return Promise.resolve();
    },
  };

  /** What was asked since this was asked last. */
  since(): readonly string[] {
    return this.asked.splice(0);
  }

  #server(folder: string): EngineServer {
    this.folders.add(folder);
    const say = (what: string, runs: boolean, exists = true): Promise<void> => {
      this.asked.push(what);
      [this.#runs, this.#exists] = [runs, exists];
      return Promise.resolve();
    };
    const has = (): boolean => this.#exists;
    return {
      get exists() {
        return has();
      },
      version: "9.1.0",
      create: ({ data }, { password }) => {
        mkdirSync(folder, { recursive: true });
        return say(`create ${data.dbInstanceIdentifier} ${password === "" ? "without" : "with"} a password`, true);
      },
      start: () => say("start", true),
      adjust: ({ data }, login) =>
        say(`adjust ${data.dbInstanceIdentifier}${login === undefined ? "" : " with a password"}`, true),
      resume: ({ data }) => say(`resume ${data.dbInstanceIdentifier}`, true),
      stop: async () => {
        const ran = this.#runs;
        await say("stop", false);
        return ran;
      },
      remove: () => say("remove", false, false),
      saveTo: (to) => {
        mkdirSync(to);
        return say("save", this.#runs);
      },
      restore: (from) => say(`restore ${existsSync(from) ? "a copy" : "nothing"}`, false),
      serve: (raw, connection) => {
        this.served.push(connection);
        raw.end("served");
        return Promise.resolve();
      },
      loginState: (user) => Promise.resolve(user === "app" ? "ready" : "missing"),
    };
  }
}

describe("an engine in the table of engines", function () {
  this.timeout(30_000);
  const table = engines as Map<string, DatabaseEngine>;
  const pretence = new Pretence();
  let cloud: RunningCloud;
  let first: RunningCloud;
  let shared: SharedDatabase;

  const real = engines.get("mysql");

  before(async () => {
    table.set("mysql", pretence.engine);
    first = cloud = await startCloud();
    shared = await shareDatabase(cloud.services, { engine: "mysql", engineVersion: "8.4", port: 5432 });
  });
  after(async () => {
    await cloud.stop();
    await first.stop();
    if (real !== undefined) table.set("mysql", real);
  });

  const knock = async (): Promise<string> => text(await openTunnel(cloud.socket, shared.client, shared.dnsName, 5432));

  it("makes the servers of its instances, in folders of their own", () => {
    assert.deepEqual(pretence.since(), ["create orders with a password", "adjust orders with a password"]);
    assert.deepEqual([...pretence.folders], [databaseFolder(cloud.stateFolder, shared.instance.id)]);
  });

  it("is given the connections to them, with what the way knows", async () => {
    assert.equal(await knock(), "served");
    assert.deepEqual(pretence.since(), ["start"]);
    const [connection] = pretence.served;
    assert.equal(connection?.instance.id, shared.instance.id);
    assert.equal(connection.idleLimitMs, 350_000);
    assert.equal(connection.serverPort, 5432);
    assert.match(connection.clientAddress, /^10\.0\.[12]\./);
    assert.match(connection.serverAddress, /^10\.0\.[12]\./);
    assert.equal(await connection.isTokenValid("app", "no token"), false);
    assert.match(cloud.logged.join("\n"), /IAM login refused .*it is no authentication token/);
  });

  it("tells clients of a forwarded port in its own words why they do not get there", async () => {
    const forward = await openForward(cloud.socket, shared.client, { host: shared.dnsName, port: 5432 }, [0]);
    const reports = forward.reports[Symbol.asyncIterator]();
    const first = await reports.next();
    const port = first.done === true ? 0 : first.value.port;
    assert.equal(await text(connect(port, "127.0.0.1")), "served");
    for (const { id } of rulesOf(cloud.services.store, shared.ids.databaseGroup)) {
      const rule = cloud.services.store.get(securityGroupRuleKind, id);
      await cloud.services.store.delete(securityGroupRuleKind, id);
      const { message, hint } = JSON.parse(await text(connect(port, "127.0.0.1"))) as Record<string, string>;
      assert.match(message ?? "", /^no way to the database, refused at database-ingress: /);
      assert.match(hint ?? "", /./);
      if (rule !== undefined) await cloud.services.store.put(rule);
    }
    forward.close();
    assert.deepEqual(pretence.since(), ["start"]);
  });

  it("says how far a login is, and what runs", async () => {
    const client = new DatabaseClient(cloud.socket);
    const { address } = shared.instance.data.endpoint;
    assert.equal((await client.loginFinding(address, "app")).state, "ready");
    assert.equal((await client.loginFinding(address, "nobody")).state, "missing");
    assert.equal((await client.instance(address)).serverVersion, "Pretence 9.1.0");
    client.close();
    const { engineVersion } = shared.instance.data;
    assert.equal(engineAndServer(cloud.stateFolder, shared.instance), `mysql ${engineVersion} (runs Pretence 9.1.0)`);
    pretence.since();
  });

  it("stops, starts and deletes them with their instances, and takes them up again with the local cloud", async () => {
    await stopDbInstance(cloud.services, owner, "orders");
    await startDbInstance(cloud.services, owner, "orders");
    assert.deepEqual(pretence.since(), ["stop", "adjust orders"]);
    await cloud.abandon();
    assert.deepEqual([await stopLeftServers(cloud.stateFolder), await stopLeftServers(cloud.stateFolder)], [1, 0]);
    cloud = await startCloud(cloud);
    await cloud.stop();
    assert.deepEqual(pretence.since(), ["stop", "stop", "start", "resume orders", "stop"]);
    cloud = await startCloud(cloud);
    pretence.since();
    await deleteDbInstance(cloud.services, owner, "orders", { skipFinalSnapshot: true });
    assert.deepEqual(pretence.since(), ["remove"]);
  });
});
