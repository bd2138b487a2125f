import { s3PublicAccessBlocked } from "../../../../policy/rules/s3/s3-public-access-blocked";
import { node, unknown } from "../../judge";
import { mends } from "../../mends";
import { judges, judgesStack } from "../../tables";

const flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"];
const all = Object.fromEntries(flags.map((flag) => [flag, true]));
const global = "http://acs.amazonaws.com/groups/global";

for (const type of [
  "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
  "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock",
] as const) {
  judges(s3PublicAccessBlocked, type, {
    base: all,
    passes: { "flags given as text": { blockPublicAcls: "true" } },
    finds: {
      ...Object.fromEntries(flags.map((flag) => [`${flag} off`, [{ [flag]: false }, `${flag} is false`] as const])),
      "flags left out, which is off": [
        { blockPublicAcls: undefined, restrictPublicBuckets: null },
        ["blockPublicAcls is left out", "restrictPublicBuckets is left out"],
      ],
      "one flag off beside an unknown one": [
        { blockPublicAcls: unknown, ignorePublicAcls: false },
        "ignorePublicAcls is false",
      ],
    },
    undecided: { "an unknown flag": { blockPublicPolicy: unknown } },
  });
}

judges(s3PublicAccessBlocked, "aws-native:s3:Bucket", {
  base: { publicAccessBlockConfiguration: all },
  passes: { "an access list that is not public": { accessControl: "LogDeliveryWrite" } },
  finds: {
    "no configuration, which AWS makes up for": [
      { publicAccessBlockConfiguration: undefined },
      "(advice) publicAccessBlockConfiguration is left out",
    ],
    ...Object.fromEntries(
      flags.map((flag) => [
        `${flag} off`,
        [
          { publicAccessBlockConfiguration: { ...all, [flag]: false } },
          `publicAccessBlockConfiguration.${flag} is false`,
        ] as const,
      ]),
    ),
    "a flag left out, which opens it": [
      { publicAccessBlockConfiguration: { ...all, blockPublicPolicy: undefined } },
      "publicAccessBlockConfiguration.blockPublicPolicy is left out",
    ],
    ...Object.fromEntries(
      ["PublicRead", "PublicReadWrite", "AuthenticatedRead"].map((name) => [
        name,
        [{ accessControl: name }, `accessControl is ${name}`] as const,
      ]),
    ),
  },
  undecided: {
    "an unknown configuration": { publicAccessBlockConfiguration: unknown },
    "an unknown access list": { accessControl: unknown },
  },
});

for (const type of [
  "aws:s3/bucketAcl:BucketAcl",
  "aws:s3/bucketAclV2:BucketAclV2",
  "aws:s3/bucket:Bucket",
  "aws:s3/bucketV2:BucketV2",
] as const) {
  judges(s3PublicAccessBlocked, type, {
    base: { acl: "private" },
    passes: { "no list": { acl: undefined }, "the log delivery's list": { acl: "log-delivery-write" } },
    finds: Object.fromEntries(
      ["public-read", "public-read-write", "authenticated-read"].map((acl) => [acl, [{ acl }, `acl is ${acl}`]]),
    ),
    undecided: { "an unknown list": { acl: unknown } },
  });
}

judges(s3PublicAccessBlocked, "aws:s3/bucketAcl:BucketAcl", {
  base: { accessControlPolicy: { grants: [{ grantee: { id: "a" } }] } },
  passes: { "log delivery": { accessControlPolicy: { grants: [{ grantee: { uri: `${global}/x` } }] } } },
  finds: {
    "everyone and everyone with an account": [
      {
        accessControlPolicy: {
          grants: [{ grantee: { uri: `${global}/AllUsers` } }, { grantee: { uri: `${global}/AuthenticatedUsers` } }],
        },
      },
      [
        "accessControlPolicy.grants[0].grantee.uri is everyone",
        "accessControlPolicy.grants[1].grantee.uri is everyone",
      ],
    ],
  },
  undecided: { "an unknown grantee": { accessControlPolicy: { grants: [{ grantee: unknown }] } } },
});

judges(s3PublicAccessBlocked, "aws:s3/bucket:Bucket", {
  base: { grants: [{ uri: "http://acs.amazonaws.com/groups/s3/LogDelivery" }] },
  finds: { everyone: [{ grants: [{ uri: `${global}/AllUsers` }] }, "grants[0].uri is everyone"] },
});

describe("s3-public-access-blocked", () => {
  mends(
    s3PublicAccessBlocked,
    "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock",
    { blockPublicAcls: false },
    all,
  );
  mends(s3PublicAccessBlocked, "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", {}, all);
  mends(s3PublicAccessBlocked, "aws:s3/bucketAcl:BucketAcl", { acl: "public-read" }, { acl: "private" });
  mends(
    s3PublicAccessBlocked,
    "aws-native:s3:Bucket",
    { accessControl: "PublicRead" },
    { accessControl: "Private", publicAccessBlockConfiguration: all },
  );
  mends(s3PublicAccessBlocked, "aws-native:s3:Bucket", {}, { publicAccessBlockConfiguration: all });
});

const block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const bucket = node("aws:s3/bucket:Bucket", "orders", { id: "orders-1", bucket: "orders-1" });
const missing = "orders: (advice) BucketPublicAccessBlock is missing for this bucket";

judgesStack(s3PublicAccessBlocked, {
  passes: {
    "a bucket with its block": [bucket, node(block, "block", { bucket: "orders-1" })],
    "the same at preview": [
      node("aws:s3/bucketV2:BucketV2", "orders"),
      node(block, "block", { bucket: unknown }, { bucket: ["orders"] }),
    ],
    "a block for the whole account": [
      bucket,
      node("aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock", "account", all),
    ],
    "buckets that carry their own": [node("aws-native:s3:Bucket", "orders")],
  },
  finds: {
    "a bucket without a block": [[bucket], missing],
    "a bucket beside another's block": [[bucket, node(block, "block", { bucket: "logs-1" })], missing],
  },
  undecided: { "a block for a bucket not known yet": [bucket, node(block, "block", { bucket: unknown })] },
});
