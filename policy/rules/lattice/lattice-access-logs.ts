import { hasServices, mayHaveResources, networkMemberReads } from "../../../resources/network-members";
import type { Resource } from "../../../resources/resource";
import type { Stack } from "../../../resources/stack";
import { accessLogTypes, configurationTypes, networkTypes } from "../../../resources/type-pairs";
import { type Finding, rule } from "../../framework/rule";

export const latticeAccessLogs = rule({
  id: "lattice-access-logs",
  sentence: "Traffic through Lattice to a database is logged.",
  why: "Only resource access logs say which VPC connected to which database and when; CloudTrail has API calls alone.",
  fix: "Add an AccessLogSubscription for it; for a service network, one with serviceNetworkLogType RESOURCE.",
  severity: "medium",
  level: "advisory",
  controls: ["ElectricEye VPC-Lattice.4"],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/monitoring-access-logs.html",
  reads: {
    ...networkMemberReads,
    [configurationTypes[0]]: [],
    [configurationTypes[1]]: [],
    [accessLogTypes[0]]: ["resourceIdentifier", "serviceNetworkLogType"],
    [accessLogTypes[1]]: ["resourceIdentifier", "serviceNetworkLogType"],
  },
  checkStack(stack) {
    return [
      ...stack.ofType(...networkTypes).flatMap((network) => networkFinding(stack, network)),
      ...stack.ofType(...configurationTypes).flatMap((configuration) => {
        return logsOf(stack, configuration).length > 0 || mayBeLogged(stack)
          ? []
          : [{ resource: configuration, at: "AccessLogSubscription", what: "is missing for this configuration" }];
      }),
    ];
  },
});

function networkFinding(stack: Stack, network: Resource): Finding[] {
  const logs = logsOf(stack, network);
  // SERVICE, the default, covers HTTP services only; connections to databases are logged by RESOURCE.
  const types = logs.map((log) => log.input("serviceNetworkLogType"));
  if (types.some((type) => type.unknown || type.text() === "RESOURCE") || mayBeLogged(stack)) return [];
  if (logs.length === 0)
    return [{ resource: network, at: "AccessLogSubscription", what: "is missing for this network" }];
  if (hasServices(stack, network) && !mayHaveResources(stack, network)) return [];
  return [{ resource: network, at: "AccessLogSubscription", what: "covers only services on this network" }];
}

const logsOf = (stack: Stack, target: Resource): readonly Resource[] =>
  stack.referrers(target, "resourceIdentifier", ...accessLogTypes);

/** A subscription whose target the stack does not show yet may be the one that seems missing. */
const mayBeLogged = (stack: Stack): boolean =>
  stack.ofType(...accessLogTypes).some((log) => {
    return !stack.follow(log, log.get("resourceIdentifier"), ...networkTypes, ...configurationTypes).certain;
  });
