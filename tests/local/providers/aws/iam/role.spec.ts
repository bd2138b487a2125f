import assert from "node:assert/strict";
import { Deployment } from "../deployment";

const type = "aws:iam/role:Role";
const assumeRolePolicy = JSON.stringify({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Principal: { Service: "backup.amazonaws.com" }, Action: "sts:AssumeRole" }],
});
const readOnly = "arn:aws:iam::aws:policy/ReadOnlyAccess";
const inline = {
  name: "keys",
  policy: JSON.stringify({ Version: "2012-10-17", Statement: { Effect: "Allow", Action: "kms:*", Resource: "*" } }),
};

describe("aws:iam:Role", () => {
  it("is known by its name and has AWS's outputs", async () => {
    const aws = new Deployment();
    const role = await aws.create(type, { assumeRolePolicy, tags: { team: "data" } }, "reader");
    assert.match(role.id, /^reader-[0-9a-f]{7}$/);
    assert.equal(role.outputs.arn, `arn:aws:iam::111111111111:role/${role.id}`);
    assert.match(String(role.outputs.uniqueId), /^AROA/);
    assert.equal(role.outputs.createDate, "2026-11-21T12:00:00.000Z");
    assert.deepEqual(role.outputs.tagsAll, { team: "data" });
    assert.equal(role.outputs.region, undefined);
  });

  it("changes nothing the second time, nor after a refresh or an import", async () => {
    for (const inputs of [
      { assumeRolePolicy },
      { assumeRolePolicy, description: "reads", path: "/app/", maxSessionDuration: 7200, tags: { a: "b" } },
      { assumeRolePolicy, managedPolicyArns: [readOnly], inlinePolicies: [inline] },
    ]) {
      const aws = new Deployment();
      await aws.assertSteady(await aws.create(type, inputs), inputs);
    }
  });

  it("takes a document for its text, and a trust policy in other words for the same", async () => {
    const aws = new Deployment();
    const role = await aws.create(type, { assumeRolePolicy: JSON.parse(assumeRolePolicy) as object });
    assert.equal(role.outputs.assumeRolePolicy, assumeRolePolicy);
    const words = `{ "Statement": { "Action": ["sts:AssumeRole"], "Effect": "Allow",
      "Principal": { "Service": ["backup.amazonaws.com"] } }, "Version": "2012-10-17" }`;
    assert.deepEqual(aws.diff(role, { assumeRolePolicy: words }), []);
  });

  it("replaces what AWS cannot rename and updates the rest", async () => {
    const aws = new Deployment();
    const role = await aws.create(type, { assumeRolePolicy });
    const trust = assumeRolePolicy.replace("backup", "monitoring.rds");
    assert.deepEqual(aws.diff(role, { assumeRolePolicy, name: "other", path: "/app/" }), ["name!", "path!"]);
    const updated = await aws.update(role, { assumeRolePolicy: trust, description: "new", maxSessionDuration: 4000 });
    assert.equal(updated.outputs.assumeRolePolicy, trust);
    assert.equal(updated.outputs.description, "new");
    assert.equal(updated.outputs.maxSessionDuration, 4000);
  });

  it("has exactly the policies it lists", async () => {
    const aws = new Deployment();
    const role = await aws.create(type, { assumeRolePolicy, managedPolicyArns: [readOnly], inlinePolicies: [inline] });
    const other = { assumeRolePolicy, managedPolicyArns: ["arn:aws:iam::aws:policy/SecurityAudit"] };
    const updated = await aws.update(role, { ...other, inlinePolicies: [{ ...inline, name: "other" }] });
    assert.deepEqual(updated.outputs.managedPolicyArns, other.managedPolicyArns);
    assert.deepEqual(updated.outputs.inlinePolicies, [{ ...inline, name: "other" }]);
  });

  it("cannot be deleted under a policy attached elsewhere, unless that is forced", async () => {
    for (const forceDetachPolicies of [false, true]) {
      const aws = new Deployment();
      const role = await aws.create(type, { assumeRolePolicy, forceDetachPolicies });
      await aws.create("aws:iam/rolePolicyAttachment:RolePolicyAttachment", { role: role.id, policyArn: readOnly });
      const deletion = aws.delete(role);
      if (forceDetachPolicies) await deletion;
      else await assert.rejects(deletion, /deleting IAM Role .*DeleteConflict: Cannot delete entity, must detach all/);
      assert.equal((await aws.refresh(role)) === undefined, forceDetachPolicies);
    }
  });

  it("says what is wrong with it", () => {
    const aws = new Deployment();
    assert.deepEqual(aws.problems(type, { assumeRolePolicy: "no", maxSessionDuration: 60, namePrefix: "a" }), [
      "namePrefix the local cloud does not model property namePrefix of aws:iam/role:Role; see local/README.md",
      'assumeRolePolicy must be JSON, got "no"',
      "maxSessionDuration must be 3600 to 43200, got 60",
    ]);
  });
});
