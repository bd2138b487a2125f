import assert from "node:assert/strict";
import { access, type AccessRequest } from "../../../../local/services/iam/access";
import { attachRolePolicy } from "../../../../local/services/iam/attachment";
import { isAllowed } from "../../../../local/services/iam/is-allowed";
import { createPolicy } from "../../../../local/services/iam/policy";
import { operatorOf } from "../../../../local/services/iam/principal";
import { modifyRole } from "../../../../local/services/iam/role";
import { NotModelledError } from "../../../../local/services/not-modelled";
import { consumer, outsider, owner, testServices } from "../../test-services";
import { policy, roleWith, sessionOf } from "./roles";

const login = "arn:aws:rds-db:us-east-1:111111111111:dbuser:db-ABC/app";
const connect = { action: "rds-db:connect", resource: login };

async function decided(...allows: string[]): Promise<boolean> {
  const services = testServices();
  const role = await roleWith(services, owner, "app", { allows });
  return isAllowed(services, { principal: sessionOf(role), ...connect }).allowed;
}

describe("what a role may do", () => {
  for (const [title, expected, statements] of [
    ["what its policy names", true, [{ Action: "rds-db:connect", Resource: login }]],
    ["what wildcards cover", true, [{ Action: "rds-db:*", Resource: "arn:aws:rds-db:*:*:dbuser:db-???/*" }]],
    ["actions whatever their case", true, [{ Action: "RDS-DB:Connect", Resource: "*" }]],
    ["everything but what NotAction names", true, [{ NotAction: "iam:*", Resource: "*" }]],
    ["not what no policy names", false, [{ Action: "rds:Describe*", Resource: "*" }]],
    ["not the same as another user", false, [{ Action: "rds-db:connect", Resource: login.replace("app", "other") }]],
    ["not what NotResource names", false, [{ Action: "rds-db:connect", NotResource: login }]],
    [
      "not what one statement denies, whatever the others allow",
      false,
      [
        { Action: "*", Resource: "*" },
        { Effect: "Deny", Action: "rds-db:connect", Resource: "*" },
      ],
    ],
    [
      "what a condition on its account admits",
      true,
      [{ Action: "*", Resource: "*", Condition: { StringEquals: { "aws:PrincipalAccount": owner.account } } }],
    ],
    [
      "what a condition on its place in the organisation admits",
      true,
      [
        {
          Action: "*",
          Resource: "*",
          Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": ["o-nobody/*", "o-*/r-root/*"] } },
        },
      ],
    ],
    [
      "not what a condition on another place in the organisation admits",
      false,
      [
        {
          Action: "*",
          Resource: "*",
          Condition: { "ForAnyValue:StringLike": { "aws:PrincipalOrgPaths": "o-*/r-ab12/*" } },
        },
      ],
    ],
    [
      "not after the time its condition sets",
      false,
      [{ Action: "*", Resource: "*", Condition: { DateLessThan: { "aws:CurrentTime": "2026-11-21T11:59:59Z" } } }],
    ],
    [
      "until the time its condition sets",
      true,
      [{ Action: "*", Resource: "*", Condition: { DateLessThan: { "aws:CurrentTime": "2026-11-21T12:00:01Z" } } }],
    ],
  ] as const) {
    it(`is ${title}`, async () => {
      assert.equal(await decided(...statements.map((it) => policy(it))), expected);
    });
  }

  it("is nothing at all without a policy, and AWS's words say why", async () => {
    const services = testServices();
    const role = await roleWith(services, owner, "app");
    assert.deepEqual(isAllowed(services, { principal: sessionOf(role), ...connect }), {
      allowed: false,
      reason: "because no identity-based policy allows the rds-db:connect action",
    });
  });

  it("is what its managed policies allow, within its boundary", async () => {
    const services = testServices();
    const role = await roleWith(services, owner, "app");
    const names = { path: "/", description: "", tags: {} };
    const everything = policy({ Action: "*", Resource: "*" });
    const own = await createPolicy(services, owner, { policyName: "all", policyDocument: everything, ...names });
    await attachRolePolicy(services, owner, "app", own.arn);
    const allowed = () => isAllowed(services, { principal: sessionOf(role), ...connect }).allowed;
    assert.equal(allowed(), true);
    const settings = { ...role.data, permissionsBoundary: "arn:aws:iam::aws:policy/SecretsManagerReadWrite" };
    await modifyRole(services, owner, "app", settings);
    assert.equal(allowed(), false);
  });

  it("is not guessed where a policy that matters says what is not known here", async () => {
    for (const Condition of [
      { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } },
      { NumericEquals: { "aws:CurrentTime": 1 } },
    ]) {
      await assert.rejects(decided(policy({ Action: "*", Resource: "*", Condition })), NotModelledError);
      assert.equal(await decided(policy({ Action: "s3:*", Resource: "*", Condition })), false);
    }
    await assert.rejects(
      decided(policy({ Action: "*", Resource: "arn:aws:rds-db:*:*:dbuser:*/${aws:username}" })),
      NotModelledError,
    );
  });

  it("is everything for an account's operator, but in no other account", () => {
    const services = testServices();
    assert.equal(isAllowed(services, { principal: operatorOf(owner.account), ...connect }).allowed, true);
    assert.equal(isAllowed(services, { principal: operatorOf(consumer.account), ...connect }).allowed, false);
  });
});

describe("a resource's own policy", () => {
  const resource = "arn:aws:secretsmanager:us-east-1:111111111111:secret:orders-AbCdEf";
  const action = "secretsmanager:GetSecretValue";

  async function asked(
    from: typeof owner,
    resourcePolicy: string | undefined,
    allows: readonly string[],
    more: Partial<AccessRequest> = {},
  ) {
    const services = testServices();
    const role = await roleWith(services, from, "reader", { allows });
    const principal = sessionOf(role);
    return access(services, { principal, action, resource, resourceAccount: owner.account, resourcePolicy, ...more });
  }

  const reads = [policy({ Action: action, Resource: "*" })];
  const to = (account: string) =>
    policy({ Principal: { AWS: `arn:aws:iam::${account}:root` }, Action: action, Resource: "*" });

  it("is needed by another account, beside the reader's own", async () => {
    assert.equal((await asked(consumer, undefined, reads)).allowed, false);
    assert.equal((await asked(consumer, to(consumer.account), [])).allowed, false);
    assert.equal((await asked(consumer, to(consumer.account), reads)).allowed, true);
    assert.equal((await asked(consumer, to(outsider.account), reads)).allowed, false);
  });

  it("suffices in the same account when it names the reader, not when it names the account", async () => {
    const reader = policy({
      Principal: { AWS: "arn:aws:iam::111111111111:role/reader" },
      Action: action,
      Resource: "*",
    });
    assert.equal((await asked(owner, reader, [])).allowed, true);
    assert.equal((await asked(owner, to(owner.account), [])).allowed, false);
  });

  it("admits by organisation", async () => {
    const Condition = { StringEquals: { "aws:PrincipalOrgID": "o-localcloud1" } };
    const members = policy({ Principal: "*", Action: action, Resource: "*", Condition });
    assert.equal((await asked(consumer, members, reads)).allowed, true);
    assert.equal((await asked(outsider, members, reads)).allowed, false);
  });

  it("denies whoever it denies", async () => {
    const all = policy({ Effect: "Deny", Principal: "*", Action: "*", Resource: "*" });
    assert.deepEqual(await asked(owner, all, reads), {
      allowed: false,
      reason: "with an explicit deny in a resource-based policy",
    });
  });

  it("has the last word on a key, even in its own account", async () => {
    const decides = { resourcePolicyDecides: true };
    assert.equal((await asked(owner, undefined, reads, decides)).allowed, false);
    assert.equal((await asked(owner, to(owner.account), reads, decides)).allowed, true);
  });
});
