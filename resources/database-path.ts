import type { Field } from "./field";
import type { Resource } from "./resource";
import { type Direction, type TrafficRule, egressReads, ingressReads, trafficRules } from "./security-group-rules";
import type { Link, Stack } from "./stack";
import type { Token } from "./tokens";
import { configurationTypes, gatewayTypes } from "./type-pairs";

const groupTypes = [
  "aws:ec2/securityGroup:SecurityGroup",
  "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup",
  "aws-native:ec2:SecurityGroup",
] as const;
/** Databases and proxies, with the property that names their security groups. */
const databaseGroups = {
  "aws:rds/instance:Instance": "vpcSecurityGroupIds",
  "aws:rds/cluster:Cluster": "vpcSecurityGroupIds",
  "aws:rds/proxy:Proxy": "vpcSecurityGroupIds",
  "aws-native:rds:DbInstance": "vpcSecurityGroups",
  "aws-native:rds:DbCluster": "vpcSecurityGroupIds",
  "aws-native:rds:DbProxy": "vpcSecurityGroupIds",
} as const;
type TargetToken = keyof typeof databaseGroups;
const targetTypes = Object.keys(databaseGroups) as readonly TargetToken[];

/** What the functions here read; a rule that uses them declares the same. */
export const databasePathReads = {
  [gatewayTypes[0]]: ["securityGroupIds"],
  [gatewayTypes[1]]: ["securityGroupIds"],
  [configurationTypes[0]]: ["resourceConfigurationDefinition", "resourceGatewayIdentifier"],
  [configurationTypes[1]]: ["resourceConfigurationDefinition", "resourceGatewayId"],
  "aws:rds/instance:Instance": ["vpcSecurityGroupIds", "port", "engine"],
  "aws:rds/cluster:Cluster": ["vpcSecurityGroupIds", "port", "engine"],
  "aws:rds/proxy:Proxy": ["vpcSecurityGroupIds"],
  "aws-native:rds:DbInstance": ["vpcSecurityGroups", "port", "engine"],
  "aws-native:rds:DbCluster": ["vpcSecurityGroupIds", "port", "engine"],
  "aws-native:rds:DbProxy": ["vpcSecurityGroupIds"],
} as const;

/** A database within reach of a resource gateway, by the resource configuration that says so. */
export interface Exposure {
  readonly configuration: Resource;
  readonly database: Resource;
  /** Absent where the gateway is not of this stack. */
  readonly gateway: Resource | undefined;
}

export function exposures(stack: Stack): readonly Exposure[] {
  return stack.ofType(...configurationTypes).flatMap((configuration) => {
    const definition = configuration.get("resourceConfigurationDefinition");
    const target = [
      // An object in aws, the ARN itself in aws-native.
      definition.get("arnResource").isObject()
        ? definition.get("arnResource").get("arn")
        : definition.get("arnResource"),
      definition.get("dnsResource").get("domainName"),
    ].find((field) => field.present);
    const databases = stack.follow(configuration, target ?? definition, ...targetTypes);
    const named = configuration.get(configuration.native ? "resourceGatewayId" : "resourceGatewayIdentifier");
    const gateways = stack.follow(configuration, named, ...gatewayTypes);
    if (!databases.certain) return [];
    const gateway = gateways.certain ? gateways.resources[0] : undefined;
    return databases.resources.map((database) => ({ configuration, database, gateway }));
  });
}

export const groupsOfDatabase = (stack: Stack, database: Resource): Link =>
  stack.follow(database, database.get(databaseGroups[database.type as TargetToken]), ...groupTypes);

/** What `proxiesBefore` reads; a rule that uses it declares the same. */
export const proxyReads = {
  "aws:rds/proxyTarget:ProxyTarget": ["dbProxyName", "dbInstanceIdentifier", "dbClusterIdentifier"],
  "aws-native:rds:DbProxyTargetGroup": ["dbProxyName", "dbInstanceIdentifiers", "dbClusterIdentifiers"],
} as const;
const databasesOfProxy = [
  "dbInstanceIdentifier",
  "dbClusterIdentifier",
  "dbInstanceIdentifiers",
  "dbClusterIdentifiers",
];

/** The proxies of the stack that lead to a database for sure. */
export function proxiesBefore(stack: Stack, database: Resource): readonly Resource[] {
  const targets = databasesOfProxy.flatMap((property) => {
    const tokens = Object.keys(proxyReads) as (keyof typeof proxyReads)[];
    return stack.referrers(database, property, ...tokens.filter((token) => reads(token).includes(property)));
  });
  const links = targets.map((target) =>
    stack.follow(target, target.get("dbProxyName"), "aws:rds/proxy:Proxy", "aws-native:rds:DbProxy"),
  );
  return [...new Set(links.flatMap(({ resources, certain }) => (certain ? resources : [])))];
}

const reads = (token: keyof typeof proxyReads): readonly string[] => proxyReads[token];

export const groupsOfGateway = (stack: Stack, gateway: Resource): Link =>
  stack.follow(gateway, gateway.get("securityGroupIds"), ...groupTypes);

/** The groups a rule names on the other side. */
export const groupsNamed = (stack: Stack, holder: Resource, field: Field): Link =>
  stack.follow(holder, field, ...groupTypes);

export interface HeldRule {
  /** The group itself, or the separate rule resource. */
  readonly holder: Resource;
  readonly traffic: TrafficRule;
}

/** Every rule of a group in one direction: its inline ones, and the separate ones that name it. */
export function rulesOfGroup(stack: Stack, group: Resource, direction: Direction): readonly HeldRule[] {
  const types = Object.keys(direction === "ingress" ? ingressReads : egressReads) as Token[];
  return stack.ofType(...types).flatMap((holder) =>
    trafficRules(holder, direction)
      .filter(({ owner }) => {
        if (owner === undefined) return holder === group;
        const { resources, certain } = groupsNamed(stack, holder, owner);
        return certain && resources.includes(group);
      })
      .map((traffic) => ({ holder, traffic })),
  );
}

/** The port a database listens on: the one given, or the engine's own; `undefined` where neither is known. */
export function databasePort(database: Resource): number | undefined {
  // The provider fills the port in where the program leaves it out.
  const port = database.input("port");
  if (port.present) return port.number();
  const engine = database.get("engine").text() ?? "";
  if (/^(aurora-)?postgres/.test(engine)) return 5432;
  return /^(aurora-)?(mysql|mariadb)/.test(engine) ? 3306 : undefined;
}
