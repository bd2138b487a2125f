import * as assert from "node:assert/strict";
import * as pulumi from "@pulumi/pulumi";

import { checkedSubnetIds, subnetIdsProblems } from "../../../components/database/subnet-ids";
import { deploy } from "../deploy";

const PROBLEM = "subnetIds must be at least two, in different zones, got 1";
const checked = (ids: string[]) =>
  deploy(() => checkedSubnetIds(pulumi.output(ids), (problem) => new pulumi.RunError(problem)));

describe("the subnets of a database", () => {
  it("given as a list are checked at once", () => {
    assert.deepEqual(subnetIdsProblems(["subnet-a"]), [PROBLEM]);
    assert.deepEqual(subnetIdsProblems(["subnet-a", pulumi.output("subnet-b")]), []);
  });

  it("given as one output are checked as soon as they are known", async () => {
    assert.deepEqual(subnetIdsProblems(pulumi.output(["subnet-a"])), []);
    await assert.rejects(checked(["subnet-a"]), { message: PROBLEM });
    assert.deepEqual((await checked(["subnet-a", "subnet-b"])).outputs, ["subnet-a", "subnet-b"]);
  });
});
