import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { ipv6Subnet } from "../../aws/ipv6-network";
import { regionalArn, type Place } from "../account/place";
import { serviceTrustPolicy } from "../account/trust-policy";
import { logGroupArgs, type LogSettings } from "../watch/log-settings";
import { networkProblems } from "./network-problems";

/** Ranges of a role's subnets by zone letter: `{ a: "10.0.0.0/26", b: "10.0.0.64/26" }`. */
export type ZoneCidrs = Readonly<Record<string, string>>;

/** A subnet that is there, with the range it was given. */
export interface PlacedSubnet {
  readonly id: pulumi.Output<string>;
  readonly cidr: string;
  /** Its IPv6 range, where it has one. */
  readonly ipv6Cidr?: pulumi.Output<string>;
}

export interface NetworkArgs extends LogSettings {
  /** The account and Region the VPC lives in. */
  readonly place: Place;
  /** IPv4 range of the VPC, /16 to /28. It may overlap with other VPCs: Lattice routes by name, not by address. */
  readonly vpcCidr: string;
  /** Subnets by role (`database`, `gateway`, `client`, …), each in two zones or more, within the VPC's range. */
  readonly subnets: Readonly<Record<string, ZoneCidrs>>;
  /**
   * Gives the VPC an IPv6 range of Amazon's too, and each subnet a /64 of it. No interface gets an address of it by itself,
   * and there is no way to the internet by either.
   * @default false
   */
  readonly ipv6?: boolean;
}

/**
 * A private VPC: subnets by role in several zones, no internet gateway, no default route, a default security group
 * without rules, and a flow log. There is no way in or out but what VPC Lattice or an endpoint opens.
 *
 * Cost: the flow log's data.
 *
 * @example
 * new Network("network", { place, vpcCidr: "10.0.0.0/16", logKeyArn,
 *   subnets: { database: { a: "10.0.0.0/26", b: "10.0.0.64/26" }, gateway: { a: "10.0.1.0/26", b: "10.0.1.64/26" } } })
 */
export class Network extends pulumi.ComponentResource {
  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** The subnets by role and zone. */
  readonly subnets: Readonly<Record<string, Readonly<Record<string, PlacedSubnet>>>>;
  /** Ids of the route tables by role. */
  readonly routeTableIds: Readonly<Record<string, pulumi.Output<string>>>;
  /** Name of the log group that has the flow log. */
  readonly flowLogGroupName: pulumi.Output<string>;

  constructor(name: string, args: NetworkArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:Network", name, args, opts);
    const problems = networkProblems(args);
    if (problems.length > 0) throw new pulumi.ResourceError(`Network "${name}": ${problems.join("; ")}`, this, true);
    const parent = { parent: this };

    const vpc = new ec2.Vpc(
      `${name}-vpc`,
      // Lattice names are answered by the VPC's own resolver: with either setting off, nothing in the VPC resolves
      // them.
      {
        cidrBlock: args.vpcCidr,
        ...(args.ipv6 === true && { assignGeneratedIpv6CidrBlock: true }),
        enableDnsSupport: true,
        enableDnsHostnames: true,
        tags: { Name: name },
      },
      parent,
    );
    // Without rules it admits nothing; AWS's own default lets every member of the group talk to every other.
    new ec2.DefaultSecurityGroup(`${name}-default-security-group`, { vpcId: vpc.id }, parent);
    this.vpcId = vpc.id;
    const ipv6Of = ipv6Ranges(args, vpc.ipv6CidrBlock);
    const roles = Object.entries(args.subnets).map(
      ([role, cidrs]) => [role, this.#placeSubnets(`${name}-${role}`, cidrs, args.place.region, ipv6Of(role))] as const,
    );
    this.subnets = Object.fromEntries(roles.map(([role, { placed }]) => [role, placed]));
    this.routeTableIds = Object.fromEntries(roles.map(([role, { routeTableId }]) => [role, routeTableId]));
    this.flowLogGroupName = this.#flowLog(name, args);

    // Without the route tables and the log group, which came later than the first states.
    this.registerOutputs({ vpcId: this.vpcId, subnets: this.subnets });
  }

  /**
   * The subnets of a role by zone.
   * @throws pulumi.ResourceError naming the roles there are, when there is none of that name.
   */
  subnetsOf(role: string): Readonly<Record<string, PlacedSubnet>> {
    const subnets = this.subnets[role];
    if (subnets !== undefined) return subnets;
    const roles = Object.keys(this.subnets).join(", ");
    throw new pulumi.ResourceError(`Network must have subnets of the role "${role}", got ${roles}`, this, true);
  }

  /** Subnets that share a route table, which holds nothing but the local route AWS puts there. */
  #placeSubnets(name: string, cidrs: ZoneCidrs, region: string, ipv6Of: Ipv6OfZone) {
    const parent = { parent: this };
    const { vpcId } = this;
    const table = new ec2.RouteTable(`${name}-routes`, { vpcId, tags: { Name: name } }, parent);
    const placed = Object.entries(cidrs).map(([zone, cidr]): [string, PlacedSubnet] => {
      const ipv6Cidr = ipv6Of(zone);
      const subnet = new ec2.Subnet(
        `${name}-${zone}`,
        {
          vpcId,
          cidrBlock: cidr,
          ...(ipv6Cidr !== undefined && { ipv6CidrBlock: ipv6Cidr }),
          availabilityZone: `${region}${zone}`,
          mapPublicIpOnLaunch: false,
          tags: { Name: `${name}-${zone}` },
        },
        parent,
      );
      const association = { subnetId: subnet.id, routeTableId: table.id };
      new ec2.RouteTableAssociation(`${name}-${zone}-routes`, association, parent);
      return [zone, { id: subnet.id, cidr, ...(ipv6Cidr !== undefined && { ipv6Cidr }) }];
    });
    return { placed: Object.fromEntries(placed), routeTableId: table.id };
  }

