import assert from "node:assert/strict";
import fc from "fast-check";
import { covered, isCidr, rangesOverlap } from "../../aws/address-ranges";

describe("address ranges", () => {
  it("cover what lies inside them", () => {
    assert.equal(covered("10.1.2.0/24", ["10.1.0.0/16"]), true);
    assert.equal(covered("10.1.2.0/24", ["10.1.2.0/25"]), false);
    assert.equal(covered("::1", ["::/0"]), true);
    assert.equal(covered("10.0.0.1", ["::/0"]), false);
  });

  it("cover together what none covers alone", () => {
    assert.equal(covered("10.0.0.0/22", ["10.0.0.0/23", "10.0.2.0/24", "10.0.3.0/24"]), true);
    assert.equal(covered("10.0.0.0/22", ["10.0.0.0/23", "10.0.3.0/24"]), false);
  });

  it("read every way of writing IPv6", () => {
    assert.equal(covered("2001:db8::ffff", ["2001:0db8:0:0:0:0:0:0/32"]), true);
    assert.equal(covered("::ffff:10.0.0.1", ["::ffff:0:0/96"]), true);
  });

  it("are refused in any other form", () => {
    for (const text of ["", "10.0.0.0/33", "10.0.0/8", "a.b.c.d", "10.0.0.0/8/8", "10.0.0.0/-1", "fe80::1%eth0"]) {
      assert.equal(isCidr(text), false, text);
    }
  });

  it("overlap with nothing in any other form", () => {
    assert.equal(rangesOverlap("10.0.0.0/33", "0.0.0.0/0"), false);
    assert.equal(rangesOverlap("::/0", "somewhere"), false);
    assert.equal(covered("somewhere", ["::/0"]), false);
    assert.equal(covered("::1", ["somewhere"]), false);
  });

  it("overlap exactly when an address lies in both", () => {
    const byte = fc.integer({ min: 0, max: 255 });
    const range = fc.tuple(byte, fc.integer({ min: 24, max: 32 })).map(([last, prefix]) => `10.0.0.${last}/${prefix}`);
    fc.assert(
      fc.property(range, range, (a, b) => {
        const shared = Array.from({ length: 256 }, (_, last) => `10.0.0.${last}`).some(
          (address) => covered(address, [a]) && covered(address, [b]),
        );
        assert.equal(rangesOverlap(a, b), shared);
      }),
    );
  });
});
