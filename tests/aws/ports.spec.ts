import assert from "node:assert/strict";
import { hasPort, includesTcp, onlyPort, parsePortRange, portsOfRule } from "../../aws/ports";

describe("the ports of a rule", () => {
  it("are the range it names, both ends included", () => {
    const ports = portsOfRule("tcp", 5432, 5440) ?? "none";
    assert.deepEqual(ports, { from: 5432, to: 5440 });
    assert.deepEqual(
      [5431, 5432, 5440, 5441].map((port) => hasPort(ports, port)),
      [false, true, true, false],
    );
  });

  it("are all of them for every protocol, for -1, and for the whole range", () => {
    for (const protocol of ["-1", "all", "ALL"]) assert.equal(portsOfRule(protocol), "all");
    assert.equal(portsOfRule("tcp", -1), "all");
    assert.equal(portsOfRule("udp", 0, 65535), "all");
    assert.equal(hasPort("all", 5432), true);
  });

  it("are none for ICMP, whose types and codes stand in their place", () => {
    for (const protocol of ["icmp", "1", "icmpv6", "58"]) assert.equal(portsOfRule(protocol, -1, -1), "none");
    assert.equal(hasPort("none", 8), false);
  });

  it("are not known while what decides them is not", () => {
    assert.equal(portsOfRule(undefined, 5432, 5432), undefined);
    assert.equal(portsOfRule("tcp", undefined, 5432), undefined);
    assert.equal(portsOfRule("tcp", 5432), undefined);
  });

  it("concern TCP by its name, its number, or as one of every protocol", () => {
    assert.deepEqual(["tcp", "TCP", "6", "-1", "all", "udp", "17", "icmp"].map(includesTcp), [
      ...Array.from({ length: 5 }, () => true),
      ...Array.from({ length: 3 }, () => false),
    ]);
  });

  it("are one only where the range begins with its end", () => {
    assert.equal(onlyPort({ from: 5432, to: 5432 }), 5432);
    assert.equal(onlyPort({ from: 5432, to: 5433 }), undefined);
    assert.equal(onlyPort("all"), undefined);
  });
});

describe("a port range of VPC Lattice", () => {
  it("is a port, or two with a hyphen", () => {
    assert.deepEqual(parsePortRange("5432"), { from: 5432, to: 5432 });
    assert.deepEqual(parsePortRange("5432-5440"), { from: 5432, to: 5440 });
  });

  it("is nothing else", () => {
    for (const text of ["", "-", "5432-", "-1", "a", "5432-5440-5450", "5432, 5433", " 5432", "123456"]) {
      assert.equal(parsePortRange(text), undefined, text);
    }
  });
});
