import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as vpclattice from "@pulumi/aws/vpclattice";
import * as pulumi from "@pulumi/pulumi";

import { parseIpv4Network, usableAddresses } from "../../aws/ipv4-network";
import { TargetKind, type ShareableDatabase } from "../database/shareable-database";
import { logGroupArgs, logSettingsProblems, type LogSettings } from "../watch/log-settings";

/** A subnet the gateway stands in. */
export interface GatewaySubnet {
  readonly id: pulumi.Input<string>;
  /** Its IPv4 range, which must have room for the gateway's addresses. */
  readonly cidr: string;
}

export interface ResourceGatewayArgs extends LogSettings {
  /** The databases' VPC. */
  readonly vpcId: pulumi.Input<string>;
  /** Subnets of the gateway by zone, private, at least two. */
  readonly subnets: Readonly<Record<string, GatewaySubnet>>;
  /** The databases to share, by a name that stays: it becomes part of the resource configuration's name. */
  readonly databases: Readonly<Record<string, ShareableDatabase>>;
  /**
   * IPv4 addresses the gateway takes in each subnet, 1-62; each carries about 55,000 connections to a database.
   * Cannot be changed later without replacing the gateway.
   * @default 8
   */
  readonly ipv4AddressesPerEni?: number;
  /**
   * Whether it resolves names by the VPC's own resolver, for databases with a private name. Such a gateway serves none
   * that go by their ARN.
   * @default false
   */
  readonly resolvesInVpc?: boolean;
  /**
   * Whether it has IPv6 addresses beside the others, for which each of its subnets needs an IPv6 range. Cannot be changed
   * later: a gateway that is there keeps what it has.
   * @default false
   */
  readonly dualStack?: boolean;
}

/**
 * The way from VPC Lattice to private databases: one gateway in two zones or more and one resource configuration
 * for each database, with an access log. What leaves the gateway can reach the databases' ports and nothing else.
 *
 * It does not share anything: see `ResourceShare`. Lattice has no auth policy for databases; who gets in is decided
 * by the share, the security groups and the login.
 *
 * Cost: per GB through the gateway; each service network a configuration is associated with pays by the hour.
 */
export class ResourceGateway extends pulumi.ComponentResource {
  /** Id of the gateway, `rgw-…`. */
  readonly gatewayId: pulumi.Output<string>;
  /** The gateway's security group: what the databases admit. */
  readonly securityGroupId: pulumi.Output<string>;
  /** Name of the log group that has the access log. */
  readonly accessLogGroupName: pulumi.Output<string>;
  /** ARNs of the resource configurations, by database. */
  readonly resourceConfigurationArns: Readonly<Record<string, pulumi.Output<string>>>;

  constructor(name: string, args: ResourceGatewayArgs, opts?: pulumi.ComponentResourceOptions) {
    // Without the databases: another one would be a change of the gateway.
    const { databases, ...own } = args;
    super("lattice-db:index:ResourceGateway", name, own, opts);
    const problems = resourceGatewayProblems(name, args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(`ResourceGateway "${name}": ${problems.join("; ")}`, this, true);
    }
    const parent = { parent: this };

    const group = new ec2.SecurityGroup(
      `${name}-security-group`,
      { vpcId: args.vpcId, description: "Resource gateway, to its databases only", tags: { Name: `${name}-gateway` } },
      parent,
    );
    const gateway = new vpclattice.ResourceGateway(
      `${name}-gateway`,
      {
        vpcId: args.vpcId,
        subnetIds: Object.values(args.subnets).map((subnet) => subnet.id),
        securityGroupIds: [group.id],
        ipAddressType: args.dualStack === true ? "DUALSTACK" : "IPV4",
        ipv4AddressesPerEni: args.ipv4AddressesPerEni ?? DEFAULT_ADDRESSES_PER_ENI,
        ...(args.resolvesInVpc === true && { resourceConfigDnsResolution: "IN_VPC" }),
      },
      // A new one would take the resource configurations along, and what consumers made of them.
      { ...parent, ...(args.dualStack === true && { ignoreChanges: ["ipAddressType"] }) },
    );
    const accessLogs = new cloudwatch.LogGroup(`${name}-access-logs`, logGroupArgs(args), parent);
    this.accessLogGroupName = accessLogs.name;
    this.gatewayId = gateway.id;
    this.securityGroupId = group.id;
    const ways = new Map<string, pulumi.Resource[]>();
    for (const [key, database] of Object.entries(databases)) {
      const way = wayOf(key, database);
      if (!ways.has(way)) ways.set(way, this.#openWay(`${name}-${way}`, database));
    }
    this.resourceConfigurationArns = Object.fromEntries(
      Object.entries(databases).map(([key, database]) => [
        key,
        this.#share(`${name}-${key}`, database, ways.get(wayOf(key, database)) ?? [], accessLogs.arn),
      ]),
    );

    this.registerOutputs({
      gatewayId: this.gatewayId,
      securityGroupId: this.securityGroupId,
      resourceConfigurationArns: this.resourceConfigurationArns,
    });
  }

  /** The way from the gateway to a security group of databases, once for each group; the rules that open it. */
  #openWay(name: string, { port, securityGroupId, addIngressRule = true }: ShareableDatabase): pulumi.Resource[] {
    const parent = { parent: this };
    const tcp = { ipProtocol: "tcp", fromPort: port, toPort: port };
    // Rules of their own, because each of the two groups names the other.
    const out = new vpc.SecurityGroupEgressRule(
      `${name}-egress`,
      {
        ...tcp,
        securityGroupId: this.securityGroupId,
        referencedSecurityGroupId: securityGroupId,
        description: "Resource gateway to database",
      },
      parent,
    );
    if (!addIngressRule) return [out];
    const into = new vpc.SecurityGroupIngressRule(
      `${name}-ingress`,
      {
        ...tcp,
        securityGroupId,
        referencedSecurityGroupId: this.securityGroupId,
        description: "Database from resource gateway",
      },
      parent,
    );
    return [out, into];
  }

