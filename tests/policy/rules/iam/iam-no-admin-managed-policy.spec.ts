import { iamNoAdminManagedPolicy } from "../../../../policy/rules/iam/iam-no-admin-managed-policy";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const aws = (name: string) => `arn:aws:iam::aws:policy/${name}`;
const reader = aws("ReadOnlyAccess");

for (const type of [
  "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
  "aws:iam/userPolicyAttachment:UserPolicyAttachment",
  "aws:iam/groupPolicyAttachment:GroupPolicyAttachment",
  "aws:iam/policyAttachment:PolicyAttachment",
] as const) {
  judges(iamNoAdminManagedPolicy, type, {
    base: { policyArn: reader },
    passes: {
      "a policy of the same name of one's own": { policyArn: "arn:aws:iam::111122223333:policy/AdministratorAccess" },
      "a service's own policy": { policyArn: aws("service-role/AmazonRDSEnhancedMonitoringRole") },
      "a policy whose name goes on": { policyArn: aws("AdministratorAccess-Amplify") },
      "a number": { policyArn: 7 },
    },
    finds: {
      AdministratorAccess: [{ policyArn: aws("AdministratorAccess") }, "policyArn is AdministratorAccess"],
      IAMFullAccess: [{ policyArn: aws("IAMFullAccess") }, "policyArn is IAMFullAccess"],
      ...Object.fromEntries(
        [
          "AmazonRDSFullAccess",
          "AWSKeyManagementServicePowerUser",
          "AWSOrganizationsFullAccess",
          "AWSResourceAccessManagerFullAccess",
          "SecretsManagerReadWrite",
          "VPCLatticeFullAccess",
          "job-function/DatabaseAdministrator",
          "job-function/SystemAdministrator",
        ].map((name) => [name, [{ policyArn: aws(name) }, `policyArn is ${name}`] as const]),
      ),
      PowerUserAccess: [{ policyArn: "arn:aws-cn:iam::aws:policy/PowerUserAccess" }, "policyArn is PowerUserAccess"],
    },
    undecided: { "an unknown policy": { policyArn: unknown } },
  });
}

for (const [type, property] of [
  ["aws:iam/rolePolicyAttachmentsExclusive:RolePolicyAttachmentsExclusive", "policyArns"],
  ["aws:iam/userPolicyAttachmentsExclusive:UserPolicyAttachmentsExclusive", "policyArns"],
  ["aws:iam/groupPolicyAttachmentsExclusive:GroupPolicyAttachmentsExclusive", "policyArns"],
  ["aws:iam/role:Role", "managedPolicyArns"],
  ["aws-native:iam:Role", "managedPolicyArns"],
  ["aws-native:iam:User", "managedPolicyArns"],
  ["aws-native:iam:Group", "managedPolicyArns"],
] as const) {
  judges(iamNoAdminManagedPolicy, type, {
    base: { [property]: [reader] },
    passes: { "no policies": { [property]: undefined }, "an empty list": { [property]: [] } },
    finds: {
      "one in the list, beside an unknown one": [
        { [property]: [unknown, aws("AdministratorAccess")] },
        `${property}[1] is AdministratorAccess`,
      ],
    },
    undecided: { "an unknown list": { [property]: unknown }, "an unknown element": { [property]: [unknown] } },
  });
}
