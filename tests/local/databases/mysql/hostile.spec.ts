import assert from "node:assert/strict";
import { once } from "node:events";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import { connect as connectTls } from "node:tls";
import fc from "fast-check";
import type { Connection } from "mysql2/promise";
import { openForward } from "../../../../local/client/open-forward";
import { packet } from "../../../../local/databases/mysql/packets";
import { assertClosed, openDescriptors } from "../../data-path/descriptors";
import { needsMariadb } from "./needs-mariadb";
import { shareMysql, type SharedMysql } from "./shared-mysql";

const SEED = 20261129;
const CASES = 300;
const AT_ONCE = 10;
/** After its last byte, a client waits that long for an answer. */
const PATIENCE_MS = 20;

const PLUGIN_AUTH_AND_MORE = 0x000ea285;
const SSL = 0x800;

function head(flags: number): Buffer {
  const bytes = Buffer.alloc(32);
  bytes.writeUInt32LE(flags, 0);
  bytes.writeUInt32LE(0x1000000, 4);
  bytes[8] = 45;
  return bytes;
}

const response = (user: string): Buffer =>
  Buffer.concat([head(PLUGIN_AUTH_AND_MORE), Buffer.from(`${user}\0\0mysql_native_password\0`)]);
const SSL_REQUEST = packet(1, head(PLUGIN_AUTH_AND_MORE | SSL));

