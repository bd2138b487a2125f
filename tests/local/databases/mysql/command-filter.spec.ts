import assert from "node:assert/strict";
import { buffer } from "node:stream/consumers";
import fc from "fast-check";
import { CommandFilter } from "../../../../local/databases/mysql/command-filter";
import { packet } from "../../../../local/databases/mysql/packets";

const query = (text: string) => packet(0, Buffer.from(`\x03${text}`, "latin1"));

async function filtered(pieces: readonly Buffer[], readOnly = false): Promise<Buffer> {
  const filter = new CommandFilter(readOnly);
  const all = buffer(filter);
  for (const piece of pieces) filter.write(piece);
  filter.end();
  return all;
}

function cut(bytes: Buffer, cuts: readonly number[]): readonly Buffer[] {
  const places = [...new Set(cuts.map((at) => at % (bytes.length + 1)))].sort((one, other) => one - other);
  return [0, ...places].map((from, at) => bytes.subarray(from, places[at] ?? bytes.length));
}

describe("what a client says to a MySQL server", () => {
  const login = "CREATE USER app IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS'";

  it("passes unchanged, whatever it is and however it is cut", async () => {
    const command = fc.tuple(fc.constantFrom(0x01, 0x03, 0x0e, 0x16, 0x17, 0x1f), fc.uint8Array({ maxLength: 300 }));
    const packets = fc.array(command, { maxLength: 5 });
    await fc.assert(
      fc.asyncProperty(packets, fc.array(fc.nat(), { maxLength: 6 }), async (commands, cuts) => {
        const bytes = Buffer.concat(commands.map(([code, body]) => packet(0, Buffer.from([code, ...body]))));
        assert.deepEqual(await filtered(cut(bytes, cuts)), bytes);
      }),
      { seed: 20261129, numRuns: 200 },
    );
  });

  it("does not make a read-only session one that writes", async () => {
    const reset = packet(0, Buffer.from([0x1f]));
    assert.deepEqual(
      await filtered([reset, query("SELECT 1")], true),
      Buffer.concat([packet(0, Buffer.from([0])), query("SELECT 1")]),
    );
  });

  it("makes a login for tokens in MariaDB's words, however the statement is cut", async () => {
    const bytes = Buffer.concat([query("SELECT 1"), query(login), query("SELECT 2")]);
    const wanted = Buffer.concat([
      query("SELECT 1"),
      query("CREATE USER app IDENTIFIED WITH mysql_old_password AS ''"),
      query("SELECT 2"),
    ]);
    for (let at = 0; at < bytes.length; at++) assert.deepEqual(await filtered(cut(bytes, [at])), wanted);
  });

  it("changes no user: the server hears a command that it does not know", async () => {
    const change = packet(0, Buffer.from("\x11app\0\0", "latin1"));
    const several = packet(0, Buffer.from("\xfe\x05\x11app\0", "latin1"));
    assert.deepEqual(await filtered([change]), packet(0, Buffer.from("\0app\0\0", "latin1")));
    assert.equal((await filtered([several]))[4], 0);
    assert.equal((await filtered(cut(Buffer.concat([query("DO 1"), change]), [4, 9, 13])))[9 + 4], 0);
  });

  it("lets the contents of files pass, of which every 256th packet has a command's number", async () => {
    const parts = Array.from({ length: 300 }, (_, at) => packet(at + 2, Buffer.from(`\x11${login}`, "latin1")));
    const end = packet(46, Buffer.alloc(0));
    const bytes = Buffer.concat([query("LOAD DATA LOCAL INFILE 'x' INTO TABLE t"), ...parts, end]);
    assert.deepEqual(await filtered([bytes]), bytes);
  });

  it("takes what follows on the end of a file for a command, whatever number that end has", async () => {
    const parts = Array.from({ length: 253 }, (_, at) => packet(at + 2, Buffer.from("row")));
    const end = packet(255, Buffer.alloc(0));
    const change = packet(0, Buffer.from("\x11app\0", "latin1"));
    const answer = await filtered([Buffer.concat([query("LOAD DATA LOCAL INFILE"), ...parts, end, change])]);
    assert.equal(answer.at(-5), 0);
  });

  it("passes what was begun and broken off", async () => {
    const begun = query(login).subarray(0, 20);
    assert.deepEqual(await filtered([begun]), begun);
    assert.deepEqual(await filtered([begun.subarray(0, 3)]), begun.subarray(0, 3));
  });
});
