import assert from "node:assert/strict";
import { latticeAuthTypeIam } from "../../../../policy/rules/lattice/lattice-auth-type-iam";
import { mended, unknown } from "../../judge";
import { judges } from "../../tables";

for (const type of [
  "aws:vpclattice/serviceNetwork:ServiceNetwork",
  "aws:vpclattice/service:Service",
  "aws-native:vpclattice:ServiceNetwork",
  "aws-native:vpclattice:Service",
] as const) {
  judges(latticeAuthTypeIam, type, {
    base: { authType: "AWS_IAM" },
    finds: {
      "no type, which is NONE": [{ authType: undefined }, "authType is left out"],
      NONE: [{ authType: "NONE" }, "authType is NONE"],
      "a type AWS does not know": [{ authType: "IAM" }, "authType has another value"],
    },
    undecided: { "an unknown type": { authType: unknown } },
  });

  it(`lattice-auth-type-iam mends ${type}`, () => {
    assert.deepEqual(mended(latticeAuthTypeIam, type, { authType: "NONE" }), { authType: "AWS_IAM" });
  });
}
