import assert from "node:assert/strict";
import { ramNoRetainOnLeave } from "../../../../policy/rules/ram/ram-no-retain-on-leave";
import { mended, unknown } from "../../judge";
import { judges } from "../../tables";

const configuration = (retainSharingOnAccountLeaveOrganization: unknown) => ({
  resourceShareConfiguration: { retainSharingOnAccountLeaveOrganization },
});

for (const type of ["aws:ram/resourceShare:ResourceShare", "aws-native:ram:ResourceShare"] as const) {
  judges(ramNoRetainOnLeave, type, {
    base: {},
    passes: { "the switch off": configuration(false) },
    finds: {
      "the switch on": [
        configuration(true),
        "resourceShareConfiguration.retainSharingOnAccountLeaveOrganization is true",
      ],
    },
    undecided: {
      "an unknown switch": configuration(unknown),
      "an unknown configuration": { resourceShareConfiguration: unknown },
    },
  });

  it(`ram-no-retain-on-leave mends ${type}`, () => {
    assert.deepEqual(mended(ramNoRetainOnLeave, type, configuration(true)), configuration(false));
  });
}
