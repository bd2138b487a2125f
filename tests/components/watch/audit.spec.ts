import * as assert from "node:assert/strict";

import { AccessChanges } from "../../../components/watch/access-changes";
import { AuditTrail, type AuditTrailArgs } from "../../../components/watch/audit-trail";
import { deploy } from "../deploy";

const args: AuditTrailArgs = {
  place: { accountId: "111122223333", region: "eu-west-1" },
  logKeyArn: "arn:aws:kms:eu-west-1:111122223333:key/logs",
};
const TRAIL = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/lattice-db-audit-0a1b2c3d";
const made = (change: Partial<AuditTrailArgs> = {}) =>
  deploy(
    (opts) => new AuditTrail("audit", { ...args, ...change }, opts),
    {},
    (type, name) => ({
      ...(type === "random:index/randomId:RandomId" && { hex: "0a1b2c3d" }),
      ...(type === "aws-native:s3:Bucket" && { bucketName: name }),
      ...(type === "aws:cloudwatch/logGroup:LogGroup" && { arn: "arn:logs", name: "audit-trail-logs" }),
      ...(type === "aws:iam/role:Role" && { arn: "arn:role", name: "role" }),
      ...(type === "aws:kms/key:Key" && { arn: "arn:key", keyId: "key" }),
    }),
  );
interface Statement {
  readonly Sid: string;
  readonly Effect: string;
  readonly Action: string | string[];
  readonly Resource: string | string[];
  readonly Condition?: unknown;
}
const policyOf = async (name: string) => {
  const { inputs } = (await made()).find("aws-native:s3:BucketPolicy", name);
  const statements = inputs.policyDocument.Statement as Statement[];
  return (sid: string) => statements.find(({ Sid }) => Sid === sid);
};

