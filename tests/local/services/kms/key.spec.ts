import assert from "node:assert/strict";
import { createAlias, retargetAlias } from "../../../../local/services/kms/alias";
import { aliasKind, keyKind } from "../../../../local/services/kms/entities";
import { keyOf } from "../../../../local/services/kms/find-key";
import { createKey, modifyKey, putKeyPolicy, scheduleKeyDeletion } from "../../../../local/services/kms/key";
import { awsManagedKey, letsService, usableKey } from "../../../../local/services/kms/use-key";
import { policy } from "../iam/roles";
import { consumer, owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { keyRequest } from "../surroundings";

const everything = { Action: "kms:*", Resource: "*" };
const root = { AWS: `arn:aws:iam::${owner.account}:root` };

async function oneKey() {
  const services = testServices();
  return { services, key: await createKey(services, owner, keyRequest()) };
}

describe("KMS's keys", () => {
  it("leave it to the account's own policies unless told otherwise, and turn yearly", async () => {
    const { key } = await oneKey();
    assert.match(key.data.policy, /"Principal":\{"AWS":"arn:aws:iam::111111111111:root"\},"Action":"kms:\*"/);
    assert.equal(key.data.rotationPeriodInDays, 365);
    assert.equal(key.arn, `arn:aws:kms:us-east-1:111111111111:key/${key.id}`);
  });

  it("refuse a policy that shuts their account out, unless that is wanted", async () => {
    const services = testServices();
    const other = policy({ Principal: { AWS: consumer.account }, ...everything });
    const locked = { ...keyRequest(), policy: other };
    await refused(
      createKey(services, owner, locked),
      "MalformedPolicyDocumentException",
      /will not allow you to update/,
    );
    await createKey(services, owner, { ...locked, bypassPolicyLockoutSafetyCheck: true });
  });

  it("refuse a policy that is none, or names who does not exist", async () => {
    const { services, key } = await oneKey();
    const put = (text: string) => putKeyPolicy(services, owner, key.id, text, false);
    await refused(put("{"), "MalformedPolicyDocumentException", /invalid Json/);
    const missing = policy({ Principal: { AWS: [root.AWS, "arn:aws:iam::111111111111:role/x"] }, ...everything });
    await refused(put(missing), "MalformedPolicyDocumentException", /one or more invalid principals/);
  });

  it("refuse a use their material does not serve, and rotation where there is none", async () => {
    const services = testServices();
    const rsa = { ...keyRequest(), keySpec: "RSA_2048", keyRotationEnabled: false };
    await createKey(services, owner, { ...rsa, keyUsage: "SIGN_VERIFY" });
    await refused(createKey(services, owner, { ...rsa, keyUsage: "GENERATE_VERIFY_MAC" }), "ValidationException");
    const rotated = { ...rsa, keyRotationEnabled: true };
    await refused(createKey(services, owner, rotated), "UnsupportedOperationException");
  });

  it("are found by id, ARN, alias and alias ARN, in their Region alone", async () => {
    const { services, key } = await oneKey();
    const alias = await createAlias(services, owner, "alias/orders", key.arn);
    for (const name of [key.id, key.arn, "alias/orders", alias.arn]) {
      assert.equal(keyOf(services.store, owner, name)?.id, key.id, name);
      assert.equal(keyOf(services.store, { ...owner, region: "us-west-2" }, name), undefined, name);
    }
    assert.equal(keyOf(services.store, consumer, key.id), undefined);
    assert.equal(keyOf(services.store, consumer, key.arn)?.id, key.id);
  });

  it("serve while they are enabled, symmetric and not about to go", async () => {
    const { services, key } = await oneKey();
    assert.equal(usableKey(services.store, owner, key.id)?.id, key.id);
    await modifyKey(services, owner, key.id, { ...keyRequest(), enabled: false });
    assert.equal(usableKey(services.store, owner, key.id), undefined);
    await modifyKey(services, owner, key.id, { ...keyRequest(), enabled: true });
    await scheduleKeyDeletion(services, owner, key.id, 30);
    assert.equal(usableKey(services.store, owner, key.id), undefined);
    assert.equal(services.store.get(keyKind, key.id)?.data.deletionDate, "2026-12-21T12:00:00.000Z");
    await refused(modifyKey(services, owner, key.id, keyRequest()), "KMSInvalidStateException", /is pending deletion/);
  });

  it("have names of their own, and lose them when they go", async () => {
    const { services, key } = await oneKey();
    await createAlias(services, owner, "alias/orders", key.id);
    await refused(
      createAlias(services, owner, "alias/orders", key.id),
      "AlreadyExistsException",
      /alias\/orders already/,
    );
    await refused(createAlias(services, owner, "alias/aws/rds", key.id), "NotAuthorizedException");
    await refused(createAlias(services, owner, "orders", key.id), "InvalidAliasNameException");
    await refused(createAlias(services, owner, "alias/other", "missing"), "NotFoundException");
    const second = await createKey(services, owner, keyRequest());
    await retargetAlias(services, owner, "alias/orders", second.id);
    await scheduleKeyDeletion(services, owner, second.id, 7);
    assert.deepEqual(services.store.list(aliasKind), []);
  });

  it("of AWS's own are made once for a service, account and Region", async () => {
    const services = testServices();
    const made = await services.store.transaction((transaction) =>
      [owner, owner, consumer].map((caller) => awsManagedKey(transaction, services.ids, caller, "rds").arn),
    );
    assert.equal(made[0], made[1]);
    assert.notEqual(made[0], made[2]);
  });

  it("let a service in only as far as their policy says", async () => {
    const services = testServices();
    const logs = {
      Principal: { Service: "logs.us-east-1.amazonaws.com" },
      Action: ["kms:Encrypt", "kms:Decrypt", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
      Resource: "*",
      Condition: {
        ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:us-east-1:111111111111:log-group:/db/*" },
      },
    };
    const statements = [
      { Effect: "Allow", Principal: root, ...everything },
      { Effect: "Allow", ...logs },
    ];
    const text = JSON.stringify({ Version: "2012-10-17", Statement: statements });
    const key = await createKey(services, owner, { ...keyRequest(), policy: text });
    const lets = (service: string, group: string) =>
      letsService(services, key, service, {
        "kms:encryptioncontext:aws:logs:arn": `arn:aws:logs:us-east-1:111111111111:log-group:${group}`,
      });
    assert.equal(lets("logs.us-east-1.amazonaws.com", "/db/orders"), true);
    assert.equal(lets("logs.us-east-1.amazonaws.com", "/app/orders"), false);
    assert.equal(lets("backup.amazonaws.com", "/db/orders"), false);
  });
});
