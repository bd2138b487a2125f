import assert from "node:assert/strict";
import { Inventory } from "../../../reach/inventory/inventory";
import { References } from "../../../reach/inventory/references";
import { types } from "../../../reach/inventory/resource-types";
import { isUnknown } from "../../../reachability/maybe";
import type { Token } from "../../../resources/tokens";
import { open, stateOf, type Declared } from "../program";

const role = (name: string): Declared => ({ type: "aws:iam/role:Role", name: "clerk", id: "AROA1", inputs: { name } });
const instance = (identifier: string): Declared => ({
  type: "aws:rds/instance:Instance",
  name: "orders",
  id: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  inputs: { identifier },
  outputs: { arn: "arn:aws:rds:eu-west-1:111122223333:db:x" },
});
const vpc = (table: string): Declared => ({
  type: "aws:ec2/vpc:Vpc",
  name: "main",
  id: "vpc-00000000000000001",
  outputs: { mainRouteTableId: table },
});

/** What a known value of a resource means while the program holds one other thing. */
function meaning(value: unknown, tokens: readonly Token[], other: Declared): unknown {
  const from: Declared = { type: "aws:ec2/route:Route", name: "from", inputs: { value } };
  const inventory = new Inventory([stateOf(from, other)]);
  const item = inventory.items.find(({ name }) => name === "from") ?? assert.fail("no resource");
  const references = new References(inventory);
  const found = Array.isArray(value)
    ? references.many(item, item.get("value"), tokens)
    : references.one(item, item.get("value"), tokens);
  return isUnknown(found) ? "unknown" : found;
}

describe("a name that nothing has of what was read", () => {
  it("stays as it is where every name is known", () => {
    assert.equal(meaning("stock", types.instance, instance("orders")), "stock");
    assert.deepEqual(meaning(["a.clerk"], types.role, role("clerk")), ["a.clerk"]);
  });

  it("may be a hidden one of something of that type, alone and in a list", () => {
    assert.equal(meaning("stock", types.instance, instance(open)), "unknown");
    assert.equal(meaning("stock-0123abcd", types.instance, instance(open)), "unknown");
    assert.equal(meaning("a.clerk", types.role, role(open)), "unknown");
    assert.equal(meaning(["a.clerk"], types.role, role(open)), "unknown");
  });

  it("is no hidden one of something of another type", () => {
    assert.equal(meaning("stock", types.cluster, instance(open)), "stock");
  });

  it("is no hidden one where it has another form: of an ARN, of a host name, of AWS's id of another such thing", () => {
    const arn = "arn:aws:rds:eu-west-1:111122223333:db:stock";
    assert.equal(meaning(arn, types.instance, instance(open)), arn);
    assert.equal(meaning("stock.example.com", types.instance, instance(open)), "stock.example.com");
    assert.equal(meaning("vpc-00000000000000002", types.vpc, vpc(open)), "vpc-00000000000000002");
  });
});
