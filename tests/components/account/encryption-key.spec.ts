import * as assert from "node:assert/strict";

import { EncryptionKey, type EncryptionKeyArgs } from "../../../components/account/encryption-key";
import { deploy } from "../deploy";

const args: EncryptionKeyArgs = { place: { accountId: "111122223333", region: "eu-west-1" }, description: "Logs" };

async function keyOf(change: Partial<EncryptionKeyArgs> = {}) {
  const { find } = await deploy((opts) => new EncryptionKey("logs", { ...args, ...change }, opts));
  const key = find("aws:kms/key:Key");
  return { ...key, policy: JSON.parse(key.inputs.policy) };
}

describe("an EncryptionKey", () => {
  it("rotates, and can be brought back for thirty days", async () => {
    const { inputs } = await keyOf();
    assert.equal(inputs.enableKeyRotation, true);
    assert.equal(inputs.deletionWindowInDays, 30);
  });

  it("belongs to its account alone", async () => {
    const { policy } = await keyOf();
    assert.deepEqual(
      policy.Statement.map((statement: { Principal: unknown }) => statement.Principal),
      [{ AWS: "arn:aws:iam::111122223333:root" }],
    );
  });

  it("admits CloudWatch Logs, for log groups of this account and Region", async () => {
    const { policy } = await keyOf({ forLogGroups: true });
    const [, logs] = policy.Statement;
    assert.deepEqual(logs.Principal, { Service: "logs.eu-west-1.amazonaws.com" });
    assert.deepEqual(logs.Condition, {
      ArnLike: { "kms:EncryptionContext:aws:logs:arn": "arn:aws:logs:eu-west-1:111122223333:log-group:*" },
    });
  });

  it("is protected unless told otherwise", async () => {
    assert.equal((await keyOf()).opts.protect, true);
    assert.equal((await keyOf({ protect: false })).opts.protect, false);
  });

  it("goes with the program unless it is to be kept", async () => {
    assert.equal((await keyOf()).opts.retainOnDelete, false);
    assert.equal((await keyOf({ retain: true })).opts.retainOnDelete, true);
  });

  it("has an alias", async () => {
    const { find } = await deploy(() => new EncryptionKey("logs", args));
    assert.equal(find("aws:kms/alias:Alias", "logs-alias").inputs.targetKeyId, "logs-key-key-id");
  });
});
