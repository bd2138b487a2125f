import assert from "node:assert/strict";
import { connect, type Socket } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";
import fc from "fast-check";
import type { Client } from "pg";
import { DatabaseClient, logIn } from "../../../../local/client/database-client";
import { openForward } from "../../../../local/client/open-forward";
import { CLIENT_HEADER, LISTEN_HEADER } from "../../../../local/data-path/refusal";
import { openTunnel } from "../../../../local/client/tunnel";
import { assertClosed, openDescriptors } from "../../data-path/descriptors";
import { passwordMessage, SSL_REQUEST, startupMessage } from "../../data-path/raw-messages";
import { startCloud, type RunningCloud } from "../../data-path/running-cloud";
import { shareDatabase, type SharedDatabase } from "../../data-path/shared-database";

const SEED = 20261128;
const FRONT_CASES = 450;
const CONNECT_CASES = 250;
const AT_ONCE = 10;
const LONGEST_WAIT_MS = 1_000;
/** After its last byte, a client waits that long for an answer. */
const PATIENCE_MS = 20;

const CANCEL = Buffer.from("0000001004d2162e0000000100000002", "hex");
const GSSENC = Buffer.from([0, 0, 0, 8, 0x04, 0xd2, 0x16, 0x30]);
const TLS_HELLO = Buffer.from([0x16, 3, 1, 0, 5, 1, 0, 0, 1, 0]);

describe("mutated first messages", function () {
  this.timeout(60_000);
  let cloud: RunningCloud;
  let shared: SharedDatabase;
  let bystander: Client;
  let waits: number[];
  let watching: Promise<void>;
  let done: boolean;
  let openBefore: number | undefined;

  before(async () => {
    cloud = await startCloud();
    shared = await shareDatabase(cloud.services);
    const aws = new DatabaseClient(cloud.socket);
    const { client, instance } = { client: shared.ownersClient, instance: shared.instance };
    const { address } = instance.data.endpoint;
    const login = await aws.masterLogin(client.account, client.region, await aws.instance(address));
    const stream = await openTunnel(cloud.socket, client, address, 5432);
    bystander = await logIn(stream, instance.data.endpoint, await aws.trust(), "orders", login);
    aws.close();
  });
  after(async () => {
    await bystander.end();
    await cloud.stop();
  });

  beforeEach(() => {
    waits = [];
    done = false;
    watching = watch();
  });

  /** Asks the database again and again, and keeps how long each answer took, in milliseconds. */
  async function watch(): Promise<void> {
    while (!done) {
      const started = performance.now();
      await bystander.query("SELECT 1");
      waits.push(performance.now() - started);
      await sleep(5);
    }
  }

  afterEach(async () => {
    done = true;
    await watching;
    assert.ok(waits.length > 10, `${waits.length} queries`);
    assert.ok(Math.max(...waits) < LONGEST_WAIT_MS, `the bystander waited ${Math.max(...waits)} ms`);
    await assertClosed(openBefore);
  });

  async function each(pieces: readonly (readonly Buffer[])[], open: () => Socket): Promise<void> {
    // What is made once, such as the front's own connections, is not counted.
    await send(open(), pieces[0] ?? []);
    await sleep(100);
    openBefore = openDescriptors();
    for (let at = 0; at < pieces.length; at += AT_ONCE) {
      await Promise.all(pieces.slice(at, at + AT_ONCE).map((each) => send(open(), each)));
    }
  }

  it(`leave nothing open and hold nobody up, ${FRONT_CASES} of them to the front`, async () => {
    const { host, port } = { host: shared.dnsName, port: 5432 };
    const forward = await openForward(cloud.socket, shared.client, { host, port }, [0]);
    const reports = forward.reports[Symbol.asyncIterator]();
    const { value } = (await reports.next()) as { value: { port: number } };
    const messages = [
      SSL_REQUEST,
      GSSENC,
      CANCEL,
      TLS_HELLO,
      startupMessage({ user: "owner", database: "orders" }),
      startupMessage({ user: "owner", database: "orders", "_pq_.x": "1" }, 0x00030005),
      startupMessage({ user: "x".repeat(9_000) }),
      passwordMessage("password"),
      passwordMessage("x".repeat(70_000)),
    ];
    const cases = fc.sample(mutated(messages), { seed: SEED, numRuns: FRONT_CASES });
    await each(cases, () => connect(value.port, "127.0.0.1"));
    forward.close();
  });

  it(`leave nothing open and hold nobody up, ${CONNECT_CASES} of them to the proxy`, async () => {
    const request = (target: string, headers: Readonly<Record<string, string>>, rest = ""): Buffer => {
      const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`);
      return Buffer.from(`CONNECT ${target} HTTP/1.1\r\nhost: x\r\n${lines.join("")}\r\n${rest}`);
    };
    const client = JSON.stringify(shared.client);
    const target = `${shared.dnsName}:5432`;
    const requests = [
      request(target, { [CLIENT_HEADER]: client }),
      request(target, { [CLIENT_HEADER]: client }, SSL_REQUEST.toString("latin1")),
      request(target, { [CLIENT_HEADER]: client, "content-length": "100000" }, "x".repeat(100_000)),
      request(target, { [CLIENT_HEADER]: client, "transfer-encoding": "chunked" }, "5\r\nabc"),
      request(target, { [CLIENT_HEADER]: client, [LISTEN_HEADER]: "0" }),
      request(target, { [CLIENT_HEADER]: client, [LISTEN_HEADER]: "x,-1,70000" }),
      request(target, { [CLIENT_HEADER]: "[".repeat(15_000) }),
      request(target, { [CLIENT_HEADER]: "x".repeat(80_000) }),
      request(`${shared.dnsName}:99999`, { [CLIENT_HEADER]: client }),
      request("orders.example:5432", { [CLIENT_HEADER]: client }, "x".repeat(1_000)),
      Buffer.from("POST /client/trust HTTP/1.1\r\nhost: x\r\ncontent-length: 0\r\n\r\n"),
    ];
    const cases = fc.sample(mutated(requests), { seed: SEED, numRuns: CONNECT_CASES });
    await each(cases, () => connect(cloud.socket));
  });
});

/** One to three messages, changed, cut short, put together in any order, and split into pieces. */
function mutated(messages: readonly Buffer[]): fc.Arbitrary<readonly Buffer[]> {
  const message = fc
    .tuple(
      fc.constantFrom(...messages),
      fc.array(fc.tuple(fc.nat(), fc.nat(255)), { maxLength: 3 }),
      fc.nat(),
      fc.boolean(),
    )
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
  socket.on("error", () => undefined);
  socket.resume();
  for (const piece of pieces) {
    if (socket.writable) socket.write(piece);
    await sleep(1);
  }
  await sleep(PATIENCE_MS);
  socket.destroy();
}
