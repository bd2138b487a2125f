import { strings } from "../../framework/knobs";
import { openPrincipals, statementsOf } from "../../framework/policy-document";
import { rule } from "../../framework/rule";

export const latticeNoOpenAuthPolicy = rule({
  id: "lattice-no-open-auth-policy",
  sentence: "An auth policy names whom it admits to Lattice services.",
  why: "A policy for everyone undoes authType AWS_IAM: any AWS principal, or anyone at all, may call the services.",
  fix: "Name accounts or roles, or add a condition on aws:PrincipalOrgID; shutting out anonymous callers alone is not enough.",
  severity: "critical",
  level: "mandatory",
  controls: ["ElectricEye VPC-Lattice.5", "ElectricEye VPC-Lattice.8"],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html",
  knobs: { boundaryKeys: strings([], "Further condition keys that tie a caller down to the organisation.") },
  reads: {
    "aws:vpclattice/authPolicy:AuthPolicy": ["policy"],
    "aws-native:vpclattice:AuthPolicy": ["policy"],
  },
  check(resource, { knobs }) {
    const policy = resource.get("policy");
    const statements = statementsOf(policy);
    if (statements === undefined) return [{ at: policy, what: "cannot be read as a policy" }];
    return statements.flatMap((statement) =>
      openPrincipals(statement, knobs.boundaryKeys).map((at) => ({ at, what: "admits everyone" })),
    );
  },
});
