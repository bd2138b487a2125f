import type { Resource } from "../../../resources/resource";
import { type Finding, rule } from "../../framework/rule";

export const iamNoLongLivedUsers = rule({
  id: "iam-no-long-lived-users",
  sentence: "People and programs get temporary credentials from roles.",
  why: "Access keys and console passwords do not expire, and rights given to a user stay with whoever copied them.",
  fix: "Use a role: IAM Identity Center for people, the service's own role or IAM Roles Anywhere for programs.",
  severity: "medium",
  level: "advisory",
  surroundings: true,
  controls: ["FSBP IAM.2", "CIS 1.14", "checkov CKV_AWS_40", "checkov CKV_AWS_273", "trivy AWS-0143"],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/best-practices.html#bp-workloads-use-roles",
  reads: {
    "aws:iam/accessKey:AccessKey": [],
    "aws:iam/userLoginProfile:UserLoginProfile": [],
    "aws:iam/userPolicy:UserPolicy": [],
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": [],
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": ["policyArns"],
    "aws:iam/policyAttachment:PolicyAttachment": ["users"],
    "aws-native:iam:ManagedPolicy": ["users"],
    "aws-native:iam:User": ["loginProfile", "managedPolicyArns", "policies"],
    "aws-native:iam:UserPolicy": [],
  },
  check(resource) {
    const what = existence[resource.type];
    return what === undefined ? given(resource) : [{ at: "user", what }];
  },
});

/** Types that are such a mistake by being there at all. */
const existence: Readonly<Record<string, string>> = {
  "aws:iam/accessKey:AccessKey": "gets an access key, which does not expire",
  "aws:iam/userLoginProfile:UserLoginProfile": "gets a console password",
  "aws:iam/userPolicy:UserPolicy": "gets a policy of its own",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment": "gets a policy of its own",
  "aws-native:iam:UserPolicy": "gets a policy of its own",
};

function given(resource: Resource): Finding[] {
  const login = resource.get("loginProfile");
  const lists = ["managedPolicyArns", "policies", "policyArns", "users"].map((property) => resource.get(property));
  return [
    ...(login.known ? [{ at: login, what: "gives the user a console password" }] : []),
    ...lists.filter((list) => list.items().length > 0).map((at) => ({ at, what: "gives users policies of their own" })),
  ];
}
