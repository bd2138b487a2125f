import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer } from "node:net";
import { PassThrough } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { Client, DatabaseError } from "pg";
import { forward } from "../../../local/commands/forward";
import { token } from "../../../local/commands/token";
import { CertificateAuthority } from "../../../local/databases/certificates";
import { deleteVpcAssociation } from "../../../local/services/vpc-lattice/vpc-associations";
import { connectCommand, stackOutputs } from "../data-path/connect-command";
import { assertClosed, openDescriptors } from "../data-path/descriptors";
import { startCloud, type RunningCloud } from "../data-path/running-cloud";
import { LOGIN_USER, shareDatabase, type SharedDatabase } from "../data-path/shared-database";
import { consumer } from "../test-services";

describe("forward and token", function () {
  this.timeout(30_000);
  let cloud: RunningCloud;
  let shared: SharedDatabase;
  let password: string;
  let ca: string;

  before(async () => {
    cloud = await startCloud();
    shared = await shareDatabase(cloud.services);
    const grants = `GRANT rds_iam TO ${LOGIN_USER}; GRANT USAGE, CREATE ON SCHEMA public TO ${LOGIN_USER}`;
    const sql = `CREATE USER ${LOGIN_USER}; ${grants}`;
    assert.equal((await connectCommand(cloud, shared, ["--as", "producer", "--sql", sql])).code, 0);
    password = (await printed(["--as", "consumer"])).stdout.trim();
    ca = await new CertificateAuthority(cloud.stateFolder).certificate();
  });
  after(() => cloud.stop());

  async function printed(args: readonly string[]): Promise<{ code: number; stdout: string; stderr: string }> {
    const [stdout, stderr] = [collected(), collected()];
    const code = await token(args, { ...needs(), stdout: stdout.stream, stderr: stderr.stream });
    return { code, stdout: stdout.text(), stderr: stderr.text() };
  }

  function needs() {
    const outputs = stackOutputs(shared);
    return { cloudSocket: cloud.socket, stackOutputs: (stack: string) => Promise.resolve(outputs[stack] ?? {}) };
  }

  /** Runs `forward ARGS` until it is stopped or ends by itself. */
  function start(...args: string[]) {
    const [stdout, stderr] = [collected(), collected()];
    let stop = (): void => undefined;
    const stopped = new Promise<void>((resolve) => (stop = resolve));
    const ended = forward(args, { ...needs(), stdout: stdout.stream, stderr: stderr.stream, stopped });
    const port = async (): Promise<number> => Number((await matched(stdout.text, / port=(\d+) /))[1]);
    return { stdout: stdout.text, stderr: stderr.text, port, stop, ended };
  }

  function clientOn(port: number): Client {
    const { address } = shared.instance.data.endpoint;
    const ssl = { ca, servername: address };
    return new Client({ host: "127.0.0.1", port, user: LOGIN_USER, password, database: "orders", ssl });
  }

  async function withForward(work: (client: Client, port: number) => Promise<void>): Promise<void> {
    const running = start("--as", "consumer", "--port", "0");
    const port = await running.port();
    const client = clientOn(port);
    try {
      await client.connect();
      await work(client, port);
    } finally {
      await client.end();
      running.stop();
      assert.equal(await running.ended, 0);
    }
  }

  it("prints a token alone on standard output, and the rest beside it", async () => {
    const { code, stdout, stderr } = await printed(["--as", "consumer", "--database", "orders"]);
    assert.equal(code, 0);
    assert.match(stdout, /^[^\s/]+:5432\/\?Action=connect&\S+\n$/);
    assert.match(stderr, /^a token for user app of \S+:5432, valid for 15 minutes; CA file: \S+ca\.pem\n$/);
  });

  it("has no token for the owner and says what to use instead", async () => {
    const { code, stdout, stderr } = await printed(["--as", "producer"]);
    assert.deepEqual([code, stdout], [1, ""]);
    assert.match(stderr, /^producer owns orders and has no token for it: .*connect --as producer --sql "CREATE USER/);
  });

  it("says where it listens, how to log in and, at the end, how much it carried", async () => {
    const running = start("--as", "consumer", "--port", "0");
    const client = clientOn(await running.port());
    await client.connect();
    await client.end();
    await sleep(200);
    running.stop();
    assert.equal(await running.ended, 0);
    assert.match(
      running.stdout(),
      new RegExp(
        [
          "^127\\.0\\.0\\.1:\\d+ leads to orders as the client of consumer, until Ctrl-C",
          "  export PGPASSWORD=\\$\\(npm run -s local -- token --as consumer --database orders\\)  # valid .*",
          '  psql "host=\\S+ hostaddr=127.0.0.1 port=\\d+ user=app dbname=orders sslmode=verify-full sslrootcert=\\S+"',
          "1 connection forwarded, 0 refused\n$",
        ].join("\n"),
      ),
    );
  });

  it("takes the database's own port, another where that is in use, and says so", async () => {
    const running = [start("--as", "consumer"), start("--as", "consumer")];
    const ports = await Promise.all(running.map((it) => it.port()));
    assert.notEqual(ports[0], ports[1]);
    assert.match(running.map((it) => it.stdout()).join(""), / \(5432 is in use\) leads to orders/);
    for (const { stop, ended } of running) {
      stop();
      assert.equal(await ended, 0);
    }
  });

  it("refuses a port that is in use, in one line with a remedy", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as AddressInfo;
    const running = start("--as", "consumer", "--port", String(port));
    assert.equal(await running.ended, 3);
    assert.equal(
      running.stderr(),
      `port ${port} of 127.0.0.1 is in use: give another one, or end what listens there\n`,
    );
    taken.close();
  });

  it("answers 2 for arguments and databases it does not know", async () => {
    for (const [args, words] of [
      [["--as", "consumer", "--port", "http"], /--port must be 1-65535.*got "http"\nusage: forward/],
      [["--as", "consumer", "--sql", "x"], /Unknown option '--sql'/],
      [["--as", "consumer", "--database", "other"], /--database "other": stack consumer knows orders/],
    ] as const) {
      const running = start(...args);
      assert.equal(await running.ended, 2);
      assert.match(running.stderr(), words);
    }
  });

  it("ends its connections with itself, and leaves nothing open", async () => {
    const before = openDescriptors();
    const running = start("--as", "consumer", "--port", "0");
    const port = await running.port();
    const client = clientOn(port);
    await client.connect();
    const lost = once(client, "error");
    running.stop();
    await lost;
    assert.equal(await running.ended, 0);
    await assert.rejects(clientOn(port).connect(), /ECONNREFUSED/);
    await assertClosed(before);
  });

  describe("lets an ordinary client", () => {
    it("run prepared statements, several at once", () =>
      withForward(async (client) => {
        const asked = Array.from({ length: 50 }, (_, at) =>
          client.query<{ n: number }>({ name: `s${at % 5}`, text: "SELECT $1::int AS n", values: [at] }),
        );
        assert.deepEqual(
          (await Promise.all(asked)).map(({ rows }) => rows[0]?.n),
          asked.map((_, at) => at),
        );
      }));

    it("hear notifications of another one", () =>
      withForward(async (client, port) => {
        await client.query("LISTEN orders");
        const heard = once(client, "notification");
        const other = clientOn(port);
        await other.connect();
        await other.query("NOTIFY orders, 'made'");
        assert.equal(((await heard) as [{ payload: string }])[0].payload, "made");
        await other.end();
      }));

    it("roll back a transaction, and go on after an error", () =>
      withForward(async (client) => {
        await client.query("CREATE TABLE kept (id int)");
        await client.query("BEGIN");
        await client.query("INSERT INTO kept VALUES (1)");
        await assert.rejects(client.query("SELECT 1/0"), { code: "22012" });
        await assert.rejects(client.query("SELECT 1"), { code: "25P02" });
        await client.query("ROLLBACK");
        assert.equal((await client.query("SELECT * FROM kept")).rowCount, 0);
      }));

    it("read and write large values, and copy many rows", () =>
      withForward(async (client) => {
        const text = "ä".repeat(2_000_000);
        assert.equal((await client.query("SELECT $1::text AS text", [text])).rows[0].text, text);
        await client.query("CREATE TABLE numbers AS SELECT generate_series(1, 100000) AS n");
        const { rows } = await client.query("SELECT n FROM numbers ORDER BY n");
        assert.deepEqual([rows.length, rows.at(-1).n], [100_000, 100_000]);
        const copied = await client.query("COPY numbers TO STDOUT");
        assert.equal(copied.rowCount, 100_000);
      }));

    it("cancel what it runs", () =>
      withForward(async (client, port) => {
        const { pid } = (await client.query("SELECT pg_backend_pid() AS pid")).rows[0];
        const running = assert.rejects(client.query("SELECT pg_sleep(20)"), { code: "57014" });
        const other = clientOn(port);
        await other.connect();
        await other.query("SELECT pg_cancel_backend($1)", [pid]);
        await other.end();
        await running;
      }));
  });

  describe("when the way is closed", () => {
    it("explains each refusal on its terminal, and to the client in PostgreSQL's way", async () => {
      const running = start("--as", "consumer", "--port", "0");
      const port = await running.port();
      await deleteVpcAssociation(cloud.services, consumer, shared.ids.vpcAssociation);
      for (let time = 0; time < 2; time++) {
        const refused: unknown = await clientOn(port)
          .connect()
          .catch((error: unknown) => error);
        assert.ok(refused instanceof DatabaseError, String(refused));
        assert.equal(refused.code, "08004");
        assert.match(refused.message, /^no way to the database, refused at vpc-association: /);
        assert.ok(refused.hint !== undefined && refused.hint !== "");
      }
      running.stop();
      assert.equal(await running.ended, 0);
      assert.match(
        running.stderr(),
        /^refused: account \d{12} in vpc-\w+ cannot reach database orders: .*\n {2}✓ [^]*✗ vpc-association/,
      );
      assert.match(running.stderr(), /\nrefused again, 2 in all\n$/);
      assert.match(running.stdout(), /\n0 connections forwarded, 2 refused\n$/);
    });
  });
});

function collected(): { readonly stream: PassThrough; readonly text: () => string } {
  const stream = new PassThrough();
  let text = "";
  stream.on("data", (chunk: Buffer) => (text += chunk.toString("utf8")));
  return { stream, text: () => text };
}

async function matched(text: () => string, pattern: RegExp): Promise<RegExpExecArray> {
  for (let time = 0; time < 500; time++) {
    const match = pattern.exec(text());
    if (match !== null) return match;
    await sleep(10);
  }
  throw new Error(`nothing like ${String(pattern)} in: ${text()}`);
}
