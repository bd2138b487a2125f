import assert from "node:assert/strict";
import type { Properties } from "../../../../../local/providers/resource-type";
import { Deployment } from "../deployment";

const keyType = "aws:kms/key:Key";
const aliasType = "aws:kms/alias:Alias";
const policyType = "aws:kms/keyPolicy:KeyPolicy";
const statement = {
  Sid: "Owner",
  Effect: "Allow",
  Principal: { AWS: "arn:aws:iam::111111111111:root" },
  Action: "kms:*",
  Resource: "*",
};
const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const lockingOut = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ ...statement, Principal: { AWS: "222222222222" } }],
});

describe("aws:kms:Key", () => {
  it("is known by its id and has AWS's outputs", async () => {
    const { id, outputs } = await new Deployment().create(keyType, {});
    assert.match(id, /^[0-9a-f-]{36}$/);
    assert.equal(outputs.keyId, id);
    assert.equal(outputs.arn, `arn:aws:kms:us-east-1:111111111111:key/${id}`);
    assert.equal(outputs.region, "us-east-1");
    assert.match(String(outputs.policy), /Enable IAM User Permissions/);
  });

  it("changes nothing the second time, nor after a refresh or an import", async () => {
    const cases: readonly (readonly [Properties, ...(readonly string[])])[] = [
      [{}],
      [{ description: "logs", enableKeyRotation: true, deletionWindowInDays: 30, policy }, "deletionWindowInDays"],
      [{ enableKeyRotation: true, rotationPeriodInDays: 180, isEnabled: false, multiRegion: true, tags: { a: "b" } }],
      [{ customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY" }],
    ];
    for (const [inputs, ...untold] of cases) {
      const aws = new Deployment();
      await aws.assertSteady(await aws.create(keyType, inputs), inputs, untold);
    }
  });

  it("replaces what its material is made of and updates the rest", async () => {
    const aws = new Deployment();
    const key = await aws.create(keyType, { description: "one", enableKeyRotation: true, rotationPeriodInDays: 100 });
    const made = { customerMasterKeySpec: "RSA_2048", keyUsage: "SIGN_VERIFY", multiRegion: true };
    assert.deepEqual(aws.diff(key, { ...made, description: "one", enableKeyRotation: true }), [
      "customerMasterKeySpec!",
      "keyUsage!",
      "multiRegion!",
    ]);
    const updated = await aws.update(key, { enableKeyRotation: true, isEnabled: false, policy, tags: { a: "b" } });
    assert.equal(updated.outputs.policy, policy);
    assert.equal(updated.outputs.isEnabled, false);
    assert.equal(updated.outputs.description, "one");
    assert.equal(updated.outputs.rotationPeriodInDays, 100);
  });

  it("waits for its deletion as long as it was told, and counts as gone", async () => {
    const aws = new Deployment();
    const key = await aws.create(keyType, { deletionWindowInDays: 7 });
    await aws.delete(key);
    assert.equal(await aws.refresh(key), undefined);
    const [entity] = aws.services.store.list<{ deletionDate: string }>("kms:key");
    assert.equal(entity?.data.deletionDate, "2026-11-28T12:00:00.000Z");
    await aws.delete(key);
  });

  it("refuses a rotation period without rotation, and a policy that locks the account out", async () => {
    const aws = new Deployment();
    assert.deepEqual(aws.problems(keyType, { rotationPeriodInDays: 100 }), [
      "rotationPeriodInDays is for a key that is rotated; set enableKeyRotation to true or remove it",
    ]);
    await assert.rejects(aws.create(keyType, { policy: lockingOut }), /creating KMS Key: MalformedPolicyDocument/);
    await aws.create(keyType, { policy: lockingOut, bypassPolicyLockoutSafetyCheck: true });
  });
});

describe("aws:kms:Alias", () => {
  it("makes itself a name under alias/ and follows its key, whatever names it", async () => {
    const aws = new Deployment();
    const [one, other] = [await aws.create(keyType, {}), await aws.create(keyType, {})];
    const inputs = { targetKeyId: one.id };
    const alias = await aws.create(aliasType, inputs, "logs");
    assert.match(alias.id, /^alias\/logs-[0-9a-f]{7}$/);
    assert.equal(alias.outputs.arn, `arn:aws:kms:us-east-1:111111111111:${alias.id}`);
    assert.equal(alias.outputs.targetKeyArn, one.outputs.arn);
    await aws.assertSteady(alias, inputs);
    assert.deepEqual(aws.diff(alias, { targetKeyId: one.outputs.arn }), []);
    const updated = await aws.update(alias, { targetKeyId: other.outputs.arn });
    assert.equal(updated.outputs.targetKeyId, other.id);
    assert.deepEqual(aws.diff(updated, { targetKeyId: other.id, name: "alias/x" }), ["name!"]);
    await aws.delete(updated);
    assert.equal(await aws.refresh(updated), undefined);
  });

  it("refuses a name that is none", () => {
    assert.deepEqual(new Deployment().problems(aliasType, { name: "logs", targetKeyId: "k" }), [
      'name must match ^alias\\/[a-zA-Z0-9/_-]+$, got "logs"',
    ]);
  });
});

describe("aws:kms:KeyPolicy", () => {
  it("puts its policy on the key, and AWS's own back when it goes", async () => {
    const aws = new Deployment();
    const key = await aws.create(keyType, {});
    const inputs = { keyId: key.id, policy };
    const keyPolicy = await aws.create(policyType, inputs);
    await aws.assertSteady(keyPolicy, inputs);
    assert.deepEqual(aws.diff(keyPolicy, { keyId: "other", policy: lockingOut }), ["keyId!", "policy"]);
    await assert.rejects(
      aws.update(keyPolicy, { ...inputs, policy: lockingOut }),
      /updating KMS Key Policy .*Malformed/,
    );
    assert.deepEqual(aws.diff((await aws.refresh(key)) ?? key, {}), [], "the key itself says nothing of its policy");
    await aws.delete(keyPolicy);
    assert.match(String((await aws.refresh(key))?.outputs.policy), /Enable IAM User Permissions/);
  });
});
