import { s3AuditBucket } from "../../../../policy/rules/s3/s3-audit-bucket";
import type { Token } from "../../../../resources/tokens";
import { type Node, type Props, node, unknown } from "../../judge";
import { judgesStack } from "../../tables";

const trail = node("aws:cloudtrail/trail:Trail", "trail", { s3BucketName: "audit-1" });
const tlsOnly = {
  Statement: [
    { Effect: "Allow", Principal: { Service: "cloudtrail.amazonaws.com" }, Action: "s3:PutObject", Resource: "*" },
    { Effect: "Deny", Principal: "*", Action: "s3:*", Condition: { Bool: { "aws:SecureTransport": "false" } } },
  ],
};
const withPolicy = (statement: Props) => JSON.stringify({ Statement: statement });

const native = node("aws-native:s3:Bucket", "audit", {
  bucketName: "audit-1",
  arn: "arn:aws:s3:::audit-1",
  bucketEncryption: {
    serverSideEncryptionConfiguration: [{ serverSideEncryptionByDefault: { sseAlgorithm: "aws:kms:dsse" } }],
  },
  versioningConfiguration: { status: "Enabled" },
  loggingConfiguration: { destinationBucketName: "logs" },
  objectLockEnabled: true,
});
const nativePolicy = node("aws-native:s3:BucketPolicy", "policy", { bucket: "audit-1", policyDocument: tlsOnly });

const rules = [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "aws:kms" } }];
const plain = node("aws:s3/bucket:Bucket", "audit", { bucket: "audit-1", arn: "arn:aws:s3:::audit-1" });
const beside: Readonly<Record<string, Node>> = {
  policy: node("aws:s3/bucketPolicy:BucketPolicy", "policy", { bucket: "audit-1", policy: JSON.stringify(tlsOnly) }),
  key: node("aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration", "key", {
    bucket: "audit-1",
    rules,
  }),
  versioning: node("aws:s3/bucketVersioning:BucketVersioning", "versioning", {
    bucket: "audit-1",
    versioningConfiguration: { status: "Enabled" },
  }),
  logging: node("aws:s3/bucketLogging:BucketLogging", "logging", { bucket: "audit-1", targetBucket: "logs" }),
  lock: node("aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration", "lock", { bucket: "audit-1" }),
};
const deprecated: readonly Node[] = [
  node("aws:s3/bucketV2:BucketV2", "audit", { id: "audit-1" }),
  node("aws:s3/bucketServerSideEncryptionConfigurationV2:BucketServerSideEncryptionConfigurationV2", "key", {
    bucket: "audit-1",
    rules,
  }),
  node("aws:s3/bucketVersioningV2:BucketVersioningV2", "versioning", {
    bucket: "audit-1",
    versioningConfiguration: { status: "Enabled" },
  }),
  node("aws:s3/bucketLoggingV2:BucketLoggingV2", "logging", { bucket: "audit-1", targetBucket: "logs" }),
  node("aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2", "lock", { bucket: "audit-1" }),
];

const all = (...changed: readonly Node[]): readonly Node[] => {
  const names = new Set(changed.map(({ name }) => name));
  return [trail, plain, ...Object.values(beside), ...changed].filter(
    (each) => changed.includes(each) || !names.has(each.name),
  );
};
const without = (name: string): readonly Node[] => all().filter((each) => each !== beside[name]);
const changed = (name: string, props: Props): readonly Node[] => {
  const old = beside[name];
  return old === undefined ? [] : all({ ...old, props: { ...old.props, ...props } });
};
const missing = (what: string) => `audit: ${what} is missing for this audit log bucket`;
const lacks = {
  policy: missing("a policy that denies access without TLS"),
  key: missing("encryption with a KMS key"),
  versioning: missing("versioning"),
  logging: missing("an access log"),
  lock: missing("Object Lock"),
};
const everything = Object.values(lacks);

const logs: readonly (readonly [Token, Props])[] = [
  ["aws:cloudtrail/trail:Trail", { s3BucketName: "audit-1" }],
  ["aws-native:cloudtrail:Trail", { s3BucketName: "audit-1" }],
  ["aws:ec2/flowLog:FlowLog", { logDestination: "arn:aws:s3:::audit-1" }],
  ["aws-native:ec2:FlowLog", { logDestination: "arn:aws:s3:::audit-1" }],
  ["aws:vpclattice/accessLogSubscription:AccessLogSubscription", { destinationArn: "arn:aws:s3:::audit-1" }],
  ["aws-native:vpclattice:AccessLogSubscription", { destinationArn: "arn:aws:s3:::audit-1" }],
];

const filledIn = {
  bucket: "audit-1",
  policy: unknown,
  serverSideEncryptionConfiguration: unknown,
  versioning: unknown,
  logging: unknown,
  objectLockEnabled: unknown,
};

