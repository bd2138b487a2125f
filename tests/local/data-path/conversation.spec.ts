import assert from "node:assert/strict";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { run } from "../../../local/commands/connect";
import { deleteResourceAssociation } from "../../../local/services/vpc-lattice/resource-associations";
import { consumer } from "../test-services";
import { connectCommand, connectNeeds } from "./connect-command";
import { FakeTerminal } from "./fake-terminal";
import { startCloud, type RunningCloud } from "./running-cloud";
import { LOGIN_USER, shareDatabase, type SharedDatabase } from "./shared-database";

// One conversation, told in order.
describe("a conversation with a shared database on a terminal", function () {
  this.timeout(30_000);
  this.bail(true);
  const terminal = new FakeTerminal();
  let cloud: RunningCloud;
  let shared: SharedDatabase;
  let historyFile: string;
  let ended: Promise<number>;

  before(async () => {
    cloud = await startCloud();
    shared = await shareDatabase(cloud.services);
    const sql = `CREATE USER ${LOGIN_USER}; GRANT rds_iam TO ${LOGIN_USER}; GRANT CREATE ON SCHEMA public TO ${LOGIN_USER}`;
    await connectCommand(cloud, shared, ["--as", "producer", "--sql", sql]);
    historyFile = join(cloud.stateFolder, "connect-history");
    const { stdin, stdout, stderr } = terminal;
    ended = run(["--as", "consumer"], { ...connectNeeds(cloud, shared), historyFile, stdin, stdout, stderr });
  });
  after(() => cloud.stop());

  it("begins with where this is, as whom, and how to go on", async () => {
    const greeting = await terminal.until(/orders=> $/);
    const { address } = shared.instance.data.endpoint;
    assert.match(greeting, /orders: database "orders" as user "app", on behalf of stack consumer \(account 2{12}\)/);
    assert.ok(greeting.includes(`connected to ${address}, port 5432; TLS verified for that name`), greeting);
    assert.match(greeting, /PostgreSQL \d+\.\d+/);
    assert.match(
      greeting,
      /The stack asks for version 17\.\d+; the local cloud has no such server, and 18\.\d+ stands in/,
    );
    assert.match(greeting, /\\\? for help, \\q to leave/);
  });

  it("shows an open statement and an open transaction in the prompt", async () => {
    await terminal.line("BEGIN;", /orders=\*> $/);
    await terminal.line("SELECT (", /orders\(\*> $/);
    await terminal.line("'a", /orders'\*> $/);
    assert.match(await terminal.line("b') AS text;", /orders=\*> $/), /text *\n-+\n a\\nb\n\(1 row\)/);
    assert.match(await terminal.line("SELEC;", /orders=!> $/), /ERROR: .*\(SQLSTATE 42601\)\nLINE 1: SELEC;\n {8}\^/);
    await terminal.line("ROLLBACK;", /orders=> $/);
  });

  it("describes tables, databases and roles", async () => {
    await terminal.line("CREATE TABLE boxes (id int PRIMARY KEY, size int NOT NULL DEFAULT 1 CHECK (size > 0));");
    await terminal.line("CREATE TABLE parts (box int REFERENCES boxes);");
    assert.match(await terminal.line("\\dt"), /public \| boxes \| table \| app/);
    const described = await terminal.line("\\d boxes");
    assert.match(described, /Table "public\.boxes"\n Column *\| Type *\| Nullable *\| Default *\n/);
    assert.match(described, / size +\| integer \| not null \| 1/);
    assert.match(described, /Indexes:\n {4}boxes_pkey PRIMARY KEY, btree \(id\)/);
    assert.match(described, /Check constraints:\n {4}boxes_size_check CHECK \(\(size > 0\)\)/);
    assert.match(described, /Referenced by:\n {4}TABLE parts CONSTRAINT .* FOREIGN KEY \(box\) REFERENCES boxes\(id\)/);
    assert.match(await terminal.line("\\d nothing"), /Did not find any relation named "nothing"/);
    assert.match(await terminal.line("\\l"), /orders +\| owner/);
    assert.match(await terminal.line("\\du app"), /app +\| +\| rds_iam/);
    assert.match(await terminal.line("\\conninfo"), /as user "app"/);
    assert.match(await terminal.line("\\dance"), /\n\\dance is not known here; \\\? lists what is/);
  });

  it("cancels what runs with Ctrl-C, and empties the line where nothing runs", async () => {
    terminal.press("SELECT pg_sleep(60);\r");
    await terminal.until(/pg_sleep\(60\);/);
    for (;;) {
      const asked = ["--as", "producer", "--json", "--sql", SLEEPERS];
      if ((await connectCommand(cloud, shared, asked)).stdout.includes('"n":1')) break;
    }
    terminal.press("\x03");
    assert.match(
      await terminal.until(/orders=> $/),
      /ERROR: canceling statement due to user request \(SQLSTATE 57014\)/,
    );
    await terminal.line("SELECT 1", /orders-> $/);
    terminal.press("garbage\x03");
    assert.match(await terminal.until(/orders=> $/), /\^C/);
    assert.match(await terminal.line("SELECT 'still' AS here;"), / still/);
  });

  it("tells how long a statement took when that is wanted", async () => {
    await terminal.line("\\timing");
    assert.match(await terminal.line("SELECT 1;"), /Time: \d+\.\d+ ms/);
    await terminal.line("\\timing off");
  });

  it("connects again where the connection was lost, and repeats nothing by itself", async () => {
    const said = await terminal.line("SELECT pg_terminate_backend(pg_backend_pid());");
    assert.match(said, /FATAL: terminating connection .*\(SQLSTATE 57P01\)/);
    assert.match(said, /The connection to orders was lost\. Whether it was done is not known\.\nConnecting again:\n/);
    assert.match(await terminal.line("SELECT 'again' AS here;"), / again/);
  });

  it("brings earlier lines back with the arrow keys", async () => {
    terminal.press("\x1b[A\r");
    assert.match(await terminal.until(/\(1 row\)\s+orders=> $/), /SELECT 'again' AS here;[^]* again/);
  });

  it("keeps what was typed, but for passwords, in a file of its owner", async () => {
    assert.match(await terminal.line("ALTER ROLE app PASSWORD\n'hunter2';", /orders=> $/), /ALTER/);
    const kept = readFileSync(historyFile, "utf8");
    assert.match(kept, /^\\d boxes$/m);
    assert.doesNotMatch(kept, /hunter2|PASSWORD/);
    assert.equal(statSync(historyFile).mode & 0o777, 0o600);
  });

  it("is judged anew when it connects again", async () => {
    await deleteResourceAssociation(cloud.services, consumer, shared.ids.resourceAssociation);
    const said = await terminal.line("SELECT pg_terminate_backend(pg_backend_pid());", /not connected\)=> $/);
    assert.match(said, /✗ resource-association/);
  });

  it("ends with \\q", async () => {
    terminal.press("\\q\r");
    assert.equal(await ended, 0);
  });
});

const SLEEPERS = "SELECT count(*)::int AS n FROM pg_stat_activity WHERE usename = 'app' AND state = 'active'";
