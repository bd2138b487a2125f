import assert from "node:assert/strict";
import { Deployment } from "../deployment";

const roleType = "aws:iam/role:Role";
const inlineType = "aws:iam/rolePolicy:RolePolicy";
const attachmentType = "aws:iam/rolePolicyAttachment:RolePolicyAttachment";
const policyType = "aws:iam/policy:Policy";
const assumeRolePolicy = JSON.stringify({
  Statement: [{ Effect: "Allow", Principal: { AWS: "111111111111" }, Action: "sts:AssumeRole" }],
});
const statement = { Effect: "Allow", Action: ["rds-db:connect"], Resource: ["*"] };
const policy = JSON.stringify({ Version: "2012-10-17", Statement: [statement] });
const otherPolicy = policy.replace("rds-db:connect", "kms:Decrypt");

async function withRole(): Promise<Deployment> {
  const aws = new Deployment();
  await aws.create(roleType, { name: "app", assumeRolePolicy });
  return aws;
}

describe("aws:iam:RolePolicy", () => {
  it("is known by role and name, keeps still, and follows its policy", async () => {
    const aws = await withRole();
    const inputs = { role: "app", name: "connect", policy };
    const created = await aws.create(inlineType, inputs);
    assert.equal(created.id, "app:connect");
    await aws.assertSteady(created, inputs);
    const sameWords = JSON.stringify({
      Statement: { ...statement, Action: "rds-db:connect", Resource: "*" },
      Version: "2012-10-17",
    });
    assert.deepEqual(aws.diff(created, { ...inputs, policy: sameWords }), []);
    assert.deepEqual(aws.diff(created, { role: "b", name: "c", policy }), ["name!", "role!"]);
    const updated = await aws.update(created, { ...inputs, policy: otherPolicy });
    assert.equal(updated.outputs.policy, otherPolicy);
    await aws.delete(updated);
    assert.equal(await aws.refresh(updated), undefined);
  });

  it("has AWS's word for a role that is not there", async () => {
    const creation = new Deployment().create(inlineType, { role: "nobody", policy });
    await assert.rejects(creation, {
      message: "creating IAM Role Policy: NoSuchEntity: The role with name nobody cannot be found.",
    });
  });
});

describe("aws:iam:RolePolicyAttachment", () => {
  it("is known by role and policy, and is gone once it is detached", async () => {
    const aws = await withRole();
    const policyArn = "arn:aws:iam::aws:policy/service-role/AWSBackupServiceRolePolicyForBackup";
    const inputs = { role: "app", policyArn };
    const created = await aws.create(attachmentType, inputs);
    assert.equal(created.id, `app/${policyArn}`);
    await aws.assertSteady(created, inputs);
    assert.deepEqual(aws.diff(created, { role: "b", policyArn: "c" }), ["policyArn!", "role!"]);
    await aws.delete(created);
    assert.equal(await aws.refresh(created), undefined);
    await aws.delete(created);
  });

  it("refuses a managed policy of AWS's that the local cloud does not have, by name", async () => {
    const aws = await withRole();
    const policyArn = "arn:aws:iam::aws:policy/Unheard";
    await assert.rejects(aws.create(attachmentType, { role: "app", policyArn }), /does not model .*policy\/Unheard/);
  });
});

describe("aws:iam:Policy", () => {
  it("is known by its ARN, keeps still, and follows its document", async () => {
    const aws = await withRole();
    const inputs = { name: "connect", path: "/db/", description: "logs in", policy, tags: { a: "b" } };
    const created = await aws.create(policyType, inputs);
    assert.equal(created.id, "arn:aws:iam::111111111111:policy/db/connect");
    assert.equal(created.outputs.arn, created.id);
    assert.match(String(created.outputs.policyId), /^ANPA/);
    await aws.assertSteady(created, inputs);
    const changed = { name: "x", path: "/y/", description: "z", policy };
    assert.deepEqual(aws.diff(created, changed), ["description!", "name!", "path!", "tags"]);
    const updated = await aws.update(created, { ...inputs, policy: otherPolicy, tags: {} });
    assert.equal(updated.outputs.policy, otherPolicy);
    assert.deepEqual(updated.outputs.tags, {});
  });

  it("counts its attachments and cannot be deleted under one", async () => {
    const aws = await withRole();
    const created = await aws.create(policyType, { policy });
    const attachment = await aws.create(attachmentType, { role: "app", policyArn: created.id });
    assert.equal((await aws.refresh(created))?.outputs.attachmentCount, 1);
    await assert.rejects(aws.delete(created), /DeleteConflict: Cannot delete a policy attached to entities/);
    await aws.delete(attachment);
    await aws.delete(created);
    assert.equal(await aws.refresh(created), undefined);
  });
});
