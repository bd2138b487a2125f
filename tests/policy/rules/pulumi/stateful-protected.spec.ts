import assert from "node:assert/strict";
import { statefulProtected } from "../../../../policy/rules/pulumi/stateful-protected";
import { judge } from "../../judge";

describe("stateful-protected", () => {
  for (const type of Object.keys(statefulProtected.reads)) {
    it(`wants ${type} protected`, () => {
      assert.deepEqual(judge(statefulProtected, type, {}).findings, ["protect is off"]);
      assert.deepEqual(judge(statefulProtected, type, {}, { protect: true }).findings, []);
    });
  }

  it("leaves members of a cluster to the cluster", () => {
    const props = { dbClusterIdentifier: "orders" };
    assert.deepEqual(judge(statefulProtected, "aws-native:rds:DbInstance", props).findings, []);
  });
});
