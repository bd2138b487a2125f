import * as assert from "node:assert/strict";
import * as fc from "fast-check";

import { contains, overlap, type Cidr } from "../../aws/cidr";
import { addressAt, addressCount, parseIpv4Network, usableAddresses, type Ipv4Network } from "../../aws/ipv4-network";

function cidr(text: string): Ipv4Network {
  const parsed = parseIpv4Network(text);
  assert.ok(parsed, text);
  return parsed;
}

describe("an IPv4 network", () => {
  it("is read from its first address and prefix", () => {
    assert.deepEqual(parseIpv4Network("10.0.0.0/16"), { family: 4, first: 0x0a000000n, prefix: 16 });
    assert.deepEqual(parseIpv4Network("255.255.255.255/32"), { family: 4, first: 0xffffffffn, prefix: 32 });
    assert.deepEqual(parseIpv4Network("0.0.0.0/0"), { family: 4, first: 0n, prefix: 0 });
  });

  for (const text of [
    "",
    "10.0.0.0",
    "10.0.0.0/33",
    "10.0.0.256/32",
    "10.0.0.1/24",
    "10.0.0/24",
    "fd00::/8",
    " 10.0.0.0/8",
    "010.0.0.0/8",
    "10.0.0.0/008",
    "10.0.0.0/8/8",
  ]) {
    it(`is not read from "${text}"`, () => {
      assert.equal(parseIpv4Network(text), undefined);
    });
  }

  it("contains itself and what lies within, not what sticks out", () => {
    assert.equal(contains(cidr("10.0.0.0/16"), cidr("10.0.0.0/16")), true);
    assert.equal(contains(cidr("10.0.0.0/16"), cidr("10.0.255.240/28")), true);
    assert.equal(contains(cidr("10.0.0.0/16"), cidr("10.1.0.0/28")), false);
    assert.equal(contains(cidr("10.0.0.0/16"), cidr("10.0.0.0/15")), false);
  });

  it("overlaps with what shares an address, not with its neighbour", () => {
    assert.equal(overlap(cidr("10.0.0.0/26"), cidr("10.0.0.32/27")), true);
    assert.equal(overlap(cidr("10.0.0.32/27"), cidr("10.0.0.0/26")), true);
    assert.equal(overlap(cidr("10.0.0.0/26"), cidr("10.0.0.64/26")), false);
  });

  it("overlaps with another if and only if one of the two contains the other, in either order", () => {
    const network = fc
      .tuple(fc.nat({ max: 2 ** 32 - 1 }), fc.integer({ min: 0, max: 32 }))
      .map(([address, prefix]): Cidr => ({
        family: 4,
        first: BigInt(address - (address % 2 ** (32 - prefix))),
        prefix,
      }));
    fc.assert(
      fc.property(network, network, (one, other) => {
        assert.equal(overlap(one, other), overlap(other, one));
        assert.equal(overlap(one, other), contains(one, other) || contains(other, one));
      }),
    );
  });

  it("counts its addresses and numbers them from its first on", () => {
    assert.equal(addressCount(cidr("10.0.0.0/28")), 16);
    assert.equal(addressCount(cidr("0.0.0.0/0")), 2 ** 32);
    assert.equal(addressAt(cidr("10.0.0.0/28"), 4), "10.0.0.4");
    assert.equal(addressAt(cidr("129.224.0.0/17"), 2 ** 15 - 1), "129.224.127.255");
    assert.equal(addressAt(cidr("255.255.255.0/24"), 255), "255.255.255.255");
  });

  it("has five addresses fewer for interfaces than it is large", () => {
    assert.equal(usableAddresses(cidr("10.0.0.0/28")), 11);
    assert.equal(usableAddresses(cidr("10.0.0.0/26")), 59);
    assert.equal(usableAddresses(cidr("10.0.0.0/32")), 0);
  });
});
