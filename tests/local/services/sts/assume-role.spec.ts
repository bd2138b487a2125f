import assert from "node:assert/strict";
import { operatorCredentials } from "../../../../local/services/iam/access-key";
import { deleteRole } from "../../../../local/services/iam/role";
import { NotModelledError } from "../../../../local/services/not-modelled";
import type { Services } from "../../../../local/services/services";
import { assumeRole, type AssumeRoleRequest } from "../../../../local/services/sts/assume-role";
import { credentialsOf } from "../../../../local/services/sts/credentials";
import { sessionKind } from "../../../../local/services/sts/entities";
import { policy, roleWith, sessionOf, trust } from "../iam/roles";
import { consumer, outsider, owner, testServices } from "../../test-services";
import { refused } from "../refused";

const withId = { StringEquals: { "sts:ExternalId": "sesame" } };
const root = { AWS: `arn:aws:iam::${consumer.account}:root` };
const roleArn = `arn:aws:iam::${owner.account}:role/connect`;

async function shared(trusts = trust(root, withId), changes: Partial<Services> = {}) {
  const services = testServices(changes);
  await roleWith(services, owner, "connect", { trusts });
  const assume = (request: Partial<AssumeRoleRequest> = {}) =>
    assumeRole(services, {
      ...{ callerAccount: consumer.account, roleArn, sessionName: "app", externalId: "sesame", ...request },
    });
  return { services, assume };
}

describe("taking on a role", () => {
  it("gives credentials for an hour that stand for the role's session", async () => {
    const { services, assume } = await shared();
    const { accessKeyId, secretAccessKey, sessionToken, expiration } = await assume();
    assert.match(accessKeyId, /^ASIA[A-Z2-7]{16}$/);
    assert.equal(secretAccessKey.length, 40);
    assert.equal(expiration.toISOString(), "2026-11-21T13:00:00.000Z");
    assert.deepEqual(credentialsOf(services, accessKeyId), {
      ...{ secretAccessKey, sessionToken, expiration },
      principal: {
        arn: `arn:aws:sts::${owner.account}:assumed-role/connect/app`,
        account: owner.account,
        roleArn,
      },
    });
    const stored = JSON.stringify(services.store.list(sessionKind));
    assert.ok(!stored.includes(secretAccessKey) && !stored.includes(sessionToken));
  });

  for (const [title, request] of [
    ["another external id", { externalId: "please" }],
    ["another account", { callerAccount: outsider.account }],
    ["a role that is missing", { roleArn: `${roleArn}-missing` }],
  ] as const) {
    it(`is refused with ${title}, in the same words`, async () => {
      const { assume } = await shared();
      const words = /^User: arn:aws:iam::\d{12}:root is not authorized to perform: sts:AssumeRole on resource: arn:/;
      await refused(assume(request), "AccessDenied", words);
    });
  }

  it("is refused without any external id where one is wanted", async () => {
    const { services } = await shared();
    const request = { callerAccount: consumer.account, roleArn, sessionName: "app" };
    await refused(assumeRole(services, request), "AccessDenied");
  });

  it("is refused where another statement denies it", async () => {
    const trusts = JSON.stringify({
      Statement: [
        { Effect: "Allow", Principal: root, Action: "sts:AssumeRole" },
        {
          Effect: "Deny",
          Principal: "*",
          Action: "sts:AssumeRole",
          Condition: { StringNotEquals: { "sts:ExternalId": "x" } },
        },
      ],
    });
    const { assume } = await shared(trusts);
    await refused(assume(), "AccessDenied");
    await assume({ externalId: "x" });
  });

  it("is limited to an organisation", async () => {
    const trusts = trust("*", { StringEquals: { "aws:PrincipalOrgID": "o-localcloud1" } });
    const { assume } = await shared(trusts);
    await assume();
    await refused(assume({ callerAccount: outsider.account }), "AccessDenied");
  });

  it("takes the caller's own leave where the trust is in its account, and for another role's session", async () => {
    const { services, assume } = await shared();
    const silent = sessionOf(await roleWith(services, consumer, "silent"));
    const allows = [policy({ Action: "sts:AssumeRole", Resource: roleArn })];
    const sent = sessionOf(await roleWith(services, consumer, "sent", { allows }));
    await refused(assume({ caller: silent }), "AccessDenied", /assumed-role\/silent\/test is not authorized/);
    await assume({ caller: sent });
    await refused(assume({ caller: sent, durationSeconds: 7200 }), "ValidationError");
  });

  it("is not guessed where the trust says what is not known here", async () => {
    const { assume } = await shared(trust(root, { Bool: { "aws:MultiFactorAuthPresent": "true" } }));
    await assert.rejects(assume(), (error: unknown) => {
      assert.ok(error instanceof NotModelledError);
      assert.match(error.message, /aws:MultiFactorAuthPresent/);
      return true;
    });
  });

  it("lasts at least 15 minutes and no longer than the role says", async () => {
    const { assume } = await shared();
    await refused(assume({ durationSeconds: 899 }), "ValidationError");
    await refused(assume({ durationSeconds: 3601 }), "ValidationError", /exceeds the MaxSessionDuration/);
    await refused(assume({ sessionName: "x" }), "ValidationError", /roleSessionName/);
  });

  it("is forgotten once it has run out", async () => {
    let now = "2026-11-21T12:00:00.000Z";
    const { services, assume } = await shared(undefined, { clock: { now: () => new Date(now) } });
    const first = await assume();
    now = "2026-11-21T13:00:01.000Z";
    await assume();
    assert.equal(credentialsOf(services, first.accessKeyId), undefined);
    assert.equal(services.store.list(sessionKind).length, 1);
  });

  it("means nothing once the role is gone", async () => {
    const { services, assume } = await shared();
    await deleteRole(services, owner, "connect", true);
    await refused(assume(), "AccessDenied");
  });
});

describe("an operator's own credentials", () => {
  it("are the same each time, and stand for the account", async () => {
    const services = testServices();
    const first = await operatorCredentials(services, owner.account);
    assert.match(first.accessKeyId, /^AKIA/);
    assert.deepEqual(await operatorCredentials(services, owner.account), first);
    assert.deepEqual(credentialsOf(services, first.accessKeyId)?.principal, {
      arn: `arn:aws:iam::${owner.account}:root`,
      account: owner.account,
    });
    assert.equal(credentialsOf(services, "AKIAUNKNOWN"), undefined);
  });
});