judgesStack(s3AuditBucket, {
  passes: {
    "a bucket nobody logs to": [plain],
    "a log to a bucket of another stack": [plain, node("aws:cloudtrail/trail:Trail", "trail", { s3BucketName: "x" })],
    "an aws-native bucket": [trail, native, nativePolicy],
    "an aws bucket with resources beside it": all(),
    "the deprecated types": [trail, ...deprecated, ...Object.values(beside).slice(0, 1)],
    "a bucket with properties of its own": [
      trail,
      node("aws:s3/bucket:Bucket", "audit", {
        bucket: "audit-1",
        policy: tlsOnly,
        serverSideEncryptionConfiguration: { rule: rules[0] },
        versioning: { enabled: true },
        logging: { targetBucket: "logs" },
        objectLockConfiguration: { objectLockEnabled: "Enabled" },
      }),
    ],
    "a deprecated bucket with properties of its own": [
      trail,
      node("aws:s3/bucketV2:BucketV2", "audit", {
        bucket: "audit-1",
        policy: JSON.stringify(tlsOnly),
        serverSideEncryptionConfigurations: [
          { rules: [{ applyServerSideEncryptionByDefaults: [{ sseAlgorithm: "aws:kms" }] }] },
        ],
        versionings: [{ enabled: true }],
        loggings: [{ targetBucket: "logs" }],
        objectLockEnabled: true,
      }),
    ],
    "a policy with a list of one for a value": changed("policy", {
      policy: withPolicy({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": ["true", false] } } }),
    }),
    "a lock known by its dependency at preview": all(
      node(
        "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
        "lock",
        { bucket: unknown },
        { bucket: ["audit"] },
      ),
    ),
  },
  finds: {
    "a new bucket whose settings the provider has still to fill in, where the program has none": [
      [trail, node("aws:s3/bucket:Bucket", "audit", filledIn, {}, { inputs: { bucket: "audit-1" } })],
      [
        "a policy that denies access without TLS",
        "encryption with a KMS key",
        "versioning",
        "an access log",
        "Object Lock",
      ].map((name) => `audit: ${name} is missing for this audit log bucket`),
    ],
    ...Object.fromEntries(
      logs.map(([type, props]) => [
        `a bare bucket for ${type}`,
        [[node(type, "log", props), plain], everything] as const,
      ]),
    ),
    "a bare bucket once, although two logs go there": [
      [trail, node("aws:ec2/flowLog:FlowLog", "flow", { logDestination: "arn:aws:s3:::audit-1" }), plain],
      everything,
    ],
    "a bare aws-native bucket at preview": [
      [
        node("aws-native:cloudtrail:Trail", "trail", { s3BucketName: unknown }, { s3BucketName: ["audit"] }),
        node("aws-native:s3:Bucket", "audit"),
      ],
      everything,
    ],
    ...Object.fromEntries(Object.entries(lacks).map(([name, what]) => [`no ${name}`, [without(name), what] as const])),
    ...Object.fromEntries(
      Object.entries(lacks).map(([name, what]) => [
        `a ${name} of another bucket`,
        [changed(name, { bucket: "other" }), what] as const,
      ]),
    ),
    "AWS's own key": [
      changed("key", { rules: [{ applyServerSideEncryptionByDefault: { sseAlgorithm: "AES256" } }] }),
      lacks.key,
    ],
    "suspended versioning": [
      changed("versioning", { versioningConfiguration: { status: "Suspended" } }),
      lacks.versioning,
    ],
    "a policy that allows TLS": [
      changed("policy", {
        policy: withPolicy({ Effect: "Allow", Condition: { Bool: { "aws:SecureTransport": "false" } } }),
      }),
      lacks.policy,
    ],
    "a policy that denies TLS": [
      changed("policy", {
        policy: withPolicy({ Effect: "Deny", Condition: { Bool: { "aws:SecureTransport": "true" } } }),
      }),
      lacks.policy,
    ],
    "a policy that denies something else": [
      changed("policy", {
        policy: withPolicy({ Effect: "Deny", Condition: { Bool: { "aws:MultiFactorAuthPresent": false } } }),
      }),
      lacks.policy,
    ],
    "a policy that denies by another comparison": [
      changed("policy", {
        policy: withPolicy({ Effect: "Deny", Condition: { Null: { "aws:SecureTransport": false } } }),
      }),
      lacks.policy,
    ],
    "a policy that denies only strangers without TLS": [
      changed("policy", {
        policy: withPolicy({
          Effect: "Deny",
          Condition: {
            Bool: { "aws:SecureTransport": "false" },
            StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
          },
        }),
      }),
      lacks.policy,
    ],
    "a policy that denies always": [changed("policy", { policy: withPolicy({ Effect: "Deny" }) }), lacks.policy],
    "a policy that cannot be read": [changed("policy", { policy: "{" }), lacks.policy],
    "a lock that is off": [
      [
        ...without("lock").filter((each) => each !== plain),
        { ...plain, props: { ...plain.props, objectLockEnabled: false } },
      ],
      lacks.lock,
    ],
  },
  undecided: {
    "a policy not known yet": changed("policy", { policy: unknown }),
    "an algorithm not known yet": changed("key", { rules: [{ applyServerSideEncryptionByDefault: unknown }] }),
    "rules not known yet": changed("key", { rules: unknown }),
    "a setting for a bucket not known yet": changed("logging", { bucket: unknown }),
    "a log to a bucket not known yet": [plain, node("aws:cloudtrail/trail:Trail", "trail", { s3BucketName: unknown })],
  },
});
