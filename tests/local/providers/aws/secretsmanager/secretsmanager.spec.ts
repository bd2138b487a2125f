import assert from "node:assert/strict";
import { Deployment } from "../deployment";

const secretType = "aws:secretsmanager/secret:Secret";
const versionType = "aws:secretsmanager/secretVersion:SecretVersion";
const policyType = "aws:secretsmanager/secretPolicy:SecretPolicy";
const policyFor = (principal: string) =>
  JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      { Effect: "Allow", Principal: { AWS: principal }, Action: "secretsmanager:GetSecretValue", Resource: "*" },
    ],
  });
const policy = policyFor("arn:aws:iam::222222222222:root");

describe("aws:secretsmanager:Secret", () => {
  it("is known by its ARN, which ends in six characters of AWS's", async () => {
    const { id, outputs } = await new Deployment().create(secretType, { name: "db/login" });
    assert.match(id, /^arn:aws:secretsmanager:us-east-1:111111111111:secret:db\/login-\w{6}$/);
    assert.equal(outputs.arn, id);
  });

  it("changes nothing the second time, nor after a refresh or an import", async () => {
    for (const inputs of [{}, { description: "login", policy, tags: { a: "b" } }, { policy: "{}" }]) {
      const aws = new Deployment();
      const untold = inputs.policy === "{}" ? ["policy"] : [];
      await aws.assertSteady(await aws.create(secretType, inputs), inputs, untold);
    }
  });

  it("replaces its name and updates the rest; {} takes its policy away, leaving it out does not", async () => {
    const aws = new Deployment();
    const key = await aws.create("aws:kms/key:Key", {});
    const secret = await aws.create(secretType, { policy });
    assert.deepEqual(aws.diff(secret, { name: "other", description: "new" }), ["description", "name!"]);
    const updated = await aws.update(secret, { description: "new", kmsKeyId: key.outputs.arn });
    assert.equal(updated.outputs.kmsKeyId, key.outputs.arn);
    assert.equal(updated.outputs.policy, policy);
    assert.equal((await aws.update(updated, { policy: "{}" })).outputs.policy, "{}");
    await assert.rejects(
      aws.create(secretType, { kmsKeyId: "none" }, "b"),
      /Secrets Manager Secret: EncryptionFailure/,
    );
  });

  it("waits for its deletion and keeps its name meanwhile, unless it goes at once", async () => {
    for (const recoveryWindowInDays of [0, 7]) {
      const aws = new Deployment();
      const inputs = { name: "login", recoveryWindowInDays };
      const secret = await aws.create(secretType, inputs);
      await aws.delete(secret);
      await aws.delete(secret);
      assert.equal(await aws.refresh(secret), undefined);
      const again = aws.create(secretType, inputs);
      if (recoveryWindowInDays === 0) await again;
      else await assert.rejects(again, /InvalidRequestException: .*already scheduled for deletion/);
    }
  });

  it("refuses a recovery window that AWS has not", () => {
    assert.deepEqual(new Deployment().problems(secretType, { recoveryWindowInDays: 3 }), [
      "recoveryWindowInDays must be 0, or 7 to 30, got 3",
    ]);
  });
});

