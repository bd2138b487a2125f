import { latticeAuthPolicyIsNotDatabaseProtection as rule } from "../../../../policy/rules/lattice/lattice-auth-policy-is-not-database-protection";
import { node, unknown } from "../../judge";
import { judges, judgesStack } from "../../tables";

const onConfiguration = "resourceIdentifier names a resource configuration, to which auth policies do not apply";
const onNetwork = "resourceIdentifier names a network of databases, whose connections auth policies do not govern";
const allow = (...Action: readonly unknown[]) => JSON.stringify({ Statement: [{ Effect: "Allow", Action }] });

for (const type of ["aws:vpclattice/authPolicy:AuthPolicy", "aws-native:vpclattice:AuthPolicy"] as const) {
  judges(rule, type, {
    base: { resourceIdentifier: "svc-1", policy: allow("vpc-lattice-svcs:Invoke") },
    finds: {
      "one on a configuration": [{ resourceIdentifier: "rcfg-1" }, onConfiguration],
      "one on a configuration's ARN": [
        { resourceIdentifier: "arn:aws:vpc-lattice:eu-central-1:111111111111:resourceconfiguration/rcfg-1" },
        onConfiguration,
      ],
      "an action nobody knows": [
        { policy: allow("vpc-lattice-svcs:Connect", "vpc-lattice:Invoke") },
        "policy.Statement[0].Action[1] is an action that does not exist",
      ],
      another: [
        { policy: allow("VPC-Lattice:connect") },
        "policy.Statement[0].Action[0] is an action that does not exist",
      ],
    },
    passes: { "text that is no policy, which another rule reports": { policy: "{" } },
    undecided: { "an unknown policy": { policy: unknown } },
  });
}

for (const type of ["aws:vpclattice/resourcePolicy:ResourcePolicy", "aws-native:vpclattice:ResourcePolicy"] as const) {
  judges(rule, type, {
    base: { policy: allow("vpc-lattice:CreateServiceNetworkResourceAssociation") },
    finds: {
      "requests in a sharing policy": [
        { policy: allow("vpc-lattice-svcs:Invoke") },
        "policy.Statement[0].Action[0] grants nothing in a sharing policy",
      ],
      "an action nobody knows": [
        { policy: allow("vpc-lattice:Invoke") },
        "policy.Statement[0].Action[0] is an action that does not exist",
      ],
    },
  });
}

judges(rule, "aws:iam/rolePolicy:RolePolicy", {
  base: { policy: allow("vpc-lattice-svcs:Invoke", "rds-db:connect", "vpc-lattice:InvokeX", "x-vpc-lattice:Invoke") },
  finds: {
    "an action nobody knows": [
      { policy: allow("vpc-lattice:Invoke") },
      "policy.Statement[0].Action[0] is an action that does not exist",
    ],
  },
});

judges(rule, "aws-native:iam:Role", {
  base: { policies: [] },
  finds: {
    "an action nobody knows": [
      { policies: [unknown, { policyDocument: { Statement: { Action: "vpc-lattice:Connect" } } }] },
      "policies[1].policyDocument.Statement.Action is an action that does not exist",
    ],
  },
});

judges(rule, "aws-native:vpclattice:ResourceConfiguration", {
  base: { resourceConfigurationType: "ARN" },
  finds: {
    "a switch without an API behind it": [
      { resourceConfigurationAuthType: "AWS_IAM" },
      "resourceConfigurationAuthType has no effect: the VPC Lattice API does not know it",
    ],
    "the same, not known yet": [
      { resourceConfigurationAuthType: unknown },
      "resourceConfigurationAuthType has no effect: the VPC Lattice API does not know it",
    ],
  },
});

const network = node("aws:vpclattice/serviceNetwork:ServiceNetwork", "network", { id: "sn-1" });
const policy = node("aws:vpclattice/authPolicy:AuthPolicy", "policy", { resourceIdentifier: "sn-1" });
const member = node("aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation", "member", {
  serviceNetworkIdentifier: "sn-1",
});
const service = node("aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation", "service", {
  serviceNetworkIdentifier: "sn-1",
});
const nativeNetwork = node("aws-native:vpclattice:ServiceNetwork", "network");
const nativePolicy = (target: string) =>
  node("aws-native:vpclattice:AuthPolicy", "policy", { resourceIdentifier: unknown }, { resourceIdentifier: [target] });
const nativeMember = node(
  "aws-native:vpclattice:ServiceNetworkResourceAssociation",
  "member",
  { serviceNetworkId: unknown },
  { serviceNetworkId: ["network"] },
);
const nativeService = node(
  "aws-native:vpclattice:ServiceNetworkServiceAssociation",
  "service",
  { serviceNetworkIdentifier: unknown },
  { serviceNetworkIdentifier: ["network"] },
);

judgesStack(rule, {
  passes: {
    "a policy on a network of services": [network, policy, service],
    "a policy on a network of both": [network, policy, member, service],
    "a policy on a network of both in aws-native": [
      nativeNetwork,
      nativePolicy("network"),
      nativeMember,
      nativeService,
    ],
    "a network of databases without a policy": [network, member],
    "a policy on an empty network": [network, policy],
    "a policy on a known configuration, which the resource's own check has found": [
      node("aws:vpclattice/resourceConfiguration:ResourceConfiguration", "orders", { id: "rcfg-1" }),
      node("aws:vpclattice/authPolicy:AuthPolicy", "policy", { resourceIdentifier: "rcfg-1" }),
    ],
  },
  finds: {
    "a policy on a network of databases": [[network, policy, member], `policy: ${onNetwork}`],
    "the same in aws-native": [[nativeNetwork, nativePolicy("network"), nativeMember], `policy: ${onNetwork}`],
    "a policy on a configuration not made yet": [
      [node("aws-native:vpclattice:ResourceConfiguration", "orders"), nativePolicy("orders")],
      `policy: ${onConfiguration}`,
    ],
    "the same with a configuration of aws": [
      [node("aws:vpclattice/resourceConfiguration:ResourceConfiguration", "orders"), nativePolicy("orders")],
      `policy: ${onConfiguration}`,
    ],
  },
  undecided: {
    "a policy on the network or the configuration": [
      node("aws-native:vpclattice:ResourceConfiguration", "orders"),
      nativeNetwork,
      nativeMember,
      node(
        "aws-native:vpclattice:AuthPolicy",
        "policy",
        { resourceIdentifier: unknown },
        { resourceIdentifier: ["orders", "network"] },
      ),
    ],
    "a policy on something not known yet": [
      network,
      member,
      node("aws:vpclattice/authPolicy:AuthPolicy", "policy", { resourceIdentifier: unknown }),
    ],
  },
});
