import assert from "node:assert/strict";
import { connect } from "node:net";
import { ControlSocket } from "../../../local/socket/control-socket";
import { startCloud, type Cloud } from "../../../local/cloud/cloud";
import { extensions } from "../../../local/cloud/extensions";
import { temporaryFolder } from "../temporary-folder";

const CASES = 300;
const SEED = 20261128;

/** Park and Miller's generator: the same cases in each run. */
function numbers(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state * 48271) % 2147483647;
    return state % below;
  };
}

const ROUTES = ["/providers/check", "/providers/diff", "/providers/create", "/providers/read", "/providers/update"]
  .concat(["/providers/delete", "/providers/invoke", "/providers/created", "/providers/taken", "/status", "/none"])
  .concat(["/data-path/credentials", "/data-path/trust", "/__proto__", "/toString"]);
const METHODS = ["POST", "GET", "DELETE", "CONNECT", "OPTIONS", "BREW", ""];
const VALUES = ["null", "[]", "7", '"text"', "{}", "", "{", "\u0000", '{"provider":7}', '{"urns":[null]}', '{"urn":{}}']
  .concat(['{"provider":"aws","scope":null,"type":"aws:vpclattice/serviceNetwork:ServiceNetwork","inputs":[]}'])
  .concat([`{"a":${"[".repeat(5000)}`, `"${"x".repeat(300_000)}"`]);
const HEADERS = ["", "transfer-encoding: chunked\r\n", "content-length: -1\r\n", "expect: 100-continue\r\n", "x\r\n"];

describe("the local cloud's control socket", function () {
  this.timeout(60_000);
  const folder = temporaryFolder();
  let cloud: Cloud;
  before(async () => {
    cloud = await startCloud(folder.path, extensions);
  });
  after(async () => {
    await cloud.stop();
    folder.remove();
  });

  /** One hostile client, which goes away after its answer or a moment. */
  async function attack(text: string): Promise<void> {
    const socket = connect(cloud.socket);
    socket.on("error", () => undefined);
    socket.resume();
    socket.write(text);
    const gone = setTimeout(() => socket.destroy(), 60);
    await new Promise((resolve) => socket.once("close", resolve));
    clearTimeout(gone);
  }

  it(`answers another client within a second through ${CASES} hostile ones`, async () => {
    const below = numbers(SEED);
    const pick = (from: readonly string[]): string => from[below(from.length)] ?? "";
    const message = (): string => {
      const body = pick(VALUES);
      const length = [body.length, body.length + 5, 0, 99_999_999_999][below(4)] ?? 0;
      const head = `${pick(METHODS)} ${pick(ROUTES)} HTTP/1.1\r\nhost: x\r\ncontent-length: ${length}\r\n`;
      const whole = `${head}${pick(HEADERS)}\r\n${body}`;
      return below(4) === 0 ? whole.slice(0, below(whole.length)) : whole;
    };
    const messages = Array.from({ length: CASES }, message);
    const client = new ControlSocket(cloud.socket);
    const waits: number[] = [];
    const under = { attack: true };
    const bystander = (async (): Promise<void> => {
      while (under.attack) {
        const asked = performance.now();
        await client.post("/status");
        waits.push(performance.now() - asked);
      }
    })();
    const attackers = Array.from({ length: 10 }, async () => {
      for (let text = messages.pop(); text !== undefined; text = messages.pop()) await attack(text);
    });
    await Promise.all(attackers);
    under.attack = false;
    await bystander;
    client.close();
    assert.ok(
      waits.length > 20 && Math.max(...waits) < 1000,
      `the longest of ${waits.length}: ${Math.max(...waits)} ms`,
    );
  });
});