  #flowLog(name: string, args: NetworkArgs): pulumi.Output<string> {
    const parent = { parent: this };
    const flowLogs = regionalArn(args.place, "ec2", "vpc-flow-log/*");
    const group = new cloudwatch.LogGroup(`${name}-flow-logs`, logGroupArgs(args), parent);
    const role = new iam.Role(
      `${name}-flow-logs-role`,
      { assumeRolePolicy: serviceTrustPolicy(args.place, "vpc-flow-logs.amazonaws.com", flowLogs) },
      parent,
    );
    const policy = new iam.RolePolicy(
      `${name}-flow-logs-policy`,
      { role: role.name, policy: group.arn.apply((arn) => writePolicy(args.place, arn)) },
      parent,
    );
    new ec2.FlowLog(
      `${name}-flow-log`,
      { vpcId: this.vpcId, trafficType: "ALL", logDestination: group.arn, iamRoleArn: role.arn },
      // The role's ARN does not say that its policy is there, and the first delivery needs it.
      { ...parent, dependsOn: [policy] },
    );
    return group.name;
  }
}

type Ipv6OfZone = (zone: string) => pulumi.Output<string> | undefined;

/**
 * The /64 of each subnet, by role and zone. Its number follows from the role's place in the alphabet of roles and the zone's
 * letter, so that another zone takes no other's.
 */
function ipv6Ranges({ subnets, ipv6 = false }: NetworkArgs, vpcRange: pulumi.Output<string>) {
  const roles = Object.keys(subnets).sort();
  return (role: string): Ipv6OfZone =>
    (zone) => {
      if (!ipv6) return undefined;
      const number = roles.indexOf(role) * ZONES + zone.charCodeAt(0) - "a".charCodeAt(0);
      return vpcRange.apply((range) => ipv6Subnet(range, number));
    };
}

/** As many as letters; Amazon's range has room for 9 roles of them. */
const ZONES = 26;

/**
 * What a flow log may do: write to its own log group, and see which groups there are. That cannot be narrowed to one:
 * "set the ARN of its Resource line to use a * wildcard, instead of specifying only a single log group name"
 * (CloudWatch Logs guide, "Logs sent to CloudWatch Logs"); AWS's own policy for flow logs allows all five actions on
 * everything.
 */
function writePolicy(place: Place, logGroupArn: string): string {
  const actions = ["CreateLogStream", "PutLogEvents", "DescribeLogStreams"];
  return JSON.stringify({
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: actions.map((action) => `logs:${action}`),
        Resource: [logGroupArn, `${logGroupArn}:*`],
      },
      { Effect: "Allow", Action: "logs:DescribeLogGroups", Resource: regionalArn(place, "logs", "log-group:*") },
    ],
  });
}
