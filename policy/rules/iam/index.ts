import type { Rule } from "../../framework/rule";
import { iamDataReadScoped } from "./iam-data-read-scoped";
import { iamNoAdmin } from "./iam-no-admin";
import { iamNoAdminManagedPolicy } from "./iam-no-admin-managed-policy";
import { iamNoEscalation } from "./iam-no-escalation";
import { iamNoLongLivedUsers } from "./iam-no-long-lived-users";
import { iamNoServiceWildcard } from "./iam-no-service-wildcard";
import { iamPassroleScoped } from "./iam-passrole-scoped";
import { iamTrustConfusedDeputy } from "./iam-trust-confused-deputy";
import { iamTrustCrossAccountBound } from "./iam-trust-cross-account-bound";
import { iamTrustNoWildcard } from "./iam-trust-no-wildcard";

export const iamRules: readonly Rule[] = [
  iamNoAdmin,
  iamNoServiceWildcard,
  iamNoAdminManagedPolicy,
  iamTrustNoWildcard,
  iamTrustCrossAccountBound,
  iamTrustConfusedDeputy,
  iamPassroleScoped,
  iamNoEscalation,
  iamDataReadScoped,
  iamNoLongLivedUsers,
];
