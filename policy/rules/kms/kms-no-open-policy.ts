import { strings } from "../../framework/knobs";
import { openPrincipals, statementsOf } from "../../framework/policy-document";
import { rule } from "../../framework/rule";
import { keyPolicy, keyPolicyReads } from "./key-policies";

export const kmsNoOpenPolicy = rule({
  id: "kms-no-open-policy",
  sentence: "A key's policy names who may use the key.",
  why: "A key everyone may use protects nothing, whatever it encrypts.",
  fix: "Name accounts, roles or services, or add a condition on kms:CallerAccount or aws:PrincipalOrgID.",
  severity: "critical",
  level: "mandatory",
  controls: ["FSBP KMS.5", "cfn-guard KMS_NO_WILDCARD_PRINCIPAL", "checkov CKV_AWS_33"],
  url: "https://docs.aws.amazon.com/kms/latest/developerguide/key-policies.html",
  knobs: { boundaryKeys: strings([], "Further condition keys that tie everyone down to the organisation.") },
  reads: keyPolicyReads,
  check(key, { knobs }) {
    const policy = keyPolicy(key);
    const statements = statementsOf(policy);
    if (statements === undefined) return [{ at: policy, what: "cannot be read as a policy" }];
    return statements
      .flatMap((statement) => openPrincipals(statement, knobs.boundaryKeys))
      .map((at) => ({ at, what: "lets everyone use the key" }));
  },
});
