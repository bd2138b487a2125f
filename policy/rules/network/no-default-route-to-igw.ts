import { databaseVpcReads, databaseVpcs } from "../../../resources/database-vpcs";
import type { Resource } from "../../../resources/resource";
import {
  isDefaultRoute,
  isInternetGateway,
  namesInternetGateway,
  routeReads,
  routesIn,
} from "../../../resources/route-tables";
import type { Stack } from "../../../resources/stack";
import { vpcTypes } from "../../../resources/type-pairs";
import { matchesAny, patterns } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";

const attachments = [
  "aws:ec2/internetGateway:InternetGateway",
  "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
  "aws-native:ec2:VpcGatewayAttachment",
] as const;

export const noDefaultRouteToIgw = rule({
  id: "no-default-route-to-igw",
  sentence: "No route leads from these networks straight to the internet.",
  why: "A route to an internet gateway is what makes a subnet public; a shared database needs none on either side.",
  fix: "Remove the route; for outbound traffic use VPC endpoints, or a NAT gateway in a network of its own.",
  severity: "high",
  level: "mandatory",
  surroundings: true,
  controls: ["Config no-unrestricted-route-to-igw", "cdk-nag VPCNoUnrestrictedRouteToIGW"],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html",
  knobs: {
    publicRouteTables: patterns("Regular expressions of the names of routes and tables meant to be public."),
  },
  reads: {
    ...routeReads,
    ...databaseVpcReads,
    [attachments[0]]: ["vpcId"],
    [attachments[1]]: ["vpcId"],
    [attachments[2]]: ["vpcId", "internetGatewayId"],
    "aws-native:ec2:InternetGateway": [],
    "aws:ec2/vpnGateway:VpnGateway": [],
    "aws:ec2/carrierGateway:CarrierGateway": [],
    "aws:ec2/vpcEndpoint:VpcEndpoint": [],
    "aws-native:ec2:VpcEndpoint": [],
  },
  check(resource, { knobs }) {
    if (matchesAny(knobs.publicRouteTables, resource.name)) return [];
    const wrong = open(resource).filter(({ gateway }) => namesInternetGateway(gateway));
    return wrong.map(({ at }) => ({ at, what }));
  },
  checkStack(stack, { knobs }) {
    const holders = stack.resources.filter(({ name }) => !matchesAny(knobs.publicRouteTables, name));
    const routes = holders.flatMap((resource) => {
      // Where the value was known, check has judged it.
      const wrong = open(resource).filter((it) => !it.gateway.known && isInternetGateway(stack, resource, it.gateway));
      return wrong.map(({ at }) => ({ resource, at, what }));
    });
    return [...routes, ...gatewaysBesideDatabases(stack)];
  },
});

function gatewaysBesideDatabases(stack: Stack): Finding[] {
  const vpcs = databaseVpcs(stack);
  return stack.ofType(...attachments).flatMap((resource) => {
    // The same native type attaches VPN gateways.
    if (resource.type === attachments[2] && resource.get("internetGatewayId").absent) return [];
    const at = resource.get("vpcId");
    const { resources, certain } = stack.follow(resource, at, ...vpcTypes);
    const beside = certain && resources.some((vpc) => vpcs.has(vpc));
    return beside ? [{ resource, at, what: "puts an internet gateway beside a database", advisory: true }] : [];
  });
}

const what = "leads to an internet gateway";

const open = (resource: Resource) => routesIn(resource).filter(isDefaultRoute);
