import { acceptedAccounts, admittedAccounts } from "../../framework/accounts";
import { openPrincipals, statementsOf, type Statement } from "../../framework/policy-document";
import { type Finding, rule } from "../../framework/rule";

export const latticeNoOpenResourcePolicy = rule({
  id: "lattice-no-open-resource-policy",
  sentence: "Lattice resources are shared by RAM, with named accounts.",
  why: "A resource policy decides who may put a database into their network; RAM writes it, and a hand-written one can say more than anyone looks at.",
  fix: "Remove the policy and share with an aws.ram.ResourceShare.",
  severity: "critical",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/sharing.html",
  reads: {
    "aws:vpclattice/resourcePolicy:ResourcePolicy": ["policy"],
    "aws-native:vpclattice:ResourcePolicy": ["policy"],
  },
  check(resource, { settings }) {
    const at = resource.get("policy");
    const statements = statementsOf(at);
    if (statements === undefined) return [{ at, what: "cannot be read as a policy" }];
    const accepted = acceptedAccounts(resource, settings);
    const wrong = statements.flatMap((statement) => findings(statement, accepted));
    return wrong.length > 0 ? wrong : [{ at, what: "is written by hand, where RAM would write it", advisory: true }];
  },
});

function findings(statement: Statement, accepted: readonly string[] | undefined): Finding[] {
  if (!statement.allow) return [];
  const wide = statement.actions.filter((action) => ["*", "vpc-lattice:*"].includes(action.text() ?? ""));
  const strangers = accepted && admittedAccounts(statement).filter(({ account }) => !accepted.includes(account));
  return [
    ...openPrincipals(statement).map((at) => ({ at, what: "shares with everyone" })),
    ...wide.map((at) => ({ at, what: "allows every action" })),
    ...(strangers ?? []).map(({ account, at }) => ({ at, what: `names ${account}, which is no known account` })),
  ];
}