describe("AuditTrail", () => {
  it("covers every Region, runs, is digested, encrypted, and searchable", async () => {
    const { inputs } = (await made()).find("aws-native:cloudtrail:Trail");
    assert.deepEqual(inputs, {
      trailName: "lattice-db-audit-0a1b2c3d",
      isLogging: true,
      isMultiRegionTrail: true,
      includeGlobalServiceEvents: true,
      enableLogFileValidation: true,
      s3BucketName: "audit-bucket",
      kmsKeyId: "arn:key",
      cloudWatchLogsLogGroupArn: "arn:logs:*",
      cloudWatchLogsRoleArn: "arn:role",
    });
  });

  it("keeps its files closed, versioned, encrypted with the key and locked for a year", async () => {
    const { inputs, opts } = (await made()).find("aws-native:s3:Bucket", "audit-bucket");
    assert.deepEqual(Object.values(inputs.publicAccessBlockConfiguration), [true, true, true, true]);
    assert.deepEqual(inputs.versioningConfiguration, { status: "Enabled" });
    assert.deepEqual(inputs.objectLockConfiguration.rule, { defaultRetention: { mode: "GOVERNANCE", days: 365 } });
    assert.equal(inputs.objectLockEnabled, true);
    const [{ serverSideEncryptionByDefault }] = inputs.bucketEncryption.serverSideEncryptionConfiguration;
    assert.deepEqual(serverSideEncryptionByDefault, { sseAlgorithm: "aws:kms", kmsMasterKeyId: "arn:key" });
    assert.deepEqual(inputs.loggingConfiguration, {
      destinationBucketName: "audit-access-log-bucket",
      logFilePrefix: "audit/",
    });
    assert.equal(opts.retainOnDelete, true);
  });

  it("has a bucket that this trail alone writes to, for this account", async () => {
    const of = await policyOf("audit-bucket-policy");
    assert.deepEqual(of("TrailWrites")?.Condition, {
      StringEquals: { "aws:SourceArn": TRAIL, "s3:x-amz-acl": "bucket-owner-full-control" },
    });
    assert.equal(of("TrailWrites")?.Resource, "arn:aws:s3:::audit-bucket/AWSLogs/111122223333/*");
    assert.deepEqual(of("TrailLooks")?.Condition, { StringEquals: { "aws:SourceArn": TRAIL } });
  });

  it("has a bucket that nobody deletes from and nobody reads without TLS", async () => {
    const of = await policyOf("audit-bucket-policy");
    assert.equal(of("NobodyDeletes")?.Effect, "Deny");
    assert.deepEqual(of("NobodyDeletes")?.Action, [
      "s3:DeleteObject",
      "s3:DeleteObjectVersion",
      "s3:DeleteBucket",
      "s3:PutLifecycleConfiguration",
    ]);
    assert.deepEqual(of("WithTlsOnly")?.Condition, { Bool: { "aws:SecureTransport": "false" } });
  });

  it("logs who read the files into a bucket that only S3 writes to, of this one alone", async () => {
    const of = await policyOf("audit-access-log-bucket-policy");
    assert.deepEqual(of("S3Writes")?.Condition, {
      ArnLike: { "aws:SourceArn": "arn:aws:s3:::audit-bucket" },
      StringEquals: { "aws:SourceAccount": "111122223333" },
    });
    assert.equal(of("S3Writes")?.Resource, "arn:aws:s3:::audit-access-log-bucket/audit/*");
  });

  it("writes to the streams of its account and Region in its own log group, and nothing else", async () => {
    const { inputs } = (await made()).find("aws:iam/rolePolicy:RolePolicy");
    assert.deepEqual(JSON.parse(inputs.policy).Statement, [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents"],
        Resource:
          "arn:aws:logs:eu-west-1:111122223333:log-group:audit-trail-logs:log-stream:111122223333_CloudTrail_eu-west-1*",
      },
    ]);
  });

  it("has a key that trails of this program and account use, and a role that this trail takes on", async () => {
    const { find } = await made();
    const { Statement } = JSON.parse(find("aws:kms/key:Key").inputs.policy) as { Statement: Statement[] };
    const trails = "arn:aws:cloudtrail:eu-west-1:111122223333:trail/lattice-db-audit-*";
    assert.deepEqual(
      Statement.slice(1).map(({ Sid, Action, Condition }) => [Sid, Action, Condition]),
      [
        [
          "TrailEncrypts",
          ["kms:GenerateDataKey*"],
          {
            StringEquals: { "aws:SourceAccount": "111122223333" },
            ArnLike: { "aws:SourceArn": trails },
            StringLike: { "kms:EncryptionContext:aws:cloudtrail:arn": trails },
          },
        ],
        [
          "TrailDescribes",
          ["kms:DescribeKey"],
          { StringEquals: { "aws:SourceAccount": "111122223333" }, ArnLike: { "aws:SourceArn": trails } },
        ],
      ],
    );
    const trust = JSON.parse(find("aws:iam/role:Role").inputs.assumeRolePolicy) as { Statement: Statement[] };
    assert.deepEqual(trust.Statement[0]?.Condition, {
      StringEquals: { "aws:SourceAccount": "111122223333" },
      ArnLike: { "aws:SourceArn": TRAIL },
    });
  });

  it("refuses what cannot be, all at once", async () => {
    await assert.rejects(made({ auditRetentionDays: 0, logRetentionDays: 2 }), (error: Error) => {
      assert.match(
        error.message,
        /^AuditTrail "audit": auditRetentionDays must be a whole number of 1-3650, got 0; log/,
      );
      return true;
    });
  });
});

describe("AccessChanges", () => {
  const rule = async () => (await deploy((opts) => new AccessChanges("it", { topicArn: "arn:topic" }, opts))).find;

  it("tells the topic of API calls that change shares, associations and policies", async () => {
    const { inputs } = (await rule())("aws-native:events:Rule");
    assert.deepEqual(inputs.targets, [{ id: "alerts", arn: "arn:topic" }]);
    const { eventSource, eventName } = inputs.eventPattern.detail;
    assert.deepEqual(eventSource, ["ram.amazonaws.com", "vpc-lattice.amazonaws.com"]);
    const isTold = (call: string) =>
      eventName.some((one: string | { prefix: string }) =>
        typeof one === "string" ? one === call : call.startsWith(one.prefix),
      );
    for (const call of [
      "AssociateResourceShare",
      "DisassociateResourceSharePermission",
      "RejectResourceShareInvitation",
      "CreateServiceNetworkResourceAssociationBySharee",
      "DeleteServiceNetworkResourceAssociationByOwner",
      "UpdateServiceNetworkVpcAssociation",
      "PutResourcePolicy",
      "DeleteAuthPolicy",
    ]) {
      assert.ok(isTold(call), call);
    }
    for (const call of ["GetResourceShares", "ListServiceNetworks", "GetAuthPolicy"]) assert.ok(!isTold(call), call);
  });

  it("has a pattern as short as EventBridge takes, 2048 characters", async () => {
    const { inputs } = (await rule())("aws-native:events:Rule");
    assert.ok(JSON.stringify(inputs.eventPattern).length <= 2048);
  });
});
