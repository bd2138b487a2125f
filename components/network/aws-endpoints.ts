import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import * as pulumi from "@pulumi/pulumi";

import { partitionOf } from "../../aws/arn";
import type { Place } from "../account/place";

/** AWS's APIs that may be reached from the private subnets, by AWS's own names of them. */
export const AWS_ENDPOINTS = {
  secretsmanager: "Interface",
  rds: "Interface",
  kms: "Interface",
  logs: "Interface",
  monitoring: "Interface",
  sts: "Interface",
  s3: "Gateway",
} as const;

export type AwsEndpoint = keyof typeof AWS_ENDPOINTS;

/** Of each, whether it is there. */
export interface AwsEndpointSettings {
  /**
   * Secrets Manager: the master login's password.
   * @default false
   */
  readonly secretsmanager?: boolean;
  /**
   * The RDS API. It takes no part in connections to databases, nor in IAM logins.
   * @default false
   */
  readonly rds?: boolean;
  /**
   * KMS.
   * @default false
   */
  readonly kms?: boolean;
  /**
   * CloudWatch Logs.
   * @default false
   */
  readonly logs?: boolean;
  /**
   * CloudWatch's metrics.
   * @default false
   */
  readonly monitoring?: boolean;
  /**
   * STS, by which clients without a way to the internet take on the role they log in by.
   * @default false
   */
  readonly sts?: boolean;
  /**
   * S3, by routes of the private subnets, free of charge.
   * @default false
   */
  readonly s3?: boolean;
}

export interface AwsEndpointsArgs {
  /** The account and Region of the VPC. */
  readonly place: Place;
  /** The VPC, which answers DNS queries. */
  readonly vpcId: pulumi.Input<string>;
  /** Its IPv4 range: who may come. */
  readonly vpcCidr: string;
  /** A subnet a zone, in each of which every API takes an address. */
  readonly subnetIds: pulumi.Input<string>[];
  /** The route tables that lead to S3. */
  readonly routeTableIds: pulumi.Input<string>[];
  /** Which APIs. */
  readonly services: AwsEndpointSettings;
}

/**
 * Ways to AWS's APIs out of a private VPC, by the names the SDKs use. They admit the VPC's range on port 443 and, by
 * their policy, callers of this account alone; who may do what is decided by the callers' own policies as everywhere.
 *
 * Cost: each API but S3 by the hour and zone, and by GB.
 *
 * @example new AwsEndpoints("aws", { place, vpcId, vpcCidr, subnetIds, routeTableIds, services: { sts: true } })
 */
export class AwsEndpoints extends pulumi.ComponentResource {
  /** The security group of those that have addresses; undefined where none has. */
  readonly securityGroupId: pulumi.Output<string> | undefined;

  constructor(name: string, args: AwsEndpointsArgs, opts?: pulumi.ComponentResourceOptions) {
    super("lattice-db:index:AwsEndpoints", name, args, opts);
    const problems = awsEndpointsProblems(args);
    if (problems.length > 0) {
      throw new pulumi.ResourceError(`AwsEndpoints "${name}": ${problems.join("; ")}`, this, true);
    }
    const wanted = endpointsOf(args.services);
    const interfaces = wanted.filter(isInterface);
    this.securityGroupId = interfaces.length === 0 ? undefined : this.#group(name, args);
    for (const service of interfaces) {
      this.#endpoint(`${name}-${service}`, service, args, {
        subnetIds: args.subnetIds,
        securityGroupIds: this.securityGroupId === undefined ? [] : [this.securityGroupId],
        privateDnsEnabled: true,
      });
    }
    for (const service of wanted.filter((one) => !isInterface(one))) {
      this.#endpoint(`${name}-${service}`, service, args, { routeTableIds: args.routeTableIds });
    }
    this.registerOutputs({ securityGroupId: this.securityGroupId });
  }

  #endpoint(
    name: string,
    service: AwsEndpoint,
    { place, vpcId }: AwsEndpointsArgs,
    rest: Partial<ec2.VpcEndpointArgs>,
  ) {
    return new ec2.VpcEndpoint(
      name,
      {
        vpcId,
        vpcEndpointType: AWS_ENDPOINTS[service],
        serviceName: `com.amazonaws.${place.region}.${service}`,
        policy: accountPolicy(place),
        tags: { Name: name },
        ...rest,
      },
      { parent: this },
    );
  }

  /** Whoever is in the VPC may ask; what it asks is for the callers' policies to allow. */
  #group(name: string, { vpcId, vpcCidr }: AwsEndpointsArgs): pulumi.Output<string> {
    const parent = { parent: this };
    const description = "Endpoints of AWS APIs";
    const group = new ec2.SecurityGroup(
      `${name}-security-group`,
      { vpcId, description, tags: { Name: `${name}-endpoints` } },
      parent,
    );
    new vpc.SecurityGroupIngressRule(
      `${name}-https`,
      {
        securityGroupId: group.id,
        ipProtocol: "tcp",
        fromPort: 443,
        toPort: 443,
        cidrIpv4: vpcCidr,
        description: "AWS APIs from this VPC",
      },
      parent,
    );
    return group.id;
  }
}

/** The APIs that are on, in the order of `AWS_ENDPOINTS`. */
export function endpointsOf(services: AwsEndpointSettings): readonly AwsEndpoint[] {
  return (Object.keys(AWS_ENDPOINTS) as AwsEndpoint[]).filter((service) => services[service] === true);
}

/** Whether an API takes addresses of the subnets. */
export function isInterface(service: AwsEndpoint): boolean {
  return AWS_ENDPOINTS[service] === "Interface";
}

/** What is wrong with the arguments; empty when nothing is. */
export function awsEndpointsProblems({ place, services }: Pick<AwsEndpointsArgs, "place" | "services">): string[] {
  if (endpointsOf(services).length === 0 || partitionOf(place.region) !== "aws-cn") return [];
  // Some of them begin with `cn.` there, and no page says which.
  return [`services must be none in ${place.region}, where this program does not know the names of endpoints`];
}

/**
 * Callers of the account, whatever they call. By a condition: a gateway endpoint takes an account as principal for its root
 * user alone (VPC guide, "Control access to VPC endpoints using endpoint policies").
 */
function accountPolicy({ accountId }: Place): string {
  const Condition = { StringEquals: { "aws:PrincipalAccount": accountId } };
  const Statement = [{ Effect: "Allow", Principal: "*", Action: "*", Resource: "*", Condition }];
  return JSON.stringify({ Version: "2012-10-17", Statement });
}
