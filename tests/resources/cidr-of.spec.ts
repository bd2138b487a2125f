import assert from "node:assert/strict";
import { cidrOf, isWorldBlock } from "../../resources/cidr-of";
import { Field } from "../../resources/field";

const field = (value: unknown): Field => Field.of({ value }, "value");

describe("a field that holds a CIDR block", () => {
  it("is read whatever space stands around it", () => {
    assert.deepEqual(cidrOf(field(" 192.168.1.5 ")), { family: 4, prefix: 32, first: 0xc0a80105n });
  });

  it("is no block where it holds none", () => {
    for (const value of ["sg-1", undefined, ["10.0.0.0/8"]]) assert.equal(cidrOf(field(value)), undefined);
  });

  it("is the world where its block is", () => {
    assert.equal(isWorldBlock(field("::/0")), true);
    assert.equal(isWorldBlock(field("10.0.0.0/8")), false);
    assert.equal(isWorldBlock(field("sg-1")), false);
  });
});
