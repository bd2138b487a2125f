import * as assert from "node:assert/strict";

import { readAwsSettings } from "../../stacks/aws-settings";

const values = { "aws:region": "eu-west-1", "aws:allowedAccountIds": '["111122223333"]' };
const problems = (change: Record<string, string>) =>
  readAwsSettings({ ...values, ...change }).problems.map(({ key, text }) => `${key} ${text}`);

describe("the aws: configuration", () => {
  it("says where the stack lives", () => {
    assert.deepEqual(readAwsSettings(values), {
      settings: { place: { accountId: "111122223333", region: "eu-west-1" } },
      problems: [],
    });
  });

  it("passes profile, role and tags on to the provider that does not read it", () => {
    const { settings } = readAwsSettings({
      ...values,
      "aws:profile": "owner",
      "aws:assumeRoles": '[{"roleArn":"arn:aws:iam::111122223333:role/deploy","externalId":"x"}]',
      "aws:defaultTags": '{"tags":{"team":"data"}}',
    });
    assert.equal(settings?.profile, "owner");
    assert.deepEqual(settings.assumeRole, { roleArn: "arn:aws:iam::111122223333:role/deploy", externalId: "x" });
    assert.deepEqual(settings.defaultTags, { tags: { team: "data" } });
  });

  it("must name a Region", () => {
    assert.deepEqual(problems({ "aws:region": "europe" }), [
      'aws:region must be a Region such as eu-west-1, got "europe"',
    ]);
  });

  for (const region of ["us-gov-west-1", "cn-north-1", "ap-southeast-5", "mx-central-1"]) {
    it(`may name ${region}`, () => {
      assert.deepEqual(problems({ "aws:region": region }), []);
    });
  }

  const text = "must be the one account of this stack, twelve digits in quotes, so that no other is changed by mistake";
  for (const [ids, got] of [
    ["[]", "nothing"],
    ['["111122223333","444455556666"]', '["111122223333","444455556666"]'],
    ['["11112222333"]', '["11112222333"]'],
    // What YAML makes of 011122223333 without quotes.
    ["[1226909403]", "[1226909403]"],
  ] as const) {
    it(`must name one account, not ${ids}`, () => {
      assert.deepEqual(problems({ "aws:allowedAccountIds": ids }), [`aws:allowedAccountIds ${text}, got ${got}`]);
    });
  }

  it("must have its tags as a map", () => {
    assert.deepEqual(problems({ "aws:defaultTags": "team=data" }), [
      'aws:defaultTags must be a map with tags, got "team=data"',
    ]);
  });

  it("must not chain roles, which aws-native cannot", () => {
    assert.deepEqual(problems({ "aws:assumeRoles": '[{"roleArn":"arn:1"},{"roleArn":"arn:2"}]' }), [
      "aws:assumeRoles[1] must not be: the aws-native provider assumes one role, not a chain",
    ]);
  });
});
