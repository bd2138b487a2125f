import assert from "node:assert/strict";
import { allowedRegions } from "../../../../policy/rules/pulumi/allowed-regions";
import { unknown } from "../../judge";
import { judges } from "../../tables";

for (const type of ["aws:rds/instance:Instance", "pulumi:providers:aws", "pulumi:providers:aws-native"] as const) {
  judges({ ...allowedRegions, reads: { [type]: ["region"] } }, type, {
    base: { region: "eu-central-1" },
    options: { settings: { regions: ["eu-central-1", "eu-west-1"] } },
    passes: {
      "another Region in use": { region: "eu-west-1" },
      "no Region, which is then the provider's": { region: undefined },
      "any Region, where none is listed": [{ region: "us-east-1" }, { settings: {} }],
    },
    finds: { "a Region not in use": [{ region: "us-east-1" }, "region is us-east-1, which is not in use"] },
    undecided: { "an unknown Region": { region: unknown } },
  });
}

describe("allowed-regions", () => {
  it("judges every type of aws, and the providers of both", () => {
    const types = ["aws:sns/topic:Topic", "aws-native:sns:Topic", "pulumi:providers:random", "awsx:ec2:Vpc"];
    assert.deepEqual(
      types.map((type) => allowedRegions.appliesTo?.(type)),
      [true, false, false, false],
    );
    assert.equal(allowedRegions.appliesTo?.("pulumi:providers:aws"), true);
    assert.equal(allowedRegions.appliesTo("pulumi:providers:aws-native"), true);
  });
});
