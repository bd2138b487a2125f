import assert from "node:assert/strict";
import { packOf } from "../../../policy/framework/pack";
import { type Rule, rule } from "../../../policy/framework/rule";

const named = (id: string, severity: Rule["severity"], reads: Rule["reads"]): Rule =>
  rule({ id, severity, reads, sentence: "", why: "", fix: "", level: "advisory", controls: [], url: "" });

describe("what rules are told of the others", () => {
  const pack = packOf([
    named("a", "high", { "aws:rds/instance:Instance": ["publiclyAccessible", "tags"] }),
    named("b", "medium", {
      "aws:rds/instance:Instance": ["password"],
      "aws-native:backup:BackupVault": ["backupVaultTags", "accessPolicy"],
    }),
    named("c", "low", { "aws:rds/instance:Instance": ["monitoringInterval"] }),
  ]);

  it("is every rule's id", () => {
    assert.deepEqual([...pack.ids], ["a", "b", "c"]);
  });

  it("is every property a rule of some weight depends on, but tags", () => {
    assert.deepEqual([...pack.judged("aws:rds/instance:Instance")], ["publiclyAccessible", "password"]);
    assert.deepEqual([...pack.judged("aws-native:backup:BackupVault")], ["accessPolicy"]);
    assert.deepEqual([...pack.judged("aws:s3/bucket:Bucket")], []);
  });
});
