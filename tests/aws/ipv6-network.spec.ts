import assert from "node:assert/strict";
import { ipv6Subnet, parseIpv6Network } from "../../aws/ipv6-network";

describe("the IPv6 networks of a VPC", () => {
  const cases: readonly (readonly [string, number, string])[] = [
    ["2001:db8:0:100::/56", 0, "2001:db8:0:100::/64"],
    ["2001:db8:0:100::/56", 1, "2001:db8:0:101::/64"],
    ["2001:db8:0:100::/56", 255, "2001:db8:0:1ff::/64"],
    ["2001:db8:1::/56", 0, "2001:db8:1::/64"],
    ["2001:db8:1::/56", 26, "2001:db8:1:1a::/64"],
  ];
  for (const [range, number, expected] of cases) {
    it(`are numbered: ${number} of ${range}`, () => {
      assert.equal(ipv6Subnet(range, number), expected);
    });
  }

  it("are 256, and none is behind the last", () => {
    assert.throws(
      () => ipv6Subnet("2001:db8:0:100::/56", 256),
      /at least 257 networks of \/64 is needed, got "2001:db8/,
    );
  });

  it("are none of a range that is none of IPv6", () => {
    for (const text of ["", "10.0.0.0/16"]) assert.throws(() => ipv6Subnet(text, 0), /an IPv6 range/);
  });
});

describe("an IPv6 network", () => {
  it("is read by its first address and its length", () => {
    assert.ok(parseIpv6Network("2001:db8:0:100::/64", 64));
    for (const text of ["2001:db8:0:100::1/64", "2001:db8:0:100::/56", "10.0.0.0/24", "x"]) {
      assert.equal(parseIpv6Network(text, 64), undefined, text);
    }
  });
});
