import { openPrincipals, statementsOf } from "../../framework/policy-document";
import { rule } from "../../framework/rule";

/**
 * What makes a bucket not public in S3's own eyes besides: an access point, which has a policy of its own, and networks
 * or blocks of addresses that are named.
 */
const bounds = [
  "s3:DataAccessPointAccount",
  "s3:DataAccessPointArn",
  "aws:SourceVpce",
  "aws:SourceVpc",
  "aws:SourceIp",
];

export const s3NoOpenPolicy = rule({
  id: "s3-no-open-policy",
  sentence: "A bucket's policy lets nobody in whom it does not name.",
  why: "Allow to * shows the bucket's objects, such as a database's exports and logs, to every AWS account or to everyone.",
  fix: "Name accounts, roles or services, or bind * by aws:PrincipalOrgID or aws:SourceAccount.",
  severity: "critical",
  level: "mandatory",
  surroundings: true,
  controls: ["FSBP S3.2", "FSBP S3.3", "checkov CKV_AWS_70", "checkov CKV_AWS_379", "cdk-nag S2"],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-policy-language-overview.html",
  reads: {
    "aws:s3/bucketPolicy:BucketPolicy": ["policy"],
    "aws:s3/bucket:Bucket": ["policy"],
    "aws:s3/bucketV2:BucketV2": ["policy"],
    "aws-native:s3:BucketPolicy": ["policyDocument"],
  },
  check(resource) {
    const policy = resource.get(resource.native ? "policyDocument" : "policy");
    const statements = statementsOf(policy);
    if (statements === undefined) return [{ at: policy, what: "is no policy document that can be read" }];
    return statements
      .flatMap((statement) => openPrincipals(statement, bounds))
      .map((at) => ({ at, what: "lets everyone in" }));
  },
});
