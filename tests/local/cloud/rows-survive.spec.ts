import assert from "node:assert/strict";
import { cpSync, existsSync, lstatSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Client } from "pg";
import { JOURNAL, TWIN } from "../../../local/state/store-files";
import { DatabaseClient, logIn } from "../../../local/client/database-client";
import { stopLeftServers } from "../../../local/databases/left-servers";
import { serverOf } from "../../../local/databases/postgres/server-process";
import { openTunnel } from "../../../local/client/tunnel";
import { EXTERNAL_ID, LOGIN_USER, type SharedDatabase } from "../data-path/shared-database";
import { temporaryFolder } from "../temporary-folder";
import { startCloudProcess, type CloudProcess } from "./cloud-process";
import { prepareState } from "./prepared-state";

const KILLS = 20;
const WRITERS = 4;

describe("the rows of a database", function () {
  this.timeout(120_000);
  const folder = temporaryFolder();
  const state = join(folder.path, "state");
  let shared: SharedDatabase;
  let cloud: CloudProcess | undefined;
  /** Every row whose INSERT was answered, as `writer/number`. */
  const acknowledged = new Set<string>();

  before(async () => {
    shared = await prepareState(state);
  });
  after(async () => {
    await kill();
    await stopLeftServers(state);
    folder.remove();
  });

  async function kill(): Promise<void> {
    cloud?.child.kill("SIGKILL");
    await cloud?.ended;
    cloud = undefined;
  }

  /** A client of the consumer's, through CONNECT and the front, with a token and TLS as always. */
  async function connect(socket: string): Promise<Client> {
    const aws = new DatabaseClient(socket);
    try {
      const { connectRoleArn: roleArn, instance, client } = shared;
      const endpoint = { ...instance.data.endpoint, region: instance.region };
      const login = await aws.tokenLogin(client.account, endpoint, { roleArn, externalId: EXTERNAL_ID }, LOGIN_USER);
      const stream = await openTunnel(socket, client, shared.dnsName, 5432);
      const connected = await logIn(stream, endpoint, await aws.trust(), "orders", login);
      connected.on("error", () => undefined);
      return connected;
    } finally {
      aws.close();
    }
  }

  async function missing(socket: string): Promise<string[]> {
    const client = await connect(socket);
    const { rows } = await client.query<{ row: string }>("SELECT writer || '/' || number AS row FROM kept");
    await client.end();
    const there = new Set(rows.map(({ row }) => row));
    assert.equal(there.size, rows.length, "none twice");
    return [...acknowledged].filter((row) => !there.has(row));
  }

  async function write(socket: string, writer: number): Promise<void> {
    try {
      const client = await connect(socket);
      for (let number = 0; ; number++) {
        await client.query("INSERT INTO kept VALUES ($1, $2)", [writer, number]);
        acknowledged.add(`${writer}/${number}`);
      }
    } catch {
      // It was killed.
    }
  }

  it(`are all there that were acknowledged, after ${KILLS} kills of the local cloud under four writers`, async () => {
    for (let round = 0; round < KILLS; round++) {
      const { socket } = (cloud = await startCloudProcess(state));
      const before = acknowledged.size;
      const writers = Array.from({ length: WRITERS }, (_, writer) => write(socket, round * WRITERS + writer));
      // In every other round somebody has written; otherwise it may hit the log-ins too.
      while (round % 2 === 0 && acknowledged.size < before + WRITERS) await sleep(5);
      await sleep(Math.random() * 100);
      const server = serverOf(join(databases(), shared.instance.id, "data"));
      // With its database server, or without.
      if (round % 4 === 3 && server !== undefined) process.kill(server, "SIGKILL");
      await kill();
      await Promise.all(writers);
    }
    cloud = await startCloudProcess(state);
    assert.deepEqual(await missing(cloud.socket), []);
    assert.ok(acknowledged.size >= (KILLS / 2) * WRITERS, `${acknowledged.size} were acknowledged`);
  });

  const databases = (): string => join(state, "databases");

  describe("beside a damaged store", () => {
    const whole = join(folder.path, "whole");
    before(async () => {
      cloud?.child.kill("SIGTERM");
      await cloud?.ended;
      cloud = undefined;
      cpSync(join(state, "store"), whole, { recursive: true });
    });
    beforeEach(() => {
      rmSync(join(state, "store"), { recursive: true });
      cpSync(whole, join(state, "store"), { recursive: true });
    });
    afterEach(kill);

    const file = (name: string): string => join(state, "store", name);
    const flip = (name: string): void => {
      const bytes = readFileSync(file(name));
      const middle = Math.floor(bytes.length / 2);
      bytes[middle] = (bytes[middle] ?? 0) ^ 1;
      writeFileSync(file(name), bytes);
    };
    const cut = (name: string): void => {
      truncateSync(file(name), Math.floor(lstatSync(file(name)).size / 2));
    };
    const drop = (name: string): void => {
      rmSync(file(name));
    };
    /** Of every file below `databases/`: its size, and when it was changed. */
    const contents = (): string[] =>
      readdirSync(databases(), { recursive: true, encoding: "utf8" })
        .sort()
        .map((name) => {
          const { size, mtimeMs } = lstatSync(join(databases(), name));
          return `${name} ${size} ${mtimeMs}`;
        });

    const damages = Object.entries({ flipped: flip, "cut short": cut, missing: drop });

    for (const [what, damage] of damages)
      it(`are left alone with both copies ${what}, which stops the start`, async () => {
        const before = contents();
        for (const name of [JOURNAL, TWIN]) damage(name);
        await assert.rejects(
          startCloudProcess(state),
          /has lost something: .*restore the whole state folder from a copy/,
        );
        assert.deepEqual(contents(), before);
      });

    it("are left alone with no store at all, and are there when it is back", async () => {
      const before = contents();
      rmSync(join(state, "store"), { recursive: true });
      await assert.rejects(startCloudProcess(state), /has lost something: .* are missing\. Nothing was changed/);
      assert.deepEqual(contents(), before);
      assert.ok(!existsSync(join(state, "set-aside")));
      cpSync(whole, join(state, "store"), { recursive: true });
      cloud = await startCloudProcess(state);
      assert.deepEqual(await missing(cloud.socket), []);
    });

    // From here on the database server goes on running: the local cloud is killed after each.
    for (const [what, damage] of damages)
      for (const name of [JOURNAL, TWIN])
        it(`are there with ${name} ${what}`, async () => {
          damage(name);
          cloud = await startCloudProcess(state);
          assert.deepEqual(await missing(cloud.socket), []);
        });
  });
});
