import * as cloudwatch from "@pulumi/aws/cloudwatch";
import * as ec2 from "@pulumi/aws/ec2";
import * as iam from "@pulumi/aws/iam";
import * as pulumi from "@pulumi/pulumi";

import { contains, overlap, parseCidr } from "./cidr";
import { regionalArn, type Place } from "./place";

/** Subnet ranges by role (`database`, `gateway`, `client`, …) and then by zone letter (`a`, `b`, …). */
export type SubnetCidrs<Role extends string = string> = Readonly<Record<Role, Readonly<Record<string, string>>>>;

/** A subnet that is there, with the range it was given. */
export interface PlacedSubnet {
  readonly id: pulumi.Output<string>;
  readonly cidr: string;
}

export interface NetworkArgs<Role extends string = string> {
  /** The account and Region the VPC lives in. */
  readonly place: Place;
  /** IPv4 range of the VPC, /16 to /28. It may overlap with other VPCs: Lattice routes by name, not by address. */
  readonly vpcCidr: string;
  /** Ranges of the subnets, at least one role, each in two zones or more, within the VPC's range. */
  readonly subnets: SubnetCidrs<Role>;
  /** ARN of the key that encrypts the flow log; its policy must admit CloudWatch Logs. */
  readonly logKeyArn: pulumi.Input<string>;
  /**
   * How long flow logs are kept, in days; one of CloudWatch Logs' own steps (365, 400, 545, 731, …).
   * @default 365
   */
  readonly logRetentionDays?: number;
}

/**
 * A private VPC: subnets by role in several zones, no internet gateway, no default route, a default security group
 * without rules, and a flow log. There is no way in or out but what VPC Lattice or an endpoint opens.
 *
 * @example
 * new Network("network", { place, vpcCidr: "10.0.0.0/16", logKeyArn,
 *   subnets: { database: { a: "10.0.0.0/26", b: "10.0.0.64/26" }, gateway: { a: "10.0.1.0/26", b: "10.0.1.64/26" } } })
 */
export class Network<Role extends string = string> extends pulumi.ComponentResource {
  /** Id of the VPC. */
  readonly vpcId: pulumi.Output<string>;
  /** The subnets by role and zone. */
  readonly subnets: Readonly<Record<Role, Readonly<Record<string, PlacedSubnet>>>>;

  constructor(name: string, args: NetworkArgs<Role>, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:Network", name, args, opts);
    const problems = networkProblems(args);
    if (problems.length > 0) throw new pulumi.ResourceError(`Network "${name}": ${problems.join("; ")}`, this, true);
    const parent = { parent: this };

    const vpc = new ec2.Vpc(
      `${name}-vpc`,
      // The Lattice names live in private zones and public DNS: without both settings nothing in the VPC can resolve them.
      { cidrBlock: args.vpcCidr, enableDnsSupport: true, enableDnsHostnames: true, tags: { Name: name } },
      parent,
    );
    // Without rules it admits nothing; AWS's own default lets every member of the group talk to every other.
    new ec2.DefaultSecurityGroup(`${name}-default-security-group`, { vpcId: vpc.id }, parent);
    this.vpcId = vpc.id;
    const roles = Object.entries<Readonly<Record<string, string>>>(args.subnets);
    // Object.fromEntries forgets which keys there are; they are those of args.subnets.
    this.subnets = Object.fromEntries(
      roles.map(([role, cidrs]) => [role, this.#subnets(name, role, cidrs, args.place.region)]),
    ) as typeof this.subnets;
    this.#flowLog(name, args);

    this.registerOutputs({ vpcId: this.vpcId, subnets: this.subnets });
  }

  /** One route table a role, with nothing but the local route AWS puts there. */
  #subnets(name: string, role: string, cidrs: Readonly<Record<string, string>>, region: string) {
    const parent = { parent: this };
    const tags = { Name: `${name}-${role}` };
    const table = new ec2.RouteTable(`${name}-${role}-routes`, { vpcId: this.vpcId, tags }, parent);
    const placed = Object.entries(cidrs).map(([zone, cidr]): [string, PlacedSubnet] => {
      const subnet = new ec2.Subnet(
        `${name}-${role}-${zone}`,
        {
          vpcId: this.vpcId,
          cidrBlock: cidr,
          availabilityZone: `${region}${zone}`,
          mapPublicIpOnLaunch: false,
          tags: { Name: `${name}-${role}-${zone}` },
        },
        parent,
      );
      new ec2.RouteTableAssociation(
        `${name}-${role}-${zone}-routes`,
        { subnetId: subnet.id, routeTableId: table.id },
        parent,
      );
      return [zone, { id: subnet.id, cidr }];
    });
    return Object.fromEntries(placed);
  }

  #flowLog(name: string, args: NetworkArgs): void {
    const parent = { parent: this };
    const group = new cloudwatch.LogGroup(
      `${name}-flow-logs`,
      { retentionInDays: args.logRetentionDays ?? 365, kmsKeyId: args.logKeyArn },
      parent,
    );
    const role = new iam.Role(
      `${name}-flow-logs-role`,
      { assumeRolePolicy: JSON.stringify(flowLogTrust(args.place)) },
      parent,
    );
    const policy = new iam.RolePolicy(
      `${name}-flow-logs-policy`,
      { role: role.name, policy: group.arn.apply((arn) => JSON.stringify(flowLogPolicy(arn))) },
      parent,
    );
    new ec2.FlowLog(
      `${name}-flow-log`,
      { vpcId: this.vpcId, trafficType: "ALL", logDestination: group.arn, iamRoleArn: role.arn },
      // The role's ARN does not say that its policy is there, and the first delivery needs it.
      { ...parent, dependsOn: [policy] },
    );
  }
}

