import assert from "node:assert/strict";
import { type Cidr, contains, coveredBy, isPrivate, isWorld, overlap, parseCidr } from "../../aws/cidr";

const parsed = (text: string): Cidr => parseCidr(text) ?? assert.fail(`${text} should be a block`);

describe("a CIDR block", () => {
  const blocks: readonly (readonly [string, Cidr])[] = [
    ["10.0.0.0/8", { family: 4, prefix: 8, first: 10n << 24n }],
    ["10.1.2.3/8", { family: 4, prefix: 8, first: 10n << 24n }],
    ["192.168.1.5", { family: 4, prefix: 32, first: 0xc0a80105n }],
    ["0.0.0.0/0", { family: 4, prefix: 0, first: 0n }],
    ["::/0", { family: 6, prefix: 0, first: 0n }],
    ["fd00::/8", { family: 6, prefix: 8, first: 0xfdn << 120n }],
    ["2001:db8::1", { family: 6, prefix: 128, first: (0x20010db8n << 96n) + 1n }],
    ["1:2:3:4:5:6:7:8/128", { family: 6, prefix: 128, first: 0x00010002000300040005000600070008n }],
    ["::ffff:1.2.3.4", { family: 6, prefix: 128, first: 0xffff01020304n }],
    ["fe80::", { family: 6, prefix: 128, first: 0xfe80n << 112n }],
  ];
  for (const [text, expected] of blocks) {
    it(`is read from "${text}"`, () => {
      assert.deepEqual(parseCidr(text), expected);
    });
  }

  for (const text of [
    "",
    "sg-1",
    "10.0.0.0/33",
    "::/129",
    "10.0.0.0/",
    "10.0.0.0/8/8",
    "10.0.0/8",
    "::/a",
    "fe80::1%eth0",
    " 192.168.1.5 ",
  ]) {
    it(`is not read from "${text}"`, () => {
      assert.equal(parseCidr(text), undefined);
    });
  }

  it("is the world when it is wider than any private range, however its address is written", () => {
    const worlds = ["0.0.0.0/0", "1.1.1.1/0", "ff::/0", "128.0.0.0/1", "8.0.0.0/7", "2000::/3", "fc00::/6"];
    for (const text of worlds) assert.equal(isWorld(parsed(text)), true, text);
    for (const text of ["10.0.0.0/8", "fc00::/7", "1.1.1.1"]) assert.equal(isWorld(parsed(text)), false, text);
  });

  it("is private within a reserved range", () => {
    const ranges = ["10.1.0.0/16", "172.31.0.0/16", "192.168.0.0/16", "100.64.0.0/10", "fd00::/8"];
    for (const text of ranges) assert.equal(isPrivate(parsed(text)), true, text);
    for (const text of ["172.32.0.0/16", "192.0.0.0/8", "8.8.8.8", "2001:db8::/32"]) {
      assert.equal(isPrivate(parsed(text)), false, text);
    }
  });

  it("contains itself and smaller blocks of its family", () => {
    const outer = parsed("10.0.0.0/16");
    const inner = ["10.0.0.0/16", "10.0.255.0/24", "10.1.0.0/24", "10.0.0.0/15", "::/64"];
    assert.deepEqual(
      inner.map((text) => contains(outer, parsed(text))),
      [true, true, false, false, false],
    );
    assert.equal(contains(parsed("fd00::/8"), parsed("fd12::/16")), true);
  });

  it("overlaps with what shares an address, never across families", () => {
    assert.equal(overlap(parsed("fd00::/8"), parsed("fd12::1")), true);
    assert.equal(overlap(parsed("fd12::/16"), parsed("fd00::/8")), true);
    assert.equal(overlap(parsed("fd12::/16"), parsed("fd13::/16")), false);
    assert.equal(overlap(parsed("::/0"), parsed("0.0.0.0/0")), false);
  });

  it("is covered by its two halves together, in either family", () => {
    assert.equal(coveredBy(parsed("::/0"), [parsed("::/1"), parsed("8000::/1")]), true);
    assert.equal(coveredBy(parsed("::/0"), [parsed("::/1"), parsed("8000::/2")]), false);
    assert.equal(coveredBy(parsed("0.0.0.0/0"), [parsed("0.0.0.0/1"), parsed("128.0.0.0/1")]), true);
  });
});
