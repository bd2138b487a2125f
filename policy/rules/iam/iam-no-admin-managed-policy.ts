import { rule } from "../../framework/rule";

/** AWS's policies that allow every action, or what `iam-no-service-wildcard` refuses of a policy of one's own. */
const names = [
  "AdministratorAccess",
  "AmazonRDSFullAccess",
  "AWSKeyManagementServicePowerUser",
  "AWSOrganizationsFullAccess",
  "AWSResourceAccessManagerFullAccess",
  "IAMFullAccess",
  "PowerUserAccess",
  "SecretsManagerReadWrite",
  "VPCLatticeFullAccess",
  "job-function/DatabaseAdministrator",
  "job-function/SystemAdministrator",
];
const managed = /^arn:[^:]*:iam::aws:policy\/(.+)$/;

export const iamNoAdminManagedPolicy = rule({
  id: "iam-no-admin-managed-policy",
  sentence: "No role, user or group has those of AWS's policies that reach everything of a kind.",
  why: "AdministratorAccess, AmazonRDSFullAccess, SecretsManagerReadWrite and their like reach every database, secret, key or share of the account.",
  fix: "Attach a policy that names the actions and the resources needed.",
  severity: "high",
  level: "mandatory",
  surroundings: true,
  controls: [
    "cfn-guard IAM_ROLE_ADMINISTRATOR_ACCESS_POLICY_RULE",
    "checkov CKV_AWS_274",
    "checkov CKV2_AWS_56",
    "cdk-nag IAM4",
  ],
  url: "https://docs.aws.amazon.com/IAM/latest/UserGuide/access_policies_job-functions.html",
  reads: {
    "aws:iam/rolePolicyAttachment:RolePolicyAttachment": ["policyArn"],
    "aws:iam/userPolicyAttachment:UserPolicyAttachment": ["policyArn"],
    "aws:iam/groupPolicyAttachment:GroupPolicyAttachment": ["policyArn"],
    "aws:iam/policyAttachment:PolicyAttachment": ["policyArn"],
    "aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive": ["policyArns"],
    "aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive": ["policyArns"],
    "aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive": ["policyArns"],
    "aws:iam/role:Role": ["managedPolicyArns"],
    "aws-native:iam:Role": ["managedPolicyArns"],
    "aws-native:iam:User": ["managedPolicyArns"],
    "aws-native:iam:Group": ["managedPolicyArns"],
  },
  check(resource) {
    const arns = ["policyArn", "policyArns", "managedPolicyArns"].flatMap((name) => resource.get(name).items());
    return arns.flatMap((at) => {
      const name = managed.exec(at.text() ?? "")?.[1] ?? "";
      return names.includes(name) ? [{ at, what: `is ${name}` }] : [];
    });
  },
});
