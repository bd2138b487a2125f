import assert from "node:assert/strict";
import { DatabaseClient, logIn } from "../../../local/client/database-client";
import { ConnectionRefusedError, openTunnel } from "../../../local/client/tunnel";
import { logEvents } from "../../../local/services/logs/log-events";
import { deleteClusterInstance } from "../../../local/services/rds/clusters/cluster-instance";
import { failoverDbCluster } from "../../../local/services/rds/clusters/failover";
import { resourceConfigurationKind } from "../../../local/services/vpc-lattice/entities";
import { childrenOf, managedAssociations } from "../../../local/services/vpc-lattice/managed-children";
import { owner } from "../test-services";
import { connectCommand } from "./connect-command";
import { startCloud, type RunningCloud } from "./running-cloud";
import { addInstance, shareCluster, type SharedCluster } from "./shared-cluster";
import { LOGIN_USER } from "./shared-database";

describe("an Aurora cluster shared by its ARN", function () {
  this.timeout(60_000);
  let cloud: RunningCloud;
  let shared: SharedCluster;

  before(async () => {
    cloud = await startCloud();
    shared = await shareCluster(cloud.services);
    const { code, stderr } = await sql(
      "producer",
      `CREATE USER ${LOGIN_USER}; GRANT rds_iam TO ${LOGIN_USER}; CREATE TABLE items (id int);
       GRANT SELECT, INSERT ON items TO ${LOGIN_USER}`,
    );
    assert.deepEqual([code, stderr], [0, ""]);
  });
  after(() => cloud.stop());

  const sql = (as: "producer" | "consumer", text: string) =>
    connectCommand(cloud, shared, ["--as", as, "--json", "--sql", text]);
  /** The consumer through the reader's name: its token is for that name. */
  const read = (text: string) => connectCommand(cloud, atReader(), ["--as", "consumer", "--json", "--sql", text]);
  const atReader = (): SharedCluster => {
    const { instance, cluster } = shared;
    const endpoint = { ...instance.data.endpoint, address: cluster.data.readerEndpoint };
    return { ...shared, instance: { ...instance, data: { ...instance.data, endpoint } } };
  };

  it("has a child for each of its names, both with a name of Lattice's that leads there", async () => {
    const { configuration, resourceAssociation } = shared.ids;
    const children = childrenOf(cloud.services.store, configuration);
    assert.deepEqual(
      children.map(({ data }) => data.name),
      [`${configuration}-orders`, `${configuration}-orders-reader`],
    );
    const { endpoint, readerEndpoint } = shared.cluster.data;
    const managed = managedAssociations(cloud.services.store, resourceAssociation).map(({ data }) => data);
    assert.deepEqual(
      managed.map((it) => it.privateDnsEntry?.domainName),
      [endpoint, readerEndpoint],
    );
    for (const { dnsEntry } of managed) {
      (await openTunnel(cloud.socket, shared.client, dnsEntry?.domainName ?? "", 5432)).destroy();
    }
  });

  it("takes writes by its writer's name, with an IAM token and TLS", async () => {
    const { code, stdout, stderr } = await sql("consumer", "INSERT INTO items VALUES (1); SELECT * FROM items");
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /\[\{"id":1\}\]/);
  });

  it("reads by its reader's name, and refuses writes there as Aurora does", async () => {
    const { stdout } = await read("SELECT id FROM items; SHOW transaction_read_only");
    assert.match(stdout, /\[\{"id":1\}\]\n\[\{"transaction_read_only":"on"\}\]/);
    const { code, stderr } = await read("INSERT INTO items VALUES (2)");
    assert.equal(code, 1);
    assert.match(stderr, /cannot execute INSERT in a read-only transaction \(SQLSTATE 25006\)/);
  });

  it("logs each connection with the child it went through", async () => {
    const events = logEvents(cloud.services.store, shared.ids.logGroup);
    await read("SELECT 1");
    const records = logEvents(cloud.services.store, shared.ids.logGroup).slice(events.length);
    const { resourceConfigurationArn } = JSON.parse(records[0]?.message ?? "{}") as Record<string, string>;
    const [, reader] = childrenOf(cloud.services.store, shared.ids.configuration);
    assert.equal(resourceConfigurationArn, reader?.arn);
  });

  it("breaks every connection at a failover and goes on by the same names", async () => {
    const session = await masterSession();
    const broken = new Promise<void>((resolve) => void session.once("end", resolve));
    await failoverDbCluster(cloud.services, owner, "orders");
    const { stdout } = await sql("consumer", "INSERT INTO items VALUES (3); SELECT count(*)::int AS n FROM items");
    assert.match(stdout, /\[\{"n":2\}\]/);
    await broken;
  });

  async function masterSession() {
    const { endpoint: address, port } = shared.cluster.data;
    const client = new DatabaseClient(cloud.socket);
    const login = await client.masterLogin(owner.account, owner.region, await client.instance(address));
    const stream = await openTunnel(cloud.socket, shared.ownersClient, address, port);
    const session = await logIn(stream, { address, port }, await client.trust(), "orders", login);
    session.on("error", () => undefined);
    client.close();
    return session;
  }

  it("leads its reader's name to the writer where there is no reader", async () => {
    await deleteClusterInstance(cloud.services, owner, "orders-1");
    const { code, stderr } = await read("INSERT INTO items VALUES (4)");
    assert.deepEqual([code, stderr], [0, ""]);
    await addInstance(cloud.services, 1);
    assert.equal((await read("INSERT INTO items VALUES (5)")).code, 1);
  });

  it("lets nobody in without an instance, and says so", async () => {
    for (const identifier of ["orders-1", "orders-2"]) await deleteClusterInstance(cloud.services, owner, identifier);
    await assert.rejects(
      openTunnel(cloud.socket, shared.client, shared.cluster.data.endpoint, 5432),
      (error: unknown) =>
        error instanceof ConnectionRefusedError &&
        error.refusal.explanation?.headline?.code === "database-available" &&
        /orders has no instance/.test(error.message),
    );
    await addInstance(cloud.services, 1);
  });

  it("keeps its rows over a restart of the local cloud", async () => {
    await cloud.abandon();
    cloud = await startCloud(cloud);
    const { stdout } = await sql("consumer", "SELECT count(*)::int AS n FROM items");
    assert.match(stdout, /\[\{"n":3\}\]/);
    assert.equal(cloud.services.store.list(resourceConfigurationKind).length, 3);
  });
});
