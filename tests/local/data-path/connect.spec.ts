import assert from "node:assert/strict";
import { logEvents } from "../../../local/services/logs/log-events";
import { connectCommand } from "./connect-command";
import { startCloud, type RunningCloud } from "./running-cloud";
import { LOGIN_USER, shareDatabase, type SharedDatabase } from "./shared-database";

describe("the connect command", function () {
  this.timeout(30_000);
  let cloud: RunningCloud;
  let shared: SharedDatabase;
  const connect = (...args: string[]) => connectCommand(cloud, shared, args);

  before(async () => {
    cloud = await startCloud();
    shared = await shareDatabase(cloud.services);
  });
  after(() => cloud.stop());

  it("lets the owner in as master and create the consumer's user", async () => {
    const sql = `CREATE USER ${LOGIN_USER}; GRANT rds_iam TO ${LOGIN_USER}; CREATE TABLE items (id int, name text);
      INSERT INTO items VALUES (1, 'one'), (2, NULL); GRANT SELECT ON items TO ${LOGIN_USER}`;
    const { code, stdout, stderr } = await connect("--as", "producer", "--sql", sql);
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(stdout, "CREATE\nGRANT\nCREATE\nINSERT 2\nGRANT\n");
  });

  it("prints the consumer's rows as an aligned table", async () => {
    const { code, stdout, stderr } = await connect(
      "--as",
      "consumer",
      "--sql",
      "SELECT id, name FROM items ORDER BY id",
    );
    assert.deepEqual([code, stderr], [0, ""]);
    assert.equal(stdout, " id | name\n----+------\n 1  | one\n 2  |\n(2 rows)\n");
  });

  it("prints rows as JSON", async () => {
    const { stdout } = await connect(
      "--as",
      "consumer",
      "--json",
      "--sql",
      "SELECT * FROM items ORDER BY id; SELECT true AS ok",
    );
    assert.equal(stdout, '[{"id":1,"name":"one"},{"id":2,"name":null}]\n[{"ok":true}]\n');
  });

  it("runs statements from a pipe", async () => {
    const { code, stdout } = await connectCommand(
      cloud,
      shared,
      ["--as", "consumer", "--json"],
      "SELECT current_user\n",
    );
    assert.deepEqual([code, stdout], [0, '[{"current_user":"app"}]\n']);
  });

  it("has a conversation with a terminal: a statement ends with a semicolon, and a mistake does not end it", async () => {
    const typed = "SELECT 1\n AS one;\nSELEC 2;\nSELECT 3 AS three;\n\\q\nSELECT 4;\n";
    const { code, stdout, stderr } = await connectCommand(cloud, shared, ["--as", "consumer", "--json"], typed, true);
    assert.equal(code, 0);
    assert.equal(stderr, 'ERROR: syntax error at or near "SELEC" (SQLSTATE 42601)\nLINE 1: SELEC 2;\n        ^\n');
    assert.deepEqual(stdout.match(/\[.*\]/g), ['[{"one":1}]', '[{"three":3}]']);
    assert.match(stdout, /orders=> .*orders-> /s);
  });

  it("only connects where there is nothing to run", async () => {
    const { code, stdout } = await connectCommand(cloud, shared, ["--as", "consumer"]);
    assert.deepEqual([code, stdout], [0, "connected to orders as app\n"]);
  });

  it("reaches the database by its own name through the private zone", async () => {
    const { address } = shared.instance.data.endpoint;
    const { code, stdout } = await connect("--as", "consumer", "--host", address, "--json", "--sql", "SELECT 1 AS one");
    assert.deepEqual([code, stdout], [0, '[{"one":1}]\n']);
  });

  it("answers 1 with PostgreSQL's words for a failing statement", async () => {
    const { code, stderr } = await connect("--as", "consumer", "--sql", "INSERT INTO items VALUES (3, 'three')");
    assert.deepEqual([code, stderr], [1, "ERROR: permission denied for table items (SQLSTATE 42501)\n"]);
  });

  it("answers 1 with RDS's words for a user the token is not for", async () => {
    const { code, stderr } = await connect("--as", "consumer", "--user", "owner", "--sql", "SELECT 1");
    assert.equal(code, 1);
    assert.match(stderr, /password authentication failed for user "owner"/);
  });

  it("says that the owner logs in with a password where a token is tried for the owner", async () => {
    const { stderr } = await connect("--as", "consumer", "--user", "owner", "--sql", "SELECT 1");
    assert.match(stderr, /owner is the master user, who logs in with a password.*leave --user out/);
  });

  it("answers 3 and every hop for a client in another account", async () => {
    const { code, stderr } = await connect("--as", "consumer", "--account", "333333333333", "--sql", "SELECT 1");
    assert.equal(code, 3);
    assert.match(stderr, /✗ share-names-account: no share of account 111111111111 names account 333333333333/);
    assert.match(stderr, /✓ gateway: /);
  });

  it("answers 3 for a client that says it is in another account's VPC", async () => {
    const vpcId = shared.client.vpcId ?? "";
    const { code, stderr } = await connect("--as", "consumer", "--account", "333333333333", "--vpc", vpcId);
    assert.equal(code, 3);
    assert.match(stderr, /✗ client: .* belongs to account 222222222222/);
  });

  it("answers 2 with its usage for arguments it does not know", async () => {
    const { code, stderr } = await connect("--as", "consumer", "--sqll", "SELECT 1");
    assert.equal(code, 2);
    assert.match(stderr, /--sqll[\s\S]*usage: connect/);
  });

  it("answers 2 for a database the stack does not know", async () => {
    const { code, stderr } = await connect("--as", "consumer", "--database", "billing");
    assert.deepEqual([code, stderr], [2, '--database "billing": stack consumer knows orders\n']);
  });

  it("says that a stack must be deployed first", async () => {
    const { code, stderr } = await connect("--as", "nobody");
    assert.deepEqual([code, stderr], [1, "stack nobody has no outputs: deploy it first (pulumi up -s nobody)\n"]);
  });

  it("shows no password and no token in what the cloud logs", () => {
    assert.ok(!cloud.logged.join("\n").includes("X-Amz-Signature"));
    assert.ok(cloud.logged.every((line) => !/password"?:/i.test(line)));
  });

  it("writes each connection to the subscriber's log group in AWS's field names", async () => {
    await connect("--as", "consumer", "--sql", "SELECT 1");
    const record = JSON.parse(logEvents(cloud.services.store, shared.ids.logGroup).at(-1)?.message ?? "{}");
    assert.deepEqual(Object.keys(record).sort(), [
      "destinationIpPort",
      "eventTimestamp",
      "gatewayIpPort",
      "protocol",
      "resourceConfigurationArn",
      "resourceIpPort",
      "serviceNetworkArn",
      "serviceNetworkResourceAssociationId",
      "sourceIpPort",
      "sourceVpcArn",
    ]);
    assert.match(record.destinationIpPort, /^129\.224\..*:5432$/);
    assert.match(record.sourceIpPort, /^10\.1\.1\./);
    assert.match(record.resourceIpPort, /^10\.0\..*:5432$/);
  });
});
