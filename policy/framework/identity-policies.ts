import type { Field } from "../../resources/field";
import type { Resource } from "../../resources/resource";
import type { Reads } from "../../resources/reads";
import { type Statement, statementsOf } from "./policy-document";

/** The types that hold identity-based IAM policies, with the properties that hold them. */
export const identityPolicyReads = {
  "aws:iam/policy:Policy": ["policy"],
  "aws:iam/role:Role": ["inlinePolicies"],
  "aws:iam/rolePolicy:RolePolicy": ["policy"],
  "aws:iam/userPolicy:UserPolicy": ["policy"],
  "aws:iam/groupPolicy:GroupPolicy": ["policy"],
  "aws-native:iam:ManagedPolicy": ["policyDocument"],
  "aws-native:iam:Role": ["policies"],
  "aws-native:iam:RolePolicy": ["policyDocument"],
  "aws-native:iam:User": ["policies"],
  "aws-native:iam:UserPolicy": ["policyDocument"],
  "aws-native:iam:Group": ["policies"],
  "aws-native:iam:GroupPolicy": ["policyDocument"],
} as const satisfies Reads;

/** Every identity-based policy a resource holds. */
export function identityPolicies(resource: Resource): readonly Field[] {
  const properties: readonly string[] = (identityPolicyReads as Reads)[resource.type as keyof Reads] ?? [];
  return properties.flatMap((property) => {
    const field = resource.get(property);
    if (property === "inlinePolicies") return field.items().map((item) => item.get("policy"));
    if (property === "policies") return field.items().map((item) => item.get("policyDocument"));
    return [field];
  });
}

/** What its policies allow. Policies that cannot be read are left to `iam-no-admin`, which reports them. */
export const allowedBy = (resource: Resource): readonly Statement[] =>
  identityPolicies(resource)
    .flatMap((policy) => statementsOf(policy) ?? [])
    .filter(({ allow }) => allow);
