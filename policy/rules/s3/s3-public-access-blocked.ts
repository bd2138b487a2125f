import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import type { Stack } from "../../../resources/stack";
import { type Finding, rule } from "../../framework/rule";
import { stated } from "../../framework/stated";
import { awsBuckets } from "./buckets";

const flags = ["blockPublicAcls", "blockPublicPolicy", "ignorePublicAcls", "restrictPublicBuckets"] as const;

const block = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock";
const accountBlock = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock";

export const s3PublicAccessBlocked = rule({
  id: "s3-public-access-blocked",
  sentence: "No bucket can be made public, neither by a policy nor by an access list.",
  why: "Snapshot exports and logs of a database lie in buckets; one public statement shows them to everyone.",
  fix: "Set all four flags of the bucket's public access block, and grant access by its policy alone.",
  severity: "critical",
  level: "mandatory",
  surroundings: true,
  controls: [
    "FSBP S3.2",
    "FSBP S3.3",
    "FSBP S3.8",
    "CIS 2.1.4",
    "checkov CKV_AWS_53",
    "checkov CKV_AWS_54",
    "checkov CKV_AWS_55",
    "checkov CKV_AWS_56",
    "checkov CKV2_AWS_6",
    "trivy AWS-0086",
    "trivy AWS-0087",
    "trivy AWS-0091",
    "trivy AWS-0093",
    "trivy AWS-0094",
    "cdk-nag S2",
  ],
  url: "https://docs.aws.amazon.com/AmazonS3/latest/userguide/access-control-block-public-access.html",
  reads: {
    [block]: [...flags, "bucket"],
    [accountBlock]: flags,
    "aws:s3/bucketAcl:BucketAcl": ["accessControlPolicy", "acl"],
    "aws:s3/bucketAclV2:BucketAclV2": ["accessControlPolicy", "acl"],
    [awsBuckets[0]]: ["acl", "bucket", "grants"],
    [awsBuckets[1]]: ["acl", "bucket", "grants"],
    "aws-native:s3:Bucket": ["accessControl", "publicAccessBlockConfiguration"],
  },
  check(resource) {
    return [...openFlags(resource), ...publicLists(resource)];
  },
  checkStack: (stack) => unblocked(stack),
  mend(resource) {
    const all = Object.fromEntries(flags.map((flag) => [flag, true]));
    const list = publicLists(resource).flatMap(({ at }) => (listNames.includes(at.path) ? [at.path] : []));
    return {
      ...(isBlock(resource) && all),
      ...(resource.native && { publicAccessBlockConfiguration: all }),
      ...Object.fromEntries(list.map((name) => [name, resource.native ? "Private" : "private"])),
    };
  },
});

const isBlock = ({ type }: Resource): boolean => type === block || type === accountBlock;

function openFlags(resource: Resource): Finding[] {
  if (isBlock(resource)) return notTrue(flags.map((flag) => resource.get(flag)));
  if (!resource.native) return [];
  const configuration = resource.get("publicAccessBlockConfiguration");
  // AWS blocks all four on a new bucket; a configuration with a flag left out opens it.
  if (configuration.absent) return [{ at: configuration, what: "is left out", advisory: true }];
  return notTrue(flags.map((flag) => configuration.get(flag)));
}

const notTrue = (fields: readonly Field[]): Finding[] =>
  fields.filter((field) => field.isNotTrue()).map((at) => ({ at, what: stated(at) }));

const listNames: readonly string[] = ["acl", "accessControl"];

const publicNames = ["publicread", "publicreadwrite", "authenticatedread"];

const publicGroup = /\/groups\/global\/(AllUsers|AuthenticatedUsers)$/;

function publicLists(resource: Resource): (Finding & { readonly at: Field })[] {
  const named = listNames.map((name) => resource.get(name)).filter((list) => isPublicName(list.text() ?? ""));
  const grants = [
    ...resource
      .get("grants")
      .items()
      .map((grant) => grant.get("uri")),
    ...resource
      .get("accessControlPolicy")
      .get("grants")
      .items()
      .map((grant) => grant.get("grantee").get("uri")),
  ].filter((uri) => publicGroup.test(uri.text() ?? ""));
  return [
    ...named.map((at) => ({ at, what: `is ${at.text() ?? ""}` })),
    ...grants.map((at) => ({ at, what: "is everyone" })),
  ];
}

/** `public-read` in @pulumi/aws, `PublicRead` in CloudFormation. */
const isPublicName = (name: string): boolean => publicNames.includes(name.replaceAll("-", "").toLowerCase());

/** Buckets of @pulumi/aws have their block as a resource beside them. */
function unblocked(stack: Stack): Finding[] {
  if (stack.ofType(accountBlock).length > 0) return [];
  const open = stack.ofType(block).some((each) => !stack.follow(each, each.get("bucket"), ...awsBuckets).certain);
  if (open) return [];
  return stack
    .ofType(...awsBuckets)
    .filter((bucket) => stack.referrers(bucket, "bucket", block).length === 0)
    .map((resource) => ({
      resource,
      at: "BucketPublicAccessBlock",
      what: "is missing for this bucket",
      advisory: true,
    }));
}
