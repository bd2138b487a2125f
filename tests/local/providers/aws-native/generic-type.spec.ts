import assert from "node:assert/strict";
import { awsNativeProvider } from "../../../../local/providers/aws-native/provider";
import { Operations } from "../../../../local/providers/framework/operations";
import type { Properties } from "../../../../local/providers/resource-type";
import { testServices } from "../../test-services";

const scope = { account: "111111111111", region: "us-east-1", defaultTags: {} };

describe("a CloudFormation type that no service models", () => {
  const operations = new Operations(awsNativeProvider, testServices());
  const about = (type: string, changes = {}) => ({
    provider: "aws-native",
    scope: { ...scope, ...changes },
    type,
    urn: "urn:thing",
    name: "thing",
  });
  const check = (type: string, news: Properties) =>
    operations.check({ ...about(type), olds: {}, news, randomSeed: "5eed" });
  const reasons = (type: string, news: Properties): readonly string[] =>
    check(type, news).failures.map(({ property, reason }) => `${property} ${reason}`);
  const create = (type: string, inputs: Properties, changes = {}) =>
    operations.create({ ...about(type, changes), inputs, preview: false });

  it("is checked against AWS's specification, inside objects too", () => {
    assert.deepEqual(
      reasons("aws-native:s3:Bucket", {
        bucketName: "a",
        versioningConfiguration: { status: "On" },
        lifecycleConfiguration: {},
        colour: "red",
      }),
      [
        "colour the local cloud does not model property colour of aws-native:s3:Bucket; see local/README.md",
        "lifecycleConfiguration.rules is required; set it",
        'versioningConfiguration.status must be one of "Enabled", "Suspended", got "On"',
      ],
    );
  });

  it("spells `Id` within a property as the SDK does, for which Pulumi's own is the resource's alone", () => {
    const targets = [{ id: "alerts", arn: "arn:aws:sns:us-east-1:111111111111:alerts" }];
    assert.deepEqual(reasons("aws-native:events:Rule", { targets }), []);
    assert.deepEqual(reasons("aws-native:events:Rule", { targets: [{ arn: "arn" }] }), [
      "targets[0].id is required; set it",
    ]);
  });

  it("is named by the provider where it has a name", () => {
    assert.match(String(check("aws-native:s3:Bucket", {}).inputs.bucketName), /^thing-[0-9a-f]{7}$/);
    assert.match(String(check("aws-native:sns:Topic", {}).inputs.topicName), /^thing-[0-9a-f]{7}$/);
  });

  it("takes the provider's default tags, under its own", () => {
    const tagged = operations.check({
      ...about("aws-native:s3:Bucket", { defaultTags: { team: "a", stage: "dev" } }),
      olds: {},
      news: { tags: [{ key: "stage", value: "prod" }] },
      randomSeed: "",
    });
    assert.deepEqual(tagged.inputs.tags, [
      { key: "stage", value: "prod" },
      { key: "team", value: "a" },
    ]);
  });

  it("has its identifier and its ARN by AWS's templates, and no attribute that only the service could tell", async () => {
    const { id, properties } = await create("aws-native:s3:Bucket", { bucketName: "logs" });
    assert.equal(id, "logs");
    assert.deepEqual(properties, { bucketName: "logs", arn: "arn:aws:s3:::logs" });
  });

  it("is kept, changed, read and deleted in its account and Region only", async () => {
    const type = "aws-native:dynamodb:GlobalTable";
    const { id } = await create(type, { tableName: "t", replicas: [], billingMode: "PROVISIONED" });
    const news = { tableName: "t", replicas: [], billingMode: "PAY_PER_REQUEST" };
    const updated = await operations.update({ ...about(type), id, oldOutputs: {}, news, preview: false });
    assert.equal(updated.properties.billingMode, "PAY_PER_REQUEST");
    assert.match(String(updated.properties.arn), /^arn:aws:dynamodb::111111111111:global-table\/t$/);
    const elsewhere = { ...about(type, { account: "222222222222" }), id, properties: {} };
    assert.equal((await operations.read(elsewhere)).id, "");
    await operations.delete({ ...about(type), id, properties: {} });
    assert.equal((await operations.read({ ...about(type), id, properties: {} })).id, "");
  });

  it("exists once", async () => {
    await create("aws-native:sns:Topic", { topicName: "news" });
    await assert.rejects(create("aws-native:sns:Topic", { topicName: "news" }), {
      message:
        "creating AWS::SNS::Topic: AlreadyExistsException: Resource of type 'AWS::SNS::Topic' with identifier " +
        "'arn:aws:sns:us-east-1:111111111111:news' already exists.",
    });
  });

  it("is replaced where CloudFormation replaces it", () => {
    const { differences } = operations.diff({
      ...about("aws-native:s3:Bucket"),
      id: "logs",
      oldInputs: { bucketName: "a", accelerateConfiguration: { accelerationStatus: "Enabled" } },
      oldOutputs: {},
      news: { bucketName: "b", accelerateConfiguration: { accelerationStatus: "Suspended" } },
    });
    assert.deepEqual(
      differences.map(({ path, replaces }) => [path, replaces]),
      [
        ["accelerateConfiguration.accelerationStatus", false],
        ["bucketName", true],
      ],
    );
  });

  it("is refused, and says why, when only the service could tell its identifier", () => {
    assert.throws(
      () => check("aws-native:apprunner:Service", {}),
      /does not model aws-native:apprunner:Service \(its identifier has ServiceArn, which only the service could tell\)/,
    );
  });

  it("is refused when its service is modelled for the classic provider only, which it names", () => {
    assert.throws(
      () => check("aws-native:rds:DbInstance", {}),
      /does not model aws-native:rds:DbInstance: use aws\.rds\.Instance/,
    );
    assert.throws(() => check("aws-native:vpclattice:ResourcePolicy", {}), /use aws\.ram\.ResourceShare/);
  });

  it("is refused when there is no such type", () => {
    assert.throws(() => check("aws-native:made:Up", {}), /does not model aws-native:made:Up: see local\/README\.md/);
  });
});
