import { s3NoOpenPolicy } from "../../../../policy/rules/s3/s3-no-open-policy";
import { type DocumentTable, judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const on = { Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" };
const everyone = (condition: object) => ({ Principal: "*", ...on, Condition: condition });

const fence = (changes: object) => ({
  Effect: "Deny",
  Principal: "*",
  Action: "s3:*",
  Resource: "*",
  Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
  ...changes,
});
const gaps = {
  "of less than is allowed": { Action: "s3:PutObject" },
  "of other objects": { Resource: "arn:aws:s3:::other/*" },
  "for one account": { Principal: { AWS: "111122223333" } },
  "for all but one": { Principal: undefined, NotPrincipal: { AWS: "111122223333" } },
  "without a condition": { Condition: {} },
  "of the organisation's own": { Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } } },
  "of any organisation": { Condition: { StringNotLike: { "aws:PrincipalOrgID": "*" } } },
  "of those outside a network": { Condition: { StringNotEquals: { "aws:SourceVpc": "vpc-0123456789abcdef0" } } },
  "of those outside on one day": {
    Condition: {
      StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
      DateLessThan: { "aws:CurrentTime": "2026-01-01T00:00:00Z" },
    },
  },
  "of all but some actions": { Action: undefined, NotAction: "s3:GetObject" },
};
const fencesWithGaps = Object.fromEntries(
  Object.entries(gaps).map(([title, changes]) => [
    `everyone beside a denial ${title}`,
    [[{ Principal: "*", ...on }, fence(changes)], "Statement[0].Principal lets everyone in"] as const,
  ]),
);

const table: DocumentTable = {
  base: { Principal: { AWS: "arn:aws:iam::111122223333:role/app" }, ...on },
  passes: {
    "a service": { Principal: { Service: "cloudtrail.amazonaws.com" }, ...on },
    "everyone of an organisation": everyone({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    "everyone through an account's access points": everyone({
      StringEquals: { "s3:DataAccessPointAccount": "111122223333" },
    }),
    "everyone through an endpoint": everyone({ StringEquals: { "aws:SourceVpce": "vpce-0123456789abcdef0" } }),
    "everyone of a VPC": everyone({ StringEquals: { "aws:SourceVpc": ["vpc-0123456789abcdef0"] } }),
    "everyone from some addresses": everyone({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"] } }),
    "everyone where others deny whoever is outside": [
      { Principal: "*", ...on },
      {
        Effect: "Deny",
        Principal: "*",
        Action: "s3:*",
        Resource: "*",
        Condition: {
          StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" },
          BoolIfExists: { "aws:PrincipalIsAWSService": "false" },
        },
      },
    ],
    "everyone through one access point": everyone({
      ArnLike: { "s3:DataAccessPointArn": "arn:aws:s3:eu-west-1:111122223333:accesspoint/*" },
    }),
    "a denial without TLS": {
      Effect: "Deny",
      Principal: "*",
      ...on,
      Condition: { Bool: { "aws:SecureTransport": "false" } },
    },
  },
  finds: {
    everyone: [{ Principal: "*", ...on }, "Statement[0].Principal lets everyone in"],
    "everyone with TLS": [
      everyone({ Bool: { "aws:SecureTransport": "true" } }),
      "Statement[0].Principal lets everyone in",
    ],
    "everyone from the internet": [
      everyone({ IpAddress: { "aws:SourceIp": ["203.0.113.0/24", "0.0.0.0/0"] } }),
      "Statement[0].Principal lets everyone in",
    ],
    "everyone not from some addresses": [
      everyone({ NotIpAddress: { "aws:SourceIp": "203.0.113.0/24" } }),
      "Statement[0].Principal lets everyone in",
    ],
    "everyone of any endpoint": [
      everyone({ StringLike: { "aws:SourceVpce": "vpce-*" } }),
      "Statement[0].Principal lets everyone in",
    ],
    ...fencesWithGaps,
    "all but a few": [{ NotPrincipal: { AWS: "111122223333" }, ...on }, "Statement[0].NotPrincipal lets everyone in"],
  },
  undecided: { "an unknown principal": { Principal: { AWS: [unknown] }, ...on } },
};

for (const type of ["aws:s3/bucketPolicy:BucketPolicy", "aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2"] as const)
  judgesDocuments(s3NoOpenPolicy, [type, "policy"], ["aws-native:s3:BucketPolicy", "policyDocument"], table);

judges(s3NoOpenPolicy, "aws:s3/bucketPolicy:BucketPolicy", {
  base: { policy: { Statement: { Effect: "Allow", Principal: { AWS: "111122223333" }, ...on } } },
  finds: { "no JSON": [{ policy: "Statement" }, "policy is no policy document that can be read"] },
});
