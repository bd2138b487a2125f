import assert from "node:assert/strict";
import { requiredTags } from "../../../../policy/rules/pulumi/required-tags";
import { type Options, judge, unknown } from "../../judge";
import { judges } from "../../tables";

const knobs = { keys: ["Owner", "Stage"], patterns: { Stage: "^(dev|prod)$", Cost: "^[0-9]+$", Broken: "(" } };
const options: Options = { knobs };
const defaultTags = JSON.stringify({ tags: { Owner: "orders", Cost: "x" } });

judges(requiredTags, "aws:rds/instance:Instance", {
  base: { tags: { Owner: "orders", Stage: "dev" } },
  options,
  passes: {
    "a tag of the provider's": [{ tags: { Stage: "dev", Cost: "7" } }, { provider: { defaultTags } }],
    "anything where no tag is required": [{ tags: undefined }, { knobs: {} }],
    "a value whose pattern is none": { tags: { Owner: "orders", Stage: "dev", Broken: "b" } },
    "a required tag whose value is not known yet": { tags: { Owner: unknown, Stage: "dev" } },
  },
  finds: {
    "no tags": [{ tags: undefined }, ['tags has no tag "Owner"', 'tags has no tag "Stage"']],
    "a missing tag": [{ tags: { Owner: "orders" } }, 'tags has no tag "Stage"'],
    "a value that does not fit": [
      { tags: { Owner: "orders", Stage: "test" } },
      "tags.Stage does not match ^(dev|prod)$",
    ],
    "a value of the provider's that does not fit": [
      {},
      "defaultTags.tags.Cost does not match ^[0-9]+$",
      { provider: { defaultTags } },
    ],
    "a missing tag where the provider's are no JSON": [
      { tags: { Owner: "orders" } },
      'tags has no tag "Stage"',
      { provider: { defaultTags: "{" } },
    ],
  },
  undecided: {
    "unknown tags": { tags: unknown },
    "a value with a pattern": { tags: { Owner: "orders", Stage: unknown } },
  },
});

it("required-tags leaves open what the provider may add", () => {
  const provider = { defaultTags: unknown };
  const { findings, decided } = judge(
    requiredTags,
    "aws:kms/key:Key",
    { tags: { Owner: "orders" } },
    { knobs, provider },
  );
  assert.deepEqual([findings, decided], [[], false]);
});

judges(requiredTags, "aws-native:rds:DbInstance", {
  base: {
    tags: [
      { key: "Owner", value: "orders" },
      { key: "Stage", value: "dev" },
    ],
  },
  options,
  finds: {
    "a missing tag": [{ tags: [{ key: "Owner", value: "orders" }] }, 'tags has no tag "Stage"'],
    "an element without a key": [{ tags: [{ value: "a" }, { key: "Owner" }] }, 'tags has no tag "Stage"'],
    "a value that does not fit": [
      {
        tags: [
          { key: "Stage", value: "test" },
          { key: "Owner", value: "" },
        ],
      },
      "tags[0].value does not match ^(dev|prod)$",
    ],
  },
  undecided: {
    "a key not known yet": { tags: [{ key: "Owner", value: "orders" }, { key: unknown }] },
    "a tag not known yet": { tags: [{ key: "Owner", value: "orders" }, unknown] },
    "unknown tags": { tags: unknown },
  },
});

judges(requiredTags, "aws-native:backup:BackupVault", {
  base: { backupVaultTags: { Owner: "orders", Stage: "dev" } },
  options,
  finds: { "a missing tag": [{ backupVaultTags: { Owner: "a" } }, 'backupVaultTags has no tag "Stage"'] },
});