/** What is wrong with the arguments; empty when nothing is. */
export function networkProblems(args: Pick<NetworkArgs, "vpcCidr" | "subnets">): string[] {
  const problems: string[] = [];
  const vpc = parseCidr(args.vpcCidr);
  if (vpc === undefined || vpc.prefix < 16 || vpc.prefix > 28) {
    problems.push(`vpcCidr must be an IPv4 network from /16 to /28, got "${args.vpcCidr}"`);
  }
  const roles = Object.entries(args.subnets);
  if (roles.length === 0) problems.push("subnets must have at least one role, got none");
  for (const [role, cidrs] of roles) {
    const zones = Object.keys(cidrs);
    if (zones.length < 2) {
      problems.push(
        `subnets.${role} must span at least two zones, got ${zones.length === 0 ? "none" : zones.join(", ")}`,
      );
    }
    for (const zone of zones.filter((letter) => !/^[a-z]$/.test(letter))) {
      problems.push(`subnets.${role}.${zone} must be keyed by the zone's letter ("a" for eu-west-1a), got "${zone}"`);
    }
  }
  const subnets = roles.flatMap(([role, cidrs]) =>
    Object.entries(cidrs).map(([zone, text]) => ({ key: `subnets.${role}.${zone}`, text, cidr: parseCidr(text) })),
  );
  subnets.forEach(({ key, text, cidr }, index) => {
    if (cidr === undefined || cidr.prefix < 16 || cidr.prefix > 28) {
      problems.push(`${key} must be an IPv4 network from /16 to /28, got "${text}"`);
      return;
    }
    if (vpc !== undefined && !contains(vpc, cidr)) {
      problems.push(`${key} must lie within the VPC's ${args.vpcCidr}, got ${text}`);
    }
    const other = subnets.slice(0, index).find((earlier) => earlier.cidr !== undefined && overlap(earlier.cidr, cidr));
    if (other !== undefined) problems.push(`${key} must not overlap with ${other.key} (${other.text}), got ${text}`);
  });
  return problems;
}

function flowLogTrust(place: Place): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Principal: { Service: "vpc-flow-logs.amazonaws.com" },
        Action: "sts:AssumeRole",
        // Against the confused deputy, as the VPC guide advises: only flow logs of this account and Region.
        Condition: {
          StringEquals: { "aws:SourceAccount": place.accountId },
          ArnLike: { "aws:SourceArn": regionalArn(place, "ec2", "vpc-flow-log/*") },
        },
      },
    ],
  };
}

function flowLogPolicy(logGroupArn: string): object {
  return {
    Version: "2012-10-17",
    Statement: [
      {
        Effect: "Allow",
        Action: ["logs:CreateLogStream", "logs:PutLogEvents", "logs:DescribeLogGroups", "logs:DescribeLogStreams"],
        Resource: [logGroupArn, `${logGroupArn}:*`],
      },
    ],
  };
}
