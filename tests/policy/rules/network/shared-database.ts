import { type Node, type Props, node, unknown } from "../../judge";

/** A database behind a gateway during a first preview: no id is known, only what depends on what. */
export const path = (group: Props = {}, database: Props = { engine: "postgres" }): readonly Node[] => [
  node("aws:ec2/securityGroup:SecurityGroup", "gateway-sg"),
  node("aws:ec2/securityGroup:SecurityGroup", "db-sg", group),
  node(
    "aws:rds/instance:Instance",
    "db",
    { vpcSecurityGroupIds: [unknown], ...database },
    { vpcSecurityGroupIds: ["db-sg"] },
  ),
  node(
    "aws:vpclattice/resourceGateway:ResourceGateway",
    "gateway",
    { securityGroupIds: [unknown] },
    { securityGroupIds: ["gateway-sg"] },
  ),
  node(
    "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
    "orders",
    { resourceConfigurationDefinition: { arnResource: { arn: unknown } }, resourceGatewayIdentifier: unknown },
    { resourceConfigurationDefinition: ["db"], resourceGatewayIdentifier: ["gateway"] },
  ),
];

/** The rule by which the database's group admits the gateway's. */
export const fromGateway = node(
  "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule",
  "from-gateway",
  {
    securityGroupId: unknown,
    referencedSecurityGroupId: unknown,
    ipProtocol: "tcp",
    fromPort: 5432,
    toPort: 5432,
  },
  { securityGroupId: ["db-sg"], referencedSecurityGroupId: ["gateway-sg"] },
);

/** The same path in aws-native, with an Aurora cluster. */
export const nativePath = (): readonly Node[] => [
  node("aws-native:ec2:SecurityGroup", "gateway-sg"),
  node("aws-native:ec2:SecurityGroup", "db-sg"),
  node(
    "aws-native:rds:DbCluster",
    "db",
    { engine: "aurora-postgresql", vpcSecurityGroupIds: [unknown] },
    { vpcSecurityGroupIds: ["db-sg"] },
  ),
  node(
    "aws-native:vpclattice:ResourceGateway",
    "gateway",
    { securityGroupIds: [unknown] },
    { securityGroupIds: ["gateway-sg"] },
  ),
  node(
    "aws-native:vpclattice:ResourceConfiguration",
    "orders",
    { resourceConfigurationDefinition: { arnResource: unknown }, resourceGatewayId: unknown },
    { resourceConfigurationDefinition: ["db"], resourceGatewayId: ["gateway"] },
  ),
  node(
    "aws-native:ec2:SecurityGroupIngress",
    "from-gateway",
    { groupId: unknown, sourceSecurityGroupId: unknown, ipProtocol: "tcp", fromPort: 5432, toPort: 5432 },
    { groupId: ["db-sg"], sourceSecurityGroupId: ["gateway-sg"] },
  ),
];

/** The same path after an update, where only values tell what belongs together; a proxy this time. */
export const knownPath = (): readonly Node[] => [
  node("aws:ec2/securityGroup:SecurityGroup", "gateway-sg", { id: "sg-gateway" }),
  node("aws:ec2/securityGroup:SecurityGroup", "db-sg", {
    id: "sg-db",
    ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, securityGroups: ["sg-gateway", "sg-outside"] }],
  }),
  node("aws:rds/proxy:Proxy", "db", { endpoint: "p.rds.amazonaws.com", vpcSecurityGroupIds: ["sg-db"] }),
  node("aws:vpclattice/resourceGateway:ResourceGateway", "gateway", {
    id: "rgw-1",
    securityGroupIds: ["sg-gateway", "sg-outside"],
  }),
  node("aws:vpclattice/resourceConfiguration:ResourceConfiguration", "orders", {
    resourceConfigurationDefinition: { dnsResource: { domainName: "p.rds.amazonaws.com" } },
    resourceGatewayIdentifier: "rgw-1",
  }),
];
