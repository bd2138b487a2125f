import assert from "node:assert/strict";
import { type Cidr, contains, coverWorld, isWorld, parseCidr } from "../../../policy/framework/cidr";

const parsed = (text: string): Cidr => parseCidr(text) ?? assert.fail(`${text} should be a block`);

describe("a CIDR block", () => {
  const blocks: readonly (readonly [string, Cidr])[] = [
    ["10.0.0.0/8", { family: 4, prefix: 8, first: 10n << 24n }],
    ["10.1.2.3/8", { family: 4, prefix: 8, first: 10n << 24n }],
    [" 192.168.1.5 ", { family: 4, prefix: 32, first: 0xc0a80105n }],
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
  ]) {
    it(`is not read from "${text}"`, () => {
      assert.equal(parseCidr(text), undefined);
    });
  }

  it("is the world however its address is written", () => {
    assert.deepEqual(
      ["0.0.0.0/0", "1.1.1.1/0", "ff::/0", "128.0.0.0/1"].map((text) => isWorld(parsed(text))),
      [true, true, true, false],
    );
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
});

describe("blocks taken together", () => {
  const cover = (family: 4 | 6, ...texts: string[]): boolean => coverWorld(texts.map(parsed), family);

  it("cover the world in any order and with overlaps", () => {
    assert.equal(cover(4, "128.0.0.0/1", "0.0.0.0/1"), true);
    assert.equal(cover(4, "0.0.0.0/2", "64.0.0.0/2", "10.0.0.0/8", "128.0.0.0/1"), true);
    assert.equal(cover(6, "8000::/1", "::/1"), true);
  });

  it("do not cover the world with a gap, or in another family", () => {
    assert.equal(cover(4, "128.0.0.0/1", "0.0.0.0/2"), false);
    assert.equal(cover(4, "128.0.0.0/1"), false);
    assert.equal(cover(4, "0.0.0.0/1"), false);
    assert.equal(cover(4), false);
    assert.equal(cover(6, "0.0.0.0/0"), false);
  });
});
