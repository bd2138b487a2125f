import { s3NoOpenPolicy } from "../../../../policy/rules/s3/s3-no-open-policy";
import { type DocumentTable, judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const on = { Action: "s3:GetObject", Resource: "arn:aws:s3:::orders/*" };
const everyone = (condition: object) => ({ Principal: "*", ...on, Condition: condition });

const table: DocumentTable = {
  base: { Principal: { AWS: "arn:aws:iam::111122223333:role/app" }, ...on },
  passes: {
    "a service": { Principal: { Service: "cloudtrail.amazonaws.com" }, ...on },
    "everyone of an organisation": everyone({ StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } }),
    "everyone through an account's access points": everyone({
      StringEquals: { "s3:DataAccessPointAccount": "111122223333" },
    }),
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
