import assert from "node:assert/strict";
import { operatorOf, type AwsPrincipal } from "../../../../local/services/iam/principal";
import { createKey, scheduleKeyDeletion } from "../../../../local/services/kms/key";
import { createDbInstance } from "../../../../local/services/rds/create-instance";
import { secretVersionKind } from "../../../../local/services/secrets-manager/entities";
import { getSecretValue } from "../../../../local/services/secrets-manager/get-secret-value";
import { setResourcePolicy } from "../../../../local/services/secrets-manager/resource-policy";
import { createSecret, deleteSecret, modifySecret } from "../../../../local/services/secrets-manager/secret";
import { putSecretValue, versionAt } from "../../../../local/services/secrets-manager/secret-version";
import type { Services } from "../../../../local/services/services";
import { policy, roleWith, sessionOf } from "../iam/roles";
import { consumer, owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { instanceRequest, keyRequest, surroundings } from "../surroundings";

const reads = "secretsmanager:GetSecretValue";

async function oneSecret(changes: Partial<Services> = {}, settings: { kmsKeyId?: string } = {}) {
  const services = testServices(changes);
  const request = { name: "orders/app", description: "", tags: {}, ...settings };
  const secret = await createSecret(services, owner, request);
  const put = (value: string) => putSecretValue(services, owner, secret.id, { value, isBinary: false });
  const get = (principal: AwsPrincipal = operatorOf(owner.account), region = owner.region) =>
    getSecretValue(services, principal, region, secret.id).value;
  return { services, secret, put, get };
}

describe("Secrets Manager's secrets", () => {
  it("have ARNs of their own, and names that are unique", async () => {
    const { services, secret } = await oneSecret();
    assert.match(secret.arn, /^arn:aws:secretsmanager:us-east-1:111111111111:secret:orders\/app-\w{6}$/);
    const again = { name: "orders/app", description: "", tags: {} };
    await refused(createSecret(services, owner, again), "ResourceExistsException", /secret orders\/app already exists/);
    await createSecret(services, consumer, again);
    await refused(createSecret(services, owner, { ...again, name: "a b" }), "ValidationException");
  });

  it("keep the value before the last, and seal them all", async () => {
    const { services, secret, put, get } = await oneSecret();
    await refused(() => get(), "ResourceNotFoundException", /staging label: AWSCURRENT/);
    for (const value of ["first-value", "second-value", "third-value"]) await put(value);
    assert.equal(get(), "third-value");
    const previous = versionAt(services.store, secret.id, "AWSPREVIOUS");
    assert.equal(services.seals.open(previous?.data.sealedValue ?? ""), "second-value");
    assert.ok(!/first-value|second-value|third-value/.test(JSON.stringify(services.store.list(secretVersionKind))));
    await refused(put("x".repeat(65_537)), "ValidationException");
  });

  it("wait for their deletion, unreadable and with their name taken, unless it is forced", async () => {
    let now = "2026-11-21T12:00:00Z";
    const { services, secret, put, get } = await oneSecret({ clock: { now: () => new Date(now) } });
    await put("value");
    await refused(deleteSecret(services, owner, secret.id, 6), "InvalidParameterException", /between 7 and 30/);
    await deleteSecret(services, owner, secret.id, 7);
    await refused(() => get(), "InvalidRequestException", /marked for deletion/);
    const again = { name: "orders/app", description: "", tags: {} };
    await refused(createSecret(services, owner, again), "InvalidRequestException", /scheduled for deletion/);
    now = "2026-11-28T12:00:00Z";
    const second = await createSecret(services, owner, again);
    assert.deepEqual(services.store.list(secretVersionKind), []);
    await deleteSecret(services, owner, second.id, 0);
    await createSecret(services, owner, again);
  });

  it("are encrypted with a key that can be used", async () => {
    const { services, secret } = await oneSecret();
    const settings = { description: "", tags: {} };
    const missing = modifySecret(services, owner, secret.id, { ...settings, kmsKeyId: "alias/none" });
    await refused(missing, "EncryptionFailure", /alias\/none/);
    const key = await createKey(services, owner, keyRequest());
    await modifySecret(services, owner, secret.id, { ...settings, kmsKeyId: key.arn });
    await scheduleKeyDeletion(services, owner, key.id, 7);
    const read = () => getSecretValue(services, operatorOf(owner.account), owner.region, secret.id);
    await refused(read, "DecryptionFailure");
  });

  it("that RDS manages are read by those who may, and changed by nobody", async () => {
    const services = testServices();
    await surroundings(services);
    const { data } = await createDbInstance(services, owner, instanceRequest());
    const arn = data.masterUserSecret?.secretArn ?? "";
    await refused(putSecretValue(services, owner, arn, { value: "x", isBinary: false }), "InvalidRequestException");
    await refused(deleteSecret(services, owner, arn, 0), "InvalidRequestException", /managed by rds/);
    assert.match(getSecretValue(services, operatorOf(owner.account), owner.region, arn).value, /"username":"dbowner"/);
  });
});

describe("reading a secret", () => {
  it("takes a role's own leave", async () => {
    const { services, secret, put, get } = await oneSecret();
    await put("value");
    const allows = [policy({ Action: reads, Resource: secret.arn })];
    assert.equal(get(sessionOf(await roleWith(services, owner, "reader", { allows }))), "value");
    const other = sessionOf(await roleWith(services, owner, "other"));
    const words =
      /^User: arn:aws:sts::\d{12}:assumed-role\/other\/test is not authorized to perform: secretsmanager:GetSecretValue on resource: arn:.* because no identity-based policy allows/;
    await refused(() => get(other), "AccessDeniedException", words);
  });

  it("happens in the secret's own Region", async () => {
    const { put, get } = await oneSecret();
    await put("value");
    await refused(() => get(undefined, "us-west-2"), "ResourceNotFoundException");
  });

  it("from another account takes the secret's policy and the account's own key's, never AWS's key", async () => {
    const { services, secret, put, get } = await oneSecret();
    await put("value");
    const reader = operatorOf(consumer.account);
    const admits = (action: string) => policy({ Principal: { AWS: reader.arn }, Action: action, Resource: "*" });
    await refused(() => get(reader), "AccessDeniedException", /no resource-based policy allows/);
    await setResourcePolicy(services, owner, secret.id, admits(reads), true);
    await refused(() => get(reader), "InvalidRequestException", /default KMS service key/);
    const key = await createKey(services, owner, keyRequest());
    await modifySecret(services, owner, secret.id, { description: "", tags: {}, kmsKeyId: key.arn });
    await refused(() => get(reader), "AccessDeniedException", /kms:Decrypt/);
    const shared = JSON.stringify({
      Statement: [
        { Effect: "Allow", Principal: { AWS: owner.account }, Action: "kms:*", Resource: "*" },
        {
          ...{ Effect: "Allow", Principal: { AWS: consumer.account }, Action: "kms:Decrypt", Resource: "*" },
          Condition: { StringEquals: { "kms:ViaService": "secretsmanager.us-east-1.amazonaws.com" } },
        },
      ],
    });
    const second = await createKey(services, owner, { ...keyRequest(), policy: shared });
    await modifySecret(services, owner, secret.id, { description: "", tags: {}, kmsKeyId: second.arn });
    assert.equal(get(reader), "value");
  });

  it("is not opened to everybody by a policy", async () => {
    const { services, secret } = await oneSecret();
    const open = policy({ Principal: "*", Action: reads, Resource: "*" });
    await refused(setResourcePolicy(services, owner, secret.id, open, true), "PublicPolicyException");
    await refused(setResourcePolicy(services, owner, secret.id, "[]", true), "MalformedPolicyDocumentException");
  });
});
