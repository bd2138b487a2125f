import assert from "node:assert/strict";
import { awsScope } from "../../../local/providers/aws-scope";

const config = { allowedAccountIds: '["111111111111"]', region: "us-east-1" };

describe("where a provider instance works", () => {
  it("is the one allowed account and the Region", () => {
    assert.deepEqual(awsScope("aws", config), { account: "111111111111", region: "us-east-1", defaultTags: {} });
  });

  it("takes the structured settings of an explicit provider, which travel as JSON text, and a stack file's lists", () => {
    const settings = { ...config, defaultTags: '{"tags":{"team":"a"}}' };
    assert.deepEqual(awsScope("aws", settings).defaultTags, { team: "a" });
    assert.equal(awsScope("aws", { ...config, allowedAccountIds: ["222222222222"] }).account, "222222222222");
  });

  it("does not look at credentials or at how AWS is reached", () => {
    const settings = { ...config, accessKey: "x", secretKey: "y", profile: "prod", skipCredentialsValidation: "true" };
    assert.equal(awsScope("aws", settings).account, "111111111111");
  });

  for (const [situation, changes, message] of [
    [
      "no account is set",
      { allowedAccountIds: undefined },
      /aws:allowedAccountIds must name exactly one.*it is not set/,
    ],
    ["several are", { allowedAccountIds: '["1","2"]' }, /aws:allowedAccountIds.*it has 2 entries/],
    [
      "it is no account",
      { allowedAccountIds: '["12"]' },
      /aws:allowedAccountIds must be an account of 12 digits, got "12"/,
    ],
    ["no Region is set", { region: undefined }, /aws:region must be a Region.*it is not set/],
    ["it is no Region", { region: "Frankfurt" }, /aws:region must be a Region such as us-east-1, got "Frankfurt"/],
    [
      "the local cloud has no such Region",
      { region: "us-gov-west-1" },
      /us-gov-west-1 is not in the local cloud, which has/,
    ],
    [
      "the account is forbidden too",
      { forbiddenAccountIds: '["111111111111"]' },
      /aws:forbiddenAccountIds has 111111111111/,
    ],
    [
      "a role of another account is assumed",
      { assumeRoles: '[{"roleArn":"arn:aws:iam::222222222222:role/deploy"}]' },
      /AWS account ID not allowed/,
    ],
    [
      "a setting is not modelled",
      { ignoreTags: '{"keys":["a"]}' },
      /aws:ignoreTags is not modelled by the local cloud/,
    ],
  ] as const) {
    it(`is refused with the key's name when ${situation}`, () => {
      assert.throws(() => awsScope("aws", { ...config, ...changes }), message);
    });
  }

  it("tells all mistakes together, with the keys of the provider that has them", () => {
    assert.throws(() => awsScope("aws-native", {}), /aws-native:allowedAccountIds .*; aws-native:region /);
  });

  it("says what to do", () => {
    assert.throws(() => awsScope("aws", {}), /pulumi config set --path 'aws:allowedAccountIds\[0\]'/);
  });
});
