import { identityProperties } from "../../../../resources/identity";
import type { Token } from "../../../../resources/tokens";
import { type Node, type Props, node, unknown } from "../../judge";

export const owner = "111122223333";
export const consumer = "444455556666";
export const stranger = "777788889999";

/** The account that a provider is tied to; its settings are JSON inside a text. */
export const inAccount = (account: string) => ({
  provider: { allowedAccountIds: JSON.stringify([account]), region: "eu-west-1" },
});

type Links = Node["dependsOn"];

/** A resource of the owner's account. */
export const own = (type: Token, name: string, props: Props = {}, links: Links = {}): Node =>
  node(type, name, props, links, inAccount(owner));

/** One rule of a security group: ids of groups are names of resources. */
export function groupRule(
  direction: "Ingress" | "Egress",
  name: string,
  group: string,
  peer: Props | string,
  ports: Props = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432 },
): Node {
  const named = typeof peer === "string" ? { referencedSecurityGroupId: unknown } : peer;
  return own(
    direction === "Ingress"
      ? "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
      : "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule",
    name,
    { securityGroupId: unknown, ...ports, ...named },
    { securityGroupId: [group], ...(typeof peer === "string" && { referencedSecurityGroupId: [peer] }) },
  );
}

/** A database shared with the consumer, by a program that is not ours, before its first update. */
export const sharedOrders = (): readonly Node[] => [
  own("aws:ec2/vpc:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" }),
  ...["a", "b"].map((zone, index) =>
    own(
      "aws:ec2/subnet:Subnet",
      zone,
      { vpcId: unknown, cidrBlock: `10.0.${index}.0/24`, availabilityZoneId: `euw1-az${index + 1}` },
      { vpcId: ["vpc"] },
    ),
  ),
  own("aws:rds/subnetGroup:SubnetGroup", "subnets", { subnetIds: [unknown, unknown] }, { subnetIds: ["a", "b"] }),
  own("aws:ec2/securityGroup:SecurityGroup", "db-sg", { vpcId: unknown }, { vpcId: ["vpc"] }),
  own("aws:ec2/securityGroup:SecurityGroup", "gateway-sg", { vpcId: unknown }, { vpcId: ["vpc"] }),
  groupRule("Egress", "to-db", "gateway-sg", "db-sg"),
  groupRule("Ingress", "from-gateway", "db-sg", "gateway-sg"),
  own(
    "aws:rds/instance:Instance",
    "db",
    { engine: "postgres", vpcSecurityGroupIds: [unknown], dbSubnetGroupName: unknown },
    { vpcSecurityGroupIds: ["db-sg"], dbSubnetGroupName: ["subnets"] },
  ),
  own(
    "aws:vpclattice/resourceGateway:ResourceGateway",
    "gateway",
    { vpcId: unknown, subnetIds: [unknown, unknown], securityGroupIds: [unknown] },
    { vpcId: ["vpc"], subnetIds: ["a", "b"], securityGroupIds: ["gateway-sg"] },
  ),
  own(
    "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
    "orders",
    {
      type: "ARN",
      resourceConfigurationDefinition: { arnResource: { arn: unknown } },
      resourceGatewayIdentifier: unknown,
    },
    { resourceConfigurationDefinition: ["db"], resourceGatewayIdentifier: ["gateway"] },
  ),
  own("aws:ram/resourceShare:ResourceShare", "share", { allowExternalPrincipals: false }),
  shared("share", "orders"),
  named("share", consumer),
];

/** Puts something into a share. */
export const shared = (share: string, what: string): Node =>
  own(
    "aws:ram/resourceAssociation:ResourceAssociation",
    `${share}-${what}`,
    { resourceShareArn: unknown, resourceArn: unknown },
    { resourceShareArn: [share], resourceArn: [what] },
  );

/** Shares with somebody. */
export const named = (share: string, principal: string): Node =>
  own(
    "aws:ram/principalAssociation:PrincipalAssociation",
    `${share}-${principal}`,
    { resourceShareArn: unknown, principal },
    { resourceShareArn: [share] },
  );

/** This project's component that says whom a configuration is shared with. */
export const declared = (accountIds: unknown, what = "orders"): Node =>
  node(
    "lattice-db:index:ResourceShare",
    "declared",
    { accountIds, resourceArns: { configuration: unknown } },
    { resourceArns: [what] },
  );

