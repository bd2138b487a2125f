import { latticeAccessLogs } from "../../../../policy/rules/lattice/lattice-access-logs";
import { node, unknown } from "../../judge";
import { judgesStack } from "../../tables";

const subscription = "aws:vpclattice/accessLogSubscription:AccessLogSubscription";
const network = node("aws:vpclattice/serviceNetwork:ServiceNetwork", "network", { id: "sn-1" });
const nativeNetwork = node("aws-native:vpclattice:ServiceNetwork", "network", { arn: "arn:sn-1" });
const configuration = node("aws:vpclattice/resourceConfiguration:ResourceConfiguration", "orders", {
  arn: "arn:rcfg-1",
});
const nativeConfiguration = node("aws-native:vpclattice:ResourceConfiguration", "orders", { awsId: "rcfg-1" });
const memberType = "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation";
const serviceMember = node(
  "aws:vpclattice/serviceNetworkServiceAssociation:ServiceNetworkServiceAssociation",
  "member",
  { serviceNetworkIdentifier: "sn-1" },
);
const toNetwork = { resourceIdentifier: ["network"] };

judgesStack(latticeAccessLogs, {
  passes: {
    "a network whose resource traffic is logged": [
      network,
      node(subscription, "log", { resourceIdentifier: "sn-1", serviceNetworkLogType: "RESOURCE" }),
    ],
    "the same in aws-native, at preview": [
      nativeNetwork,
      node(
        "aws-native:vpclattice:AccessLogSubscription",
        "log",
        { resourceIdentifier: unknown, serviceNetworkLogType: "RESOURCE" },
        toNetwork,
      ),
    ],
    "a network with both kinds of log": [
      network,
      node(subscription, "services", { resourceIdentifier: "sn-1" }),
      node(subscription, "resources", { resourceIdentifier: "sn-1", serviceNetworkLogType: "RESOURCE" }),
    ],
    "a network of services, which are logged": [
      network,
      node(subscription, "log", { resourceIdentifier: "sn-1" }),
      serviceMember,
      node(memberType, "of-another", { serviceNetworkIdentifier: "sn-2" }),
    ],
    "the same in aws-native": [
      nativeNetwork,
      node(subscription, "log", { resourceIdentifier: "arn:sn-1", serviceNetworkLogType: "SERVICE" }),
      node("aws-native:vpclattice:ServiceNetworkServiceAssociation", "member", {
        serviceNetworkIdentifier: "arn:sn-1",
      }),
    ],
    "a logged configuration": [configuration, node(subscription, "log", { resourceIdentifier: "arn:rcfg-1" })],
    "a logged configuration in aws-native": [
      nativeConfiguration,
      node("aws-native:vpclattice:AccessLogSubscription", "log", { resourceIdentifier: "rcfg-1" }),
    ],
  },
  finds: {
    "a network without a subscription": [[network], "network: AccessLogSubscription is missing for this network"],
    "the same where the provider has still to fill the default in": [
      [
        network,
        node(
          subscription,
          "log",
          { resourceIdentifier: "sn-1", serviceNetworkLogType: unknown },
          {},
          { inputs: { resourceIdentifier: "sn-1" } },
        ),
      ],
      "network: AccessLogSubscription covers only services on this network",
    ],
    "a network where only services are logged, which is the default": [
      [nativeNetwork, node(subscription, "log", { resourceIdentifier: unknown }, toNetwork)],
      "network: AccessLogSubscription covers only services on this network",
    ],
    "a network of services and databases where only services are logged": [
      [
        network,
        node(subscription, "log", { resourceIdentifier: "sn-1" }),
        serviceMember,
        node(memberType, "database", { serviceNetworkIdentifier: "sn-1" }),
      ],
      "network: AccessLogSubscription covers only services on this network",
    ],
    "the same with a database of aws-native, and a member not known yet": [
      [
        network,
        node(subscription, "log", { resourceIdentifier: "sn-1" }),
        serviceMember,
        node("aws-native:vpclattice:ServiceNetworkResourceAssociation", "database", { serviceNetworkId: unknown }),
      ],
      "network: AccessLogSubscription covers only services on this network",
    ],
    "a network of services that logs nothing": [
      [network, serviceMember],
      "network: AccessLogSubscription is missing for this network",
    ],
    "a configuration although another one is logged": [
      [configuration, node(subscription, "log", { resourceIdentifier: "arn:rcfg-2" })],
      "orders: AccessLogSubscription is missing for this configuration",
    ],
  },
  undecided: {
    "a subscription to something not known yet": [
      network,
      configuration,
      node(subscription, "log", { resourceIdentifier: unknown }),
    ],
    "a log type not known yet": [
      network,
      node(subscription, "log", { resourceIdentifier: "sn-1", serviceNetworkLogType: unknown }),
    ],
  },
});
