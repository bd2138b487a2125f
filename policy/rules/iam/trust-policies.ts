import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import type { Reads } from "../../../resources/reads";
import { type Statement, patternFits, statementsOf } from "../../framework/policy-document";

export const trustPolicyReads = {
  "aws:iam/role:Role": ["assumeRolePolicy"],
  "aws-native:iam:Role": ["assumeRolePolicyDocument"],
} as const satisfies Reads;

/** The policy that says who may assume a role. */
export const trustPolicy = (role: Resource): Field =>
  role.get(role.native ? "assumeRolePolicyDocument" : "assumeRolePolicy");

/**
 * The statements that let somebody assume the role. Others, such as one for sts:TagSession alone, give nothing by
 * themselves and need no conditions of their own.
 */
export const assumeStatements = (role: Resource): readonly Statement[] =>
  (statementsOf(trustPolicy(role)) ?? []).filter(({ allow, actions, notAction }) => {
    return allow && (notAction.present || actions.some((action) => patternFits(action.text() ?? "", "sts:AssumeRole")));
  });
