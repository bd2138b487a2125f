import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createDbInstance } from "../../../local/services/rds/create-instance";
import { createReadReplica } from "../../../local/services/rds/create-replica";
import { deleteDbInstance } from "../../../local/services/rds/delete-instance";
import type { DbInstance } from "../../../local/services/rds/entities";
import { promoteReadReplica } from "../../../local/services/rds/replicas";
import type { Entity } from "../../../local/state/store";
import { owner } from "../test-services";
import { connectCommand } from "./connect-command";
import { startCloud, type RunningCloud } from "./running-cloud";
import { instanceRequest, LOGIN_USER, shareThing, type SharedDatabase } from "./shared-database";
import { DatabaseClient, logIn } from "../../../local/client/database-client";
import { openTunnel } from "../../../local/client/tunnel";

const PASSWORD = "correct-horse-battery";

describe("a read replica shared by its ARN", function () {
  this.timeout(60_000);
  let cloud: RunningCloud;
  let shared: SharedDatabase;
  let source: Entity<DbInstance>;

  before(async () => {
    cloud = await startCloud();
    shared = await shareThing(cloud.services, async (place) => {
      source = await createDbInstance(cloud.services, owner, {
        ...instanceRequest(place),
        manageMasterUserPassword: undefined,
        masterUserPassword: PASSWORD,
      });
      // Rows from before, and a server that works meanwhile.
      await asOwner(
        source,
        place.vpcId,
        place.gatewayGroup,
        `CREATE USER ${LOGIN_USER}; GRANT rds_iam TO ${LOGIN_USER}; CREATE TABLE items AS SELECT generate_series(1, 5000) AS id;
         GRANT ALL ON items TO ${LOGIN_USER}`,
      );
      const instance = await replica("orders-reports");
      const resourceConfigurationDefinition = { arnResource: { arn: instance.arn } };
      return { instance, configuration: { type: "ARN", resourceConfigurationDefinition } };
    });
  });
  after(() => cloud.stop());

  const replica = (dbInstanceIdentifier: string) =>
    createReadReplica(cloud.services, owner, {
      dbInstanceIdentifier,
      sourceDbInstanceIdentifier: "orders",
      iamDatabaseAuthenticationEnabled: true,
    });

  const sql = (text: string) => connectCommand(cloud, shared, ["--as", "consumer", "--json", "--sql", text]);

  async function asOwner({ data }: Entity<DbInstance>, vpcId: string, group: string, text: string): Promise<unknown[]> {
    const { address, port } = data.endpoint;
    const client = new DatabaseClient(cloud.socket);
    const trust = await client.trust();
    client.close();
    const from = { account: owner.account, region: owner.region, vpcId, securityGroupIds: [group] };
    const stream = await openTunnel(cloud.socket, from, address, port);
    const session = await logIn(stream, { address, port }, trust, "orders", { user: "owner", password: PASSWORD });
    const { rows } = await session.query<Record<string, unknown>>(text);
    await session.end();
    return rows;
  }
  const atSource = (text: string) => asOwner(source, shared.ownersClient.vpcId ?? "", shared.ids.gatewayGroup, text);

  it("has the source's rows and logins, with a token for its own name, and takes no writes", async () => {
    const { code, stdout, stderr } = await sql("SELECT count(*)::int AS n, pg_is_in_recovery() AS follows FROM items");
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /\[\{"n":5000,"follows":true\}\]/);
    const refused = await sql("INSERT INTO items VALUES (0)");
    assert.match(refused.stderr, /cannot execute INSERT in a read-only transaction \(SQLSTATE 25006\)/);
    assert.match((await sql("BEGIN; SET TRANSACTION READ WRITE")).stderr, /cannot set transaction read-write mode/);
  });

  const follows = async (n: number): Promise<void> => {
    for (let attempt = 0; attempt < 100; attempt++) {
      if ((await sql("SELECT count(*)::int AS n FROM items")).stdout.includes(`"n":${n}}`)) return;
      await sleep(100);
    }
    assert.fail("the replica does not follow");
  };

  it("follows what its source takes, which sees it as a stream", async () => {
    await atSource("INSERT INTO items VALUES (5001)");
    await follows(5001);
    const [stream] = await atSource("SELECT state FROM pg_stat_replication");
    assert.deepEqual(stream, { state: "streaming" });
  });

  it("follows again after a restart of the local cloud", async () => {
    await cloud.abandon();
    cloud = await startCloud(cloud);
    await atSource("INSERT INTO items VALUES (5002)");
    await follows(5002);
  });

  it("does not keep anything for a replica that is gone", async () => {
    await replica("orders-other");
    const slots = () => atSource("SELECT count(*)::int AS n FROM pg_replication_slots");
    assert.deepEqual(await slots(), [{ n: 2 }]);
    await deleteDbInstance(cloud.services, owner, "orders-other", { skipFinalSnapshot: true });
    assert.deepEqual(await slots(), [{ n: 1 }]);
  });

  it("takes writes once it is promoted, and follows no longer", async () => {
    await promoteReadReplica(cloud.services, owner, "orders-reports");
    const { code, stdout, stderr } = await sql(
      "INSERT INTO items VALUES (0); SELECT count(*)::int AS n, pg_is_in_recovery() AS follows FROM items",
    );
    assert.deepEqual([code, stderr], [0, ""]);
    assert.match(stdout, /\[\{"n":5003,"follows":false\}\]/);
    assert.deepEqual(await atSource("SELECT count(*)::int AS n FROM items"), [{ n: 5002 }]);
    assert.deepEqual(await atSource("SELECT count(*)::int AS n FROM pg_replication_slots"), [{ n: 0 }]);
  });
});