/** A way of somebody's own: a service network with the configuration in it, and a VPC associated with it. */
export const ownWay = (account: string, groups: readonly string[] = []): readonly Node[] => {
  const there = (type: Token, name: string, props: Props, links: Links = {}): Node =>
    node(type, name, props, links, inAccount(account));
  return [
    there("aws-native:vpclattice:ServiceNetwork", "network", { sharingConfig: { enabled: false } }),
    there(
      "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation",
      "in-network",
      { serviceNetworkIdentifier: unknown, resourceConfigurationIdentifier: unknown },
      { serviceNetworkIdentifier: ["network"], resourceConfigurationIdentifier: ["orders"] },
    ),
    there("aws:ec2/vpc:Vpc", "other-vpc", { cidrBlock: "10.9.0.0/16" }),
    there(
      "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation",
      "association",
      { serviceNetworkIdentifier: unknown, vpcIdentifier: unknown, securityGroupIds: groups.map(() => unknown) },
      { serviceNetworkIdentifier: ["network"], vpcIdentifier: ["other-vpc"], securityGroupIds: groups },
    ),
  ];
};

/** The same in `aws-native`. */
export const nativeOrders = (): readonly Node[] => [
  own("aws-native:ec2:Vpc", "vpc", { cidrBlock: "10.0.0.0/16" }),
  ...["a", "b"].map((zone, index) =>
    own("aws-native:ec2:Subnet", zone, { vpcId: unknown, cidrBlock: `10.0.${index}.0/24` }, { vpcId: ["vpc"] }),
  ),
  own("aws-native:rds:DbSubnetGroup", "subnets", { subnetIds: [unknown, unknown] }, { subnetIds: ["a", "b"] }),
  own("aws-native:ec2:SecurityGroup", "db-sg", { vpcId: unknown }, { vpcId: ["vpc"] }),
  own("aws-native:ec2:SecurityGroup", "gateway-sg", { vpcId: unknown }, { vpcId: ["vpc"] }),
  own(
    "aws-native:ec2:SecurityGroupEgress",
    "to-db",
    { groupId: unknown, destinationSecurityGroupId: unknown, ipProtocol: "tcp", fromPort: 5432, toPort: 5432 },
    { groupId: ["gateway-sg"], destinationSecurityGroupId: ["db-sg"] },
  ),
  own(
    "aws-native:ec2:SecurityGroupIngress",
    "from-gateway",
    { groupId: unknown, sourceSecurityGroupId: unknown, ipProtocol: "tcp", fromPort: 5432, toPort: 5432 },
    { groupId: ["db-sg"], sourceSecurityGroupId: ["gateway-sg"] },
  ),
  own(
    "aws-native:rds:DbInstance",
    "db",
    { engine: "postgres", publiclyAccessible: false, vpcSecurityGroups: [unknown], dbSubnetGroupName: unknown },
    { vpcSecurityGroups: ["db-sg"], dbSubnetGroupName: ["subnets"] },
  ),
  own(
    "aws-native:vpclattice:ResourceGateway",
    "gateway",
    { vpcIdentifier: unknown, subnetIds: [unknown, unknown], securityGroupIds: [unknown] },
    { vpcIdentifier: ["vpc"], subnetIds: ["a", "b"], securityGroupIds: ["gateway-sg"] },
  ),
  own(
    "aws-native:vpclattice:ResourceConfiguration",
    "orders",
    {
      resourceConfigurationType: "ARN",
      resourceConfigurationDefinition: { arnResource: unknown },
      resourceGatewayId: unknown,
    },
    { resourceConfigurationDefinition: ["db"], resourceGatewayId: ["gateway"] },
  ),
  nativeShare("share", "orders", [consumer]),
];

export const nativeShare = (name: string, what: string, principals: unknown): Node =>
  own(
    "aws-native:ram:ResourceShare",
    name,
    { allowExternalPrincipals: false, resourceArns: [unknown], principals },
    { resourceArns: [what] },
  );

/** The same stack after its update: everything has an id, and whatever was unknown is the id of what it depends on. */
export const updated = (nodes: readonly Node[]): readonly Node[] =>
  nodes.map((it) => {
    const known = Object.entries(it.props).map(([property, value]) => {
      const targets = [...(it.dependsOn[property] ?? [])];
      return [property, filled(value, () => `${targets.shift() ?? "nothing"}-id`)] as const;
    });
    const id = `${it.name}-id`;
    const identity = it.type.startsWith("aws-native:") ? { ...nativeIds(it.type, id) } : { id };
    return { ...it, props: { ...Object.fromEntries(known), ...identity }, dependsOn: {} };
  });

function filled(value: unknown, next: () => string): unknown {
  if (value === unknown) return next();
  if (Array.isArray(value)) return value.map((it) => filled(it, next));
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, it]) => [key, filled(it, next)]));
}

const nativeIds = (type: Token, id: string): Props => {
  const property = identityProperties(type)[2];
  return property === undefined || type === "aws-native:ram:ResourceShare" ? { arn: id } : { [property]: id };
};