describe("a hostile client of a MySQL database", function () {
  this.timeout(120_000);
  let mysql: SharedMysql;
  const running: SharedMysql[] = [];
  let bystander: Connection;
  let port: number;
  let close = (): void => undefined;

  before(async function () {
    await needsMariadb(this);
    // Room for 200 at once, and some.
    mysql = await shareMysql({ dbInstanceClass: "db.m6g.2xlarge" });
    running.push(mysql);
    await mysql.asMaster("CREATE USER app@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'");
    bystander = await mysql.connect();
    const { cloud, shared } = mysql;
    const host = shared.instance.data.endpoint.address;
    const forward = await openForward(cloud.socket, shared.ownersClient, { host, port: 5432 }, [0]);
    close = () => {
      forward.close();
    };
    port = (await forward.reports[Symbol.asyncIterator]().next()).value.port;
  });
  after(async () => {
    close();
    await Promise.all(running.map((it) => it.stop()));
  });

  afterEach(async () => {
    const [rows] = await bystander.query<any>("SELECT 1");
    assert.deepEqual(rows, [[1]]);
  });

  const open = (): Socket => connect(port, "127.0.0.1").on("error", () => undefined);

  async function greeted(): Promise<Socket> {
    const socket = open();
    await once(socket, "data");
    return socket;
  }

  it(`leaves nothing open and holds nobody up, ${CASES} mutated first messages`, async () => {
    const messages = [
      SSL_REQUEST,
      packet(1, response("owner")),
      packet(1, response("app")),
      packet(1, response("x".repeat(9_000))),
      packet(2, Buffer.alloc(20)),
      packet(1, Buffer.alloc(70_000, 1)),
      Buffer.from([0xff, 0xff, 0xff, 1, 0]),
      Buffer.from("PROXY TCP4 10.0.0.1 10.0.0.2 1 2\r\n"),
      Buffer.from([0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0]),
    ];
    const cases = fc.sample(mutated(messages), { seed: SEED, numRuns: CASES });
    // A login that is never finished may stay open for so long.
    await mysql.withParameters({ connect_timeout: "2" });
    await send(open(), cases[0] ?? []);
    await sleep(100);
    const before = openDescriptors();
    for (let at = 0; at < cases.length; at += AT_ONCE) {
      await Promise.all(cases.slice(at, at + AT_ONCE).map((each) => send(open(), each)));
    }
    await assertClosed(before);
    await mysql.withParameters({});
  });

  it("is answered as well when its login arrives a byte at a time", async () => {
    const socket = await greeted();
    const heard = once(socket, "data");
    for (const byte of packet(1, response("nobody"))) {
      socket.write(Buffer.from([byte]));
      await sleep(1);
    }
    const [answer] = (await heard) as [Buffer];
    assert.equal(answer[3], 2);
    assert.match(answer.toString("latin1"), /mysql_native_password|Access denied/);
    socket.destroy();
  });

  it("hears of packets out of order, and of what is no login", async () => {
    const wrong = await greeted();
    wrong.write(packet(7, response("owner")));
    assert.match(String((await once(wrong, "data"))[0]), /#08S01Got packets out of order/);
    const short = await greeted();
    short.write(packet(1, Buffer.from("hello")));
    assert.match(String((await once(short, "data"))[0]), /#08S01Bad handshake/);
    for (const socket of [wrong, short]) socket.destroy();
  });

  it("is broken off where it never ends its handshake, and 200 of them at once disturb nobody", async () => {
    await mysql.withParameters({ connect_timeout: "2" });
    const before = openDescriptors();
    const silent = await Promise.all(Array.from({ length: 200 }, greeted));
    for (const [at, socket] of silent.entries()) if (at % 2 === 0) socket.write(SSL_REQUEST);
    assert.equal(await mysql.failure(), "connected");
    await Promise.all(silent.map(closed));
    await assertClosed(before);
    await mysql.withParameters({});
  });

  it("logs in 200 at once", async () => {
    const answers = await Promise.all(Array.from({ length: 200 }, () => mysql.failure()));
    assert.deepEqual([...new Set(answers)], ["connected"]);
  });

  it("may never read what it has asked for: others are answered", async () => {
    const deaf = await mysql.connect();
    (deaf as any).connection.stream.pause();
    deaf.query("SELECT REPEAT('x', 1000) FROM seq_1_to_100000").catch(() => undefined);
    await sleep(200);
    assert.equal(await mysql.failure(), "connected");
    (deaf as any).connection.stream.destroy();
  });

  it("has a token read under TLS that comes in two pieces", async () => {
    const socket = await greeted();
    socket.write(SSL_REQUEST);
    const name = mysql.shared.instance.data.endpoint.address;
    const secure = connectTls({ socket, ca: mysql.certificate, servername: name });
    await once(secure, "secureConnect");
    secure.write(packet(2, response("app")));
    const [asked] = (await once(secure, "data")) as [Buffer];
    assert.match(asked.toString("latin1"), /\xfemysql_clear_password/);
    const token = packet(4, Buffer.from("no-token\0"));
    secure.write(token.subarray(0, 6));
    await sleep(20);
    secure.write(token.subarray(6));
    assert.match(String((await once(secure, "data"))[0]), /#28000Access denied for user 'app'@'10\./);
    secure.destroy();
  });
});

async function closed(socket: Socket): Promise<void> {
  if (!socket.closed) await once(socket, "close");
}

/** One to three messages, changed, cut short, put together in any order, and split into pieces. */
function mutated(messages: readonly Buffer[]): fc.Arbitrary<readonly Buffer[]> {
  const change = fc.tuple(fc.nat(), fc.nat(255));
  const message = fc
    .tuple(fc.constantFrom(...messages), fc.array(change, { maxLength: 3 }), fc.nat(), fc.boolean())
    .map(([whole, changes, length, isCut]) => {
      const bytes = Buffer.from(whole);
      for (const [at, value] of changes) bytes[at % bytes.length] = value;
      return isCut ? bytes.subarray(0, length % (bytes.length + 1)) : bytes;
    });
  return fc
    .tuple(fc.array(message, { minLength: 1, maxLength: 3 }), fc.array(fc.nat(), { maxLength: 4 }))
    .map(([all, cuts]) => {
      const bytes = Buffer.concat(all);
      const places = [...new Set(cuts.map((cut) => cut % (bytes.length + 1)))].sort((one, other) => one - other);
      return [0, ...places].map((from, at) => bytes.subarray(from, places[at] ?? bytes.length));
    });
}

/** Sends the pieces one by one, as long as the other side listens, and goes away. */
async function send(socket: Socket, pieces: readonly Buffer[]): Promise<void> {
  socket.resume();
  for (const piece of pieces) {
    if (socket.writable) socket.write(piece);
    await sleep(1);
  }
  await sleep(PATIENCE_MS);
  socket.destroy();
}
