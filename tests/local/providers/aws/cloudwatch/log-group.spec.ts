import assert from "node:assert/strict";
import { Deployment } from "../deployment";

const type = "aws:cloudwatch/logGroup:LogGroup";
const keyPolicy = (service: string) =>
  JSON.stringify({
    Statement: [
      { Effect: "Allow", Principal: { AWS: "111111111111" }, Action: "kms:*", Resource: "*" },
      { Effect: "Allow", Principal: { Service: service }, Action: "kms:*", Resource: "*" },
    ],
  });

describe("aws:cloudwatch:LogGroup", () => {
  it("is known by its name and has an ARN without a star", async () => {
    const { id, outputs } = await new Deployment().create(type, {}, "access-logs");
    assert.match(id, /^access-logs-[0-9a-f]{7}$/);
    assert.equal(outputs.arn, `arn:aws:logs:us-east-1:111111111111:log-group:${id}`);
    assert.equal(outputs.retentionInDays, 0);
    assert.equal(outputs.logGroupClass, "STANDARD");
  });

  it("changes nothing the second time, nor after a refresh or an import", async () => {
    for (const inputs of [
      {},
      { name: "/aws/rds/instance/orders/postgresql", retentionInDays: 365, tags: { a: "b" } },
      { logGroupClass: "INFREQUENT_ACCESS", deletionProtectionEnabled: true },
      { logGroupClass: "DELIVERY" },
    ]) {
      const aws = new Deployment();
      await aws.assertSteady(await aws.create(type, inputs), inputs);
    }
  });

  it("takes a key whose policy lets CloudWatch Logs use it, and no other", async () => {
    const aws = new Deployment();
    const keyFor = async (service: string) => aws.create("aws:kms/key:Key", { policy: keyPolicy(service) });
    const fit = await keyFor("logs.us-east-1.amazonaws.com");
    const unfit = await keyFor("logs.eu-west-1.amazonaws.com");
    const group = await aws.create(type, { kmsKeyId: fit.outputs.arn });
    await aws.assertSteady(group, { kmsKeyId: fit.outputs.arn });
    await assert.rejects(aws.create(type, { kmsKeyId: unfit.outputs.arn }, "other"), {
      message: /^creating CloudWatch Logs Log Group: AccessDeniedException: The specified KMS key does not exist or/,
    });
  });

  it("replaces name and class and updates the rest", async () => {
    const aws = new Deployment();
    const group = await aws.create(type, { retentionInDays: 7, deletionProtectionEnabled: true, tags: { a: "b" } });
    assert.deepEqual(aws.diff(group, { name: "x", logGroupClass: "INFREQUENT_ACCESS" }), [
      "logGroupClass!",
      "name!",
      "retentionInDays",
      "tags",
    ]);
    const updated = await aws.update(group, { retentionInDays: 0 });
    assert.equal(updated.outputs.retentionInDays, 0);
    assert.equal(updated.outputs.deletionProtectionEnabled, true, "protection stays until it is taken away");
    await assert.rejects(aws.delete(updated), /ValidationException: Log group has deletion protection enabled/);
    await aws.delete(await aws.update(updated, { deletionProtectionEnabled: false }));
    assert.equal(await aws.refresh(updated), undefined);
  });

  it("stays in AWS when told to skip its destruction", async () => {
    const aws = new Deployment();
    const group = await aws.create(type, { skipDestroy: true });
    await aws.delete(group);
    assert.notEqual(await aws.refresh(group), undefined);
  });

  it("refuses a retention AWS has no step for", () => {
    assert.match(
      new Deployment().problems(type, { retentionInDays: 2 }).join(),
      /retentionInDays must be one of 0, 1, 3/,
    );
  });
});
