import assert from "node:assert/strict";
import { topologyOf } from "../../../reach/topology-of";
import { isUnknown } from "../../../reachability/maybe";
import { open, stateOf, type Declared } from "../program";

const id = "pl-00000000000000001";
const list: Declared = { type: "aws:ec2/managedPrefixList:ManagedPrefixList", name: "offices", id, inputs: {} };
const entry = (cidr: string, prefixListId: string = id): Declared => ({
  type: "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
  name: `entry-${cidr}`,
  inputs: { prefixListId, cidr },
});
const rangesOf = (...declared: readonly Declared[]) =>
  topologyOf([stateOf(...declared)]).topology.prefixLists[0]?.cidrs;

describe("the prefix lists of a topology", () => {
  const [one, two] = ["10.0.0.0/16", "10.1.0.0/16"];

  it("have their entries, inline or apart, of either package", () => {
    const entries = [{ cidr: one }, { cidr: two }];
    assert.deepEqual(rangesOf({ ...list, inputs: { entries } }), [one, two]);
    assert.deepEqual(rangesOf({ ...list, type: "aws-native:ec2:PrefixList", inputs: { entries } }), [one, two]);
    assert.deepEqual(rangesOf(list, entry(one), entry(two)), [one, two]);
    // As the next refresh shows it.
    assert.deepEqual(rangesOf({ ...list, outputs: { entries } }, entry(one), entry(two)), [one, two]);
  });

  it("are not known while one of their entries is not, or was seen and is written nowhere", () => {
    assert.ok(isUnknown(rangesOf(list, entry(one), entry(open))));
    assert.ok(isUnknown(rangesOf(list, entry(one), entry(two, open))));
    assert.ok(isUnknown(rangesOf({ ...list, outputs: { entries: [{ cidr: one }] } })));
  });
});
