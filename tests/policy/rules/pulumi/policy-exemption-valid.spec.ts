import assert from "node:assert/strict";
import { policyExemptionValid } from "../../../../policy/rules/pulumi/policy-exemption-valid";
import { requiredTags } from "../../../../policy/rules/pulumi/required-tags";
import { type Options, node } from "../../judge";
import { judges, judgesStack } from "../../tables";

const rules = [policyExemptionValid, requiredTags];
const settings = { allowTagExemptions: true };
const options: Options = { rules, settings };
const tags = {
  "policy-exempt": "required-tags",
  "policy-exempt-reason": "rebuilt nightly",
  "policy-exempt-owner": "orders",
  "policy-exempt-expires": "2026-12-31",
};
const at = "tags.policy-exempt (required-tags)";

judges(policyExemptionValid, "aws:rds/instance:Instance", {
  base: { tags },
  options,
  passes: {
    "no tags": { tags: undefined },
    "other tags": { tags: { Owner: "orders" } },
    "the last day that is allowed": { tags: { ...tags, "policy-exempt-expires": "2027-02-19" } },
    "today as the last day": { tags: { ...tags, "policy-exempt-expires": "2026-11-21" } },
  },
  finds: {
    "one where tags may not exempt": [
      {},
      `${at} has no effect: allowTagExemptions is off`,
      { settings: { allowTagExemptions: false } },
    ],
    "one without a reason": [{ tags: { ...tags, "policy-exempt-reason": " " } }, `${at} has no reason`],
    "one without anything": [
      { tags: { "policy-exempt": "required-tags" } },
      `${at} has no reason, has no owner, has no expiry date`,
    ],
    "one that has expired": [
      { tags: { ...tags, "policy-exempt-expires": "2026-11-20" } },
      `${at} expired on 2026-11-20`,
    ],
    "one that runs too long": [
      { tags: { ...tags, "policy-exempt-expires": "2027-02-20" } },
      `${at} runs for 91 days, more than 90`,
    ],
    "one that runs longer than is set": [
      { tags: { ...tags, "policy-exempt-expires": "2026-11-30" } },
      `${at} runs for 9 days, more than 7`,
      { settings: { ...settings, exemptionMaxDays: 7 } },
    ],
    "one whose day is none": [
      { tags: { ...tags, "policy-exempt-expires": "31.12.2026" } },
      `${at} has an expiry date that is no YYYY-MM-DD: "31.12.2026"`,
    ],
    "one for a rule nobody knows, beside a good one": [
      { tags: { ...tags, "policy-exempt": "required-tags, nothing" } },
      "tags.policy-exempt (nothing) names no rule of this pack",
    ],
  },
});

judges(policyExemptionValid, "aws-native:rds:DbInstance", {
  base: { tags: Object.entries(tags).map(([key, value]) => ({ key, value })) },
  options,
  finds: {
    "one without an owner": [
      {
        tags: Object.entries(tags)
          .filter(([key]) => key !== "policy-exempt-owner")
          .map(([key, value]) => ({ key, value })),
      },
      `${at} has no owner`,
    ],
  },
});

it("policy-exemption-valid judges every type of both packages", () => {
  const types = ["aws:sns/topic:Topic", "aws-native:sns:Topic", "random:index:RandomId", "my-aws:a:B"];
  assert.deepEqual(
    types.map((type) => policyExemptionValid.appliesTo?.(type)),
    [true, true, false, false],
  );
});

const exemption = {
  rule: "required-tags",
  urnPattern: "urn:pulumi:dev::shop::*::db",
  reason: "rebuilt nightly",
  owner: "orders",
  expires: "2026-12-31",
};
const stack = [node("aws:rds/instance:Instance", "db"), node("aws:kms/key:Key", "key")];
const settled = (...exemptions: readonly object[]): Options => ({ rules, settings: { exemptions } });

judgesStack(policyExemptionValid, {
  options: settled(
    exemption,
    { ...exemption, urnPattern: "*" },
    { ...exemption, urnPattern: "*::nothing" },
    { ...exemption, urnPattern: "urn:pulumi:prod::shop::*::nothing" },
  ),
  passes: {
    "exemptions that fit, or that may be another stack's": stack,
    "no resources at all": [],
  },
});
judgesStack(policyExemptionValid, { passes: { "no exemptions": stack } });

judgesStack(policyExemptionValid, {
  options: settled(
    exemption,
    { ...exemption, rule: "nothing" },
    { ...exemption, reason: undefined, expires: "2026-01-01" },
    { ...exemption, urnPattern: "urn:pulumi:dev::shop::*::dbx" },
    { ...exemption, urnPattern: "db" },
    { ...exemption, urnPattern: "x*" },
  ),
  finds: {
    "each exemption's own faults": [
      stack,
      [
        "stack: exemptions[1] (nothing) names no rule of this pack",
        "stack: exemptions[2] (required-tags) has no reason, expired on 2026-01-01",
        "stack: exemptions[3] (required-tags) fits no resource of this stack",
        "stack: exemptions[4] (required-tags) can fit no URN",
        "stack: exemptions[5] (required-tags) can fit no URN",
      ],
    ],
  },
});
