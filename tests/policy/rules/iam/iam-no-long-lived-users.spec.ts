import assert from "node:assert/strict";
import { iamNoLongLivedUsers } from "../../../../policy/rules/iam/iam-no-long-lived-users";
import { judge, unknown } from "../../judge";
import { judges } from "../../tables";

describe("iam-no-long-lived-users on what is such a mistake by being there", () => {
  for (const [type, what] of [
    ["aws:iam/accessKey:AccessKey", "gets an access key, which does not expire"],
    ["aws:iam/userLoginProfile:UserLoginProfile", "gets a console password"],
    ["aws:iam/userPolicy:UserPolicy", "gets a policy of its own"],
    ["aws:iam/userPolicyAttachment:UserPolicyAttachment", "gets a policy of its own"],
    ["aws-native:iam:UserPolicy", "gets a policy of its own"],
  ] as const) {
    it(`finds ${type}`, () => {
      const verdict = judge(iamNoLongLivedUsers, type, { user: unknown, userName: "a" });
      assert.deepEqual(verdict, { findings: [`user ${what}`], decided: true });
    });
  }
});

judges(iamNoLongLivedUsers, "aws-native:iam:User", {
  base: { groups: ["readers"] },
  passes: { "empty lists": { managedPolicyArns: [], policies: [] } },
  finds: {
    "a console password": [{ loginProfile: { password: "x" } }, "loginProfile gives the user a console password"],
    "policies of its own": [
      { managedPolicyArns: [unknown], policies: [{ policyName: "a" }] },
      ["managedPolicyArns gives users policies of their own", "policies gives users policies of their own"],
    ],
  },
  undecided: { "unknown lists": { managedPolicyArns: unknown } },
});

for (const [type, property] of [
  ["aws:iam/policyAttachment:PolicyAttachment", "users"],
  ["aws-native:iam:ManagedPolicy", "users"],
  ["aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive", "policyArns"],
] as const) {
  judges(iamNoLongLivedUsers, type, {
    base: {},
    passes: { "an empty list": { [property]: [] } },
    finds: { "a list": [{ [property]: ["a"] }, `${property} gives users policies of their own`] },
    undecided: { "an unknown list": { [property]: unknown } },
  });
}