describe("aws:secretsmanager:SecretVersion", () => {
  it("is known by secret and version, keeps still, and is replaced with its value", async () => {
    const aws = new Deployment();
    const secret = await aws.create(secretType, {});
    for (const inputs of [
      { secretId: secret.id, secretString: '{"password":"x"}' },
      { secretId: secret.id, secretBinary: "AAEC", versionStages: ["AWSCURRENT", "mine"] },
    ]) {
      const version = await aws.create(versionType, inputs);
      assert.equal(version.id, `${secret.id}|${String(version.outputs.versionId)}`);
      assert.equal(version.outputs.secretArn, secret.id);
      await aws.assertSteady(version, inputs);
      const changed = { secretId: "other", secretString: "new", versionStages: inputs.versionStages };
      assert.ok(aws.diff(version, changed).includes("secretString!"));
      assert.ok(aws.diff(version, changed).includes("secretId!"));
    }
  });

  it("hands the current stage to its replacement, then goes; the current one itself stays until its secret goes", async () => {
    const aws = new Deployment();
    const secret = await aws.create(secretType, { recoveryWindowInDays: 0 });
    const before = await aws.create(versionType, { secretId: secret.id, secretString: "1" });
    const after = await aws.create(versionType, { secretId: secret.id, secretString: "2" });
    assert.deepEqual((await aws.refresh(before))?.outputs.versionStages, ["AWSPREVIOUS"]);
    await aws.delete(before);
    assert.equal(await aws.refresh(before), undefined);
    await aws.delete(after);
    assert.notEqual(await aws.refresh(after), undefined);
    await aws.delete(secret);
    assert.equal(await aws.refresh(after), undefined);
  });

  it("moves stages without a new version, and leaves the current one its own", async () => {
    const aws = new Deployment();
    const secret = await aws.create(secretType, {});
    const first = await aws.create(versionType, { secretId: secret.id, secretString: "1" });
    const inputs = { secretId: secret.id, secretString: "2" };
    const second = await aws.create(versionType, inputs);
    const updated = await aws.update(second, { ...inputs, versionStages: ["blue"] });
    assert.deepEqual([updated.id, updated.outputs.versionStages], [second.id, ["AWSCURRENT", "blue"]]);
    assert.deepEqual((await aws.refresh(first))?.outputs.versionStages, ["AWSPREVIOUS"]);
    await aws.update(first, { secretId: secret.id, secretString: "1", versionStages: ["AWSCURRENT"] });
    assert.deepEqual((await aws.refresh(second))?.outputs.versionStages, ["blue", "AWSPREVIOUS"]);
  });

  it("lets no value be read in the store, nor in a message", async () => {
    const aws = new Deployment();
    const secret = await aws.create(secretType, {});
    await aws.create(versionType, { secretId: secret.id, secretString: "swordfish" });
    assert.doesNotMatch(JSON.stringify(aws.services.store.list("secrets-manager:secret-version")), /swordfish/);
    const both = aws.problems(versionType, { secretId: "a", secretString: "swordfish", secretBinary: "sword fish" });
    assert.equal(both.length, 1);
    assert.doesNotMatch(both.join(), /sword/);
  });

  it("needs a value", () => {
    assert.deepEqual(new Deployment().problems(versionType, { secretId: "a" }), [
      "secretString or secretBinary is required, and not empty; set one of the two",
    ]);
  });
});

describe("aws:secretsmanager:SecretPolicy", () => {
  it("is the secret's own policy, keeps still, and takes it away when it goes", async () => {
    const aws = new Deployment();
    const secret = await aws.create(secretType, {});
    const inputs = { secretArn: secret.id, policy };
    const created = await aws.create(policyType, inputs);
    assert.equal(created.id, secret.id);
    await aws.assertSteady(created, inputs);
    assert.deepEqual(aws.diff(secret, {}), []);
    assert.deepEqual(aws.diff(created, { secretArn: "other", policy: policyFor("111111111111") }), [
      "policy",
      "secretArn!",
    ]);
    await aws.delete(created);
    assert.equal(await aws.refresh(created), undefined);
    assert.equal((await aws.refresh(secret))?.outputs.policy, undefined);
  });

  it("refuses to let everybody in when told so", async () => {
    const aws = new Deployment();
    const secret = await aws.create(secretType, {});
    const inputs = { secretArn: secret.id, policy: policyFor("*"), blockPublicPolicy: true };
    await assert.rejects(aws.create(policyType, inputs), /Secrets Manager Secret Policy: PublicPolicyException/);
    await aws.create(policyType, { ...inputs, blockPublicPolicy: false });
  });
});
