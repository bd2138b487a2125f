import type { Holder } from "../../documents";

export const awsPolicy: Holder = ["aws:iam/policy:Policy", "policy"];
export const nativePolicy: Holder = ["aws-native:iam:ManagedPolicy", "policyDocument"];
export const awsRole: Holder = ["aws:iam/role:Role", "assumeRolePolicy"];
export const nativeRole: Holder = ["aws-native:iam:Role", "assumeRolePolicyDocument"];
