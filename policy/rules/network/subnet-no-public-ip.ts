import { allSubnetTypes } from "../../../resources/public-subnet";
import type { Resource } from "../../../resources/resource";
import { matchesAny, patterns } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";

const defaultSubnet = "aws:ec2/defaultSubnet:DefaultSubnet";
const subnets: readonly string[] = allSubnetTypes;

export const subnetNoPublicIp = rule({
  id: "subnet-no-public-ip",
  sentence: "Nothing in these networks gets a public address by itself.",
  why: "A public address is one half of a way in from the internet; a route is the other, and easily added.",
  fix: "Leave mapPublicIpOnLaunch and associatePublicIpAddress off; name a subnet that must be public in publicSubnets.",
  severity: "high",
  level: "mandatory",
  surroundings: true,
  controls: [
    "FSBP EC2.9",
    "FSBP EC2.15",
    "Config subnet-auto-assign-public-ip-disabled",
    "checkov CKV_AWS_130",
    "trivy AWS-0164",
    "cdk-nag VPCSubnetAutoAssignPublicIpDisabled",
  ],
  url: "https://docs.aws.amazon.com/vpc/latest/userguide/subnet-public-ip.html",
  knobs: { publicSubnets: patterns("Regular expressions of the names of subnets that are meant to be public.") },
  reads: {
    "aws:ec2/subnet:Subnet": ["mapPublicIpOnLaunch", "assignIpv6AddressOnCreation"],
    "aws-native:ec2:Subnet": ["mapPublicIpOnLaunch", "assignIpv6AddressOnCreation"],
    [defaultSubnet]: ["mapPublicIpOnLaunch", "assignIpv6AddressOnCreation"],
    "aws:ec2/instance:Instance": ["associatePublicIpAddress"],
    "aws-native:ec2:Instance": ["networkInterfaces"],
    "aws:ec2/launchTemplate:LaunchTemplate": ["networkInterfaces"],
    "aws-native:ec2:LaunchTemplate": ["launchTemplateData"],
  },
  check(resource, { knobs }) {
    if (matchesAny(knobs.publicSubnets, resource.name)) return [];
    return subnets.includes(resource.type) ? subnetFindings(resource) : instanceFindings(resource);
  },
  mend(resource) {
    if (!subnets.includes(resource.type)) return {};
    const ipv6 = resource.get("assignIpv6AddressOnCreation").flag() === true;
    return { mapPublicIpOnLaunch: false, ...(ipv6 && { assignIpv6AddressOnCreation: false }) };
  },
});

function subnetFindings(subnet: Resource): Finding[] {
  const ipv4 = subnet.get("mapPublicIpOnLaunch");
  const ipv6 = subnet.get("assignIpv6AddressOnCreation");
  return [
    ...(ipv4.flag() === true ? [{ at: ipv4, what: "is on" }] : []),
    // Off where it is left out, but on for the subnets AWS made.
    ...(subnet.type === defaultSubnet && ipv4.absent ? [{ at: ipv4, what: "is left out, which is on here" }] : []),
    // IPv6 addresses are public by range; whether anyone reaches them is up to the routes.
    ...(ipv6.flag() === true ? [{ at: ipv6, what: "is on", advisory: true as const }] : []),
  ];
}

function instanceFindings(instance: Resource): Finding[] {
  const interfaces = [
    ...instance.get("networkInterfaces").items(),
    ...instance.get("launchTemplateData").get("networkInterfaces").items(),
  ];
  const switches = [
    instance.get("associatePublicIpAddress"),
    ...interfaces.map((it) => it.get("associatePublicIpAddress")),
  ];
  return switches.filter((at) => at.flag() === true).map((at) => ({ at, what: "is on" }));
}
