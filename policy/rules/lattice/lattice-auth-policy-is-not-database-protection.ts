import type { Field } from "../../../resources/field";
import { hasResources, hasServices, networkMemberReads } from "../../../resources/network-members";
import type { Resource } from "../../../resources/resource";
import type { Stack } from "../../../resources/stack";
import { configurationTypes, networkTypes } from "../../../resources/type-pairs";
import { identityPolicies, identityPolicyReads } from "../../framework/identity-policies";
import { statementsOf } from "../../framework/policy-document";
import { type Finding, rule } from "../../framework/rule";

const authPolicies = ["aws:vpclattice/authPolicy:AuthPolicy", "aws-native:vpclattice:AuthPolicy"] as const;
const sharePolicies = ["aws:vpclattice/resourcePolicy:ResourcePolicy", "aws-native:vpclattice:ResourcePolicy"] as const;

export const latticeAuthPolicyIsNotDatabaseProtection = rule({
  id: "lattice-auth-policy-is-not-database-protection",
  sentence: "Nothing here relies on a Lattice auth policy to protect a database.",
  why: "Auth policies do not apply to resource configurations: such a policy looks like protection and is none.",
  fix: "Protect the database by RAM principals, security groups on both sides, its port and its own login over TLS.",
  severity: "medium",
  level: "advisory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/auth-policies.html",
  reads: {
    ...identityPolicyReads,
    [authPolicies[0]]: ["resourceIdentifier", "policy"],
    [authPolicies[1]]: ["resourceIdentifier", "policy"],
    [sharePolicies[0]]: ["policy"],
    [sharePolicies[1]]: ["policy"],
    ...networkMemberReads,
    [configurationTypes[0]]: [],
    [configurationTypes[1]]: ["resourceConfigurationAuthType"],
  },
  check(resource) {
    const target = resource.get("resourceIdentifier");
    const switched = resource.get("resourceConfigurationAuthType");
    return [
      ...(target.known && target.text()?.includes("rcfg-") === true ? [{ at: target, what: onConfiguration }] : []),
      ...(switched.present ? [{ at: switched, what: "has no effect: the VPC Lattice API does not know it" }] : []),
      ...policiesOf(resource).flatMap((policy) => invented(resource, policy)),
    ];
  },
  checkStack: (stack) => stack.ofType(...authPolicies).flatMap((policy) => misplaced(stack, policy)),
});

const onConfiguration = "names a resource configuration, to which auth policies do not apply";

const policiesOf = (resource: Resource): readonly Field[] =>
  Object.hasOwn(identityPolicyReads, resource.type) ? identityPolicies(resource) : [resource.get("policy")];

/** Actions that do not exist, or that a sharing policy cannot grant. */
function invented(resource: Resource, policy: Field): Finding[] {
  const actions = (statementsOf(policy) ?? []).flatMap((statement) => statement.actions);
  const sharing = (sharePolicies as readonly string[]).includes(resource.type);
  return actions.flatMap((at) => {
    const action = at.text()?.toLowerCase() ?? "";
    if (/^vpc-lattice:(invoke|connect)$/.test(action)) return [{ at, what: "is an action that does not exist" }];
    return sharing && action.startsWith("vpc-lattice-svcs:")
      ? [{ at, what: "grants nothing in a sharing policy" }]
      : [];
  });
}

function misplaced(stack: Stack, policy: Resource): Finding[] {
  const at = policy.get("resourceIdentifier");
  const { resources, certain } = stack.follow(policy, at, ...networkTypes, ...configurationTypes);
  if (!certain) return [];
  return resources.flatMap((target) => {
    if ((configurationTypes as readonly string[]).includes(target.type)) {
      // Where the value was known, check has judged it.
      return at.known ? [] : [{ resource: policy, at, what: onConfiguration }];
    }
    const what = "names a network of databases, whose connections auth policies do not govern";
    return hasResources(stack, target) && !hasServices(stack, target) ? [{ resource: policy, at, what }] : [];
  });
}
