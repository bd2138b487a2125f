import assert from "node:assert/strict";
import { attachRolePolicy, detachRolePolicy } from "../../../../local/services/iam/attachment";
import { roleKind } from "../../../../local/services/iam/entities";
import { createPolicy, deletePolicy } from "../../../../local/services/iam/policy";
import { deleteRole } from "../../../../local/services/iam/role";
import { putRolePolicy } from "../../../../local/services/iam/role-policy";
import { NotModelledError } from "../../../../local/services/not-modelled";
import { consumer, owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { policy, roleWith, trust } from "./roles";

const services = testServices;
const badTrust = "MalformedPolicyDocument";

describe("IAM's roles", () => {
  for (const [title, trusts, words] of [
    ["that is no JSON", "{", /contains invalid Json/],
    [
      "with a resource",
      policy({ Principal: "*", Action: "sts:AssumeRole", Resource: "*" }),
      /prohibited field Resource/,
    ],
    ["without a principal", policy({ Action: "sts:AssumeRole" }), /required field Principal/],
    ["for another action", policy({ Principal: "*", Action: "s3:GetObject" }), /only specify STS AssumeRole actions/],
    ["with an unknown word", policy({ Principal: "*", Action: "sts:AssumeRole", Note: "x" }), /Syntax errors/],
    ["with an unknown effect", policy({ Effect: "allow", Principal: "*", Action: "sts:AssumeRole" }), /Syntax errors/],
    [
      "for a role that is missing",
      trust({ AWS: "arn:aws:iam::222222222222:role/app" }),
      /Invalid principal in policy: "AWS":"arn:aws:iam::222222222222:role\/app"/,
    ],
    ["for an organisation's id", trust({ AWS: "o-localcloud1" }), /Invalid principal/],
    ["for a service that is none", trust({ Service: "backup" }), /"SERVICE":"backup"/],
  ] as const) {
    it(`refuse a trust policy ${title}`, async () => {
      await refused(roleWith(services(), owner, "app", { trusts }), badTrust, words);
    });
  }

  it("trust accounts whether or not they are known here, and roles that exist", async () => {
    const shared = services();
    const app = await roleWith(shared, consumer, "app");
    await roleWith(shared, owner, "connect", { trusts: trust({ AWS: [app.arn, "333333333333"] }) });
  });

  it("are not trusted to users, which the local cloud has not", async () => {
    const trusts = trust({ AWS: "arn:aws:iam::111111111111:user/bob" });
    await assert.rejects(roleWith(services(), owner, "app", { trusts }), NotModelledError);
  });

  it("have names that are unique in their account, whatever the case", async () => {
    const shared = services();
    await roleWith(shared, owner, "App");
    await refused(roleWith(shared, owner, "app"), "EntityAlreadyExists", /Role with name app already exists/);
    await roleWith(shared, consumer, "app");
    await refused(roleWith(shared, owner, "a b"), "ValidationError", /roleName is invalid/);
  });

  it("stay while they have policies, unless that is forced", async () => {
    const shared = services();
    await roleWith(shared, owner, "app", { allows: [policy({ Action: "rds-db:connect", Resource: "*" })] });
    await refused(deleteRole(shared, owner, "app", false), "DeleteConflict", /must delete policies first/);
    await attachRolePolicy(shared, owner, "app", "arn:aws:iam::aws:policy/ReadOnlyAccess");
    await refused(deleteRole(shared, owner, "app", false), "DeleteConflict", /must detach all policies first/);
    await deleteRole(shared, owner, "app", true);
    assert.deepEqual(shared.store.list(roleKind), []);
  });
});

describe("IAM's policies", () => {
  for (const [title, statement, words] of [
    ["with a principal", { Principal: "*", Action: "s3:*", Resource: "*" }, /should not specify a principal/],
    ["without a resource", { Action: "s3:*" }, /must contain resources/],
    ["without an action", { Resource: "*" }, /must contain actions/],
    ["with an action of no service", { Action: "connect", Resource: "*" }, /prefaced by a vendor/],
    ["with a resource that is no ARN", { Action: "s3:*", Resource: "bucket" }, /Resource bucket must be in ARN format/],
  ] as const) {
    it(`refuse a document ${title}`, async () => {
      const shared = services();
      await roleWith(shared, owner, "app");
      const request = { roleName: "app", policyName: "p", policyDocument: policy(statement) };
      await refused(putRolePolicy(shared, owner, request), "MalformedPolicyDocument", words);
    });
  }

  it("have no more than 10,240 characters together on a role, white space left out", async () => {
    const shared = services();
    const padded = (length: number) => policy({ Sid: "x".repeat(length), Action: "s3:*", Resource: "*" });
    await roleWith(shared, owner, "app", { allows: [padded(5000), padded(5000)] });
    const third = { roleName: "app", policyName: "third", policyDocument: padded(200) };
    await refused(putRolePolicy(shared, owner, third), "LimitExceeded", /10240 bytes exceeded for role app/);
    const first = { roleName: "app", policyName: "policy-0", policyDocument: padded(100) };
    await putRolePolicy(shared, owner, first);
  });

  it("stay while they are attached, and are attached ten at most", async () => {
    const shared = services();
    await roleWith(shared, owner, "app");
    const names = { path: "/", description: "", policyDocument: policy({ Action: "s3:*", Resource: "*" }), tags: {} };
    for (let count = 0; count < 10; count++) {
      const { arn } = await createPolicy(shared, owner, { policyName: `p${count}`, ...names });
      await attachRolePolicy(shared, owner, "app", arn);
    }
    const eleventh = attachRolePolicy(shared, owner, "app", "arn:aws:iam::aws:policy/ReadOnlyAccess");
    await refused(eleventh, "LimitExceeded", /PoliciesPerRole: 10/);
    const arn = "arn:aws:iam::111111111111:policy/p0";
    await refused(deletePolicy(shared, owner, arn), "DeleteConflict", /attached to entities/);
    await detachRolePolicy(shared, owner, "app", arn);
    await deletePolicy(shared, owner, arn);
  });

  it("of another account, and AWS's that are not known here, are not attached", async () => {
    const shared = services();
    await roleWith(shared, owner, "app");
    const foreign = attachRolePolicy(shared, owner, "app", "arn:aws:iam::222222222222:policy/p");
    await refused(foreign, "NoSuchEntity", /does not exist or is not attachable/);
    const unknown = attachRolePolicy(shared, owner, "app", "arn:aws:iam::aws:policy/AmazonS3FullAccess");
    await assert.rejects(unknown, NotModelledError);
  });
});
