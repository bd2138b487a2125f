import { allSubnetTypes, publicReason, publicSubnetReads } from "../../../resources/public-subnet";
import { gatewayTypes, subnetTypes } from "../../../resources/type-pairs";
import { rule } from "../../framework/rule";

export const latticeGatewayPrivateMultiAz = rule({
  id: "lattice-gateway-private-multi-az",
  sentence: "A resource gateway stands in private subnets of at least two zones.",
  why: "Clients reach a gateway only in a zone both have, so one zone is one failure away from none; and its subnets need no way out.",
  fix: "Give it private subnets in two or more availability zones.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-gateway.html",
  reads: {
    ...publicSubnetReads,
    [gatewayTypes[0]]: ["subnetIds"],
    [gatewayTypes[1]]: ["subnetIds"],
    [subnetTypes[0]]: ["mapPublicIpOnLaunch", "vpcId", "availabilityZone", "availabilityZoneId"],
    [subnetTypes[1]]: ["mapPublicIpOnLaunch", "vpcId", "availabilityZone", "availabilityZoneId"],
  },
  check(gateway) {
    if (!(gatewayTypes as readonly string[]).includes(gateway.type)) return [];
    const at = gateway.get("subnetIds");
    if (at.unknown || at.items().length > 1) return [];
    return [{ at, what: "names fewer than two subnets", advisory: true }];
  },
  checkStack: (stack) =>
    stack.ofType(...gatewayTypes).flatMap((gateway) => {
      const at = gateway.get("subnetIds");
      const { resources, certain } = stack.follow(gateway, at, ...allSubnetTypes);
      if (!certain) return [];
      const open = resources.flatMap((subnet) => {
        const reason = publicReason(stack, subnet);
        return reason === undefined ? [] : [{ resource: gateway, at, what: `has ${subnet.name}, which ${reason}` }];
      });
      const zones = resources.map(
        (subnet) => subnet.get("availabilityZone").text() ?? subnet.get("availabilityZoneId").text(),
      );
      const oneZone = resources.length > 1 && zones[0] !== undefined && zones.every((zone) => zone === zones[0]);
      const what = `has all its subnets in ${zones[0] ?? ""}`;
      return oneZone ? [...open, { resource: gateway, at, what, advisory: true as const }] : open;
    }),
});