  /** Gives a database a name in Lattice. */
  #share(
    name: string,
    database: ShareableDatabase,
    rules: pulumi.Resource[],
    logGroupArn: pulumi.Output<string>,
  ): pulumi.Output<string> {
    const parent = { parent: this };
    const configuration = new vpclattice.ResourceConfiguration(
      name,
      {
        ...targetArgs(database),
        resourceGatewayIdentifier: this.gatewayId,
        allowAssociationToShareableServiceNetwork: false,
      },
      // No output says that the path is open; a consumer's first connection must find it so.
      { ...parent, dependsOn: rules },
    );
    new vpclattice.AccessLogSubscription(
      `${name}-access-log`,
      { resourceIdentifier: configuration.id, destinationArn: logGroupArn },
      parent,
    );
    return configuration.arn;
  }
}

/** What the rules to a database are named after: its security group, where it shares that, or itself. */
function wayOf(key: string, { securityGroupKey }: ShareableDatabase): string {
  return securityGroupKey ?? key;
}

/** How a resource configuration names what it leads to. */
function targetArgs({ target, port }: ShareableDatabase) {
  switch (target.kind) {
    case TargetKind.Arn:
      // Takes no ports and no protocol: AWS reads them from the database.
      return { type: "ARN", resourceConfigurationDefinition: { arnResource: { arn: target.value } } };
    case TargetKind.DomainName:
      return {
        type: "SINGLE",
        resourceConfigurationDefinition: { dnsResource: { domainName: target.value, ipAddressType: "IPV4" } },
        portRanges: [String(port)],
        protocol: "TCP",
        // The name by which the consumer connects too: certificates and IAM tokens are for it.
        customDomainName: target.value,
      };
  }
}

/** AWS's own default is 16, which a /28 cannot hold. 8 carry 440,000 connections to each database. */
export const DEFAULT_ADDRESSES_PER_ENI = 8;

/** What is wrong with the arguments; empty when nothing is. */
export function resourceGatewayProblems(
  name: string,
  args: Omit<ResourceGatewayArgs, "vpcId" | "logKeyArn">,
): string[] {
  const cidrs = Object.fromEntries(Object.entries(args.subnets).map(([zone, { cidr }]) => [zone, cidr]));
  const databases = Object.keys(args.databases).map((database) => `${name}-${database}`);
  return [
    ...(Object.keys(cidrs).length < 2
      ? [`subnets must be in at least two zones, got ${Object.keys(cidrs).join(", ") || "none"}`]
      : []),
    ...gatewayAddressProblems(cidrs, args.ipv4AddressesPerEni ?? DEFAULT_ADDRESSES_PER_ENI),
    ...databases
      // A resource configuration's name has at most 40 characters, of which Pulumi's suffix takes 8.
      .filter((full) => !/^[a-z](?:-?[a-z0-9])*$/.test(full) || full.length > 32)
      .map(
        (full) =>
          `databases must have names of lower-case letters, digits and single "-" with "${name}-" 32 characters at most, got "${full}"`,
      ),
    ...resolutionProblems(args),
    ...logSettingsProblems(args),
  ];
}

/** What a gateway cannot resolve: AWS serves ARNs by public resolution only. */
function resolutionProblems({
  databases,
  resolvesInVpc = false,
}: Pick<ResourceGatewayArgs, "databases" | "resolvesInVpc">) {
  const wrong = Object.entries(databases).filter(([, { target }]) => (target.isPrivate ?? false) !== resolvesInVpc);
  const what = resolvesInVpc
    ? "go by private names, since resolvesInVpc is true"
    : "not go by private names without resolvesInVpc";
  return wrong.map(([key]) => `databases.${key} must ${what}`);
}

/** What is wrong with the room for the gateway's addresses: in each subnet it takes all of them. */
export function gatewayAddressProblems(cidrs: Readonly<Record<string, string>>, addresses: number): string[] {
  if (!Number.isInteger(addresses) || addresses < 1 || addresses > 62) {
    return [`ipv4AddressesPerEni must be a whole number of 1-62, got ${addresses}`];
  }
  return Object.entries(cidrs).flatMap(([zone, text]) => {
    const cidr = parseIpv4Network(text);
    // A range that is none is the network's problem.
    if (cidr === undefined || usableAddresses(cidr) >= addresses) return [];
    return [
      `subnets.${zone} must have room for the gateway's ${addresses} addresses, got ${text} with ${usableAddresses(cidr)} ` +
        "(AWS keeps 5 of every subnet); take a larger one or a lower ipv4AddressesPerEni",
    ];
  });
}
