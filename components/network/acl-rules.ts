import type * as pulumi from "@pulumi/pulumi";

/** A subnet, as rules name it. */
export interface AclSubnet {
  /** Letter of its zone. */
  readonly zone: string;
  readonly cidr: string;
  /** Where it has one. */
  readonly ipv6Cidr?: pulumi.Input<string> | undefined;
}

/** What has to pass between the gateway's and the databases' subnets. */
export interface AclNeeds {
  readonly gateways: readonly AclSubnet[];
  readonly databases: readonly AclSubnet[];
  /** TCP ports of the databases, and of proxies. */
  readonly ports: readonly number[];
  /** Whether the databases' subnets hold what connects to others of them: proxies, read replicas. */
  readonly isJoined: boolean;
  /** The VPC, where there are endpoints to AWS's APIs in the databases' subnets. */
  readonly apisFor?: Omit<AclSubnet, "zone"> | undefined;
}

/** One rule that allows TCP, in the aws provider's words. */
export interface AclRule {
  readonly ruleNo: number;
  readonly protocol: "tcp";
  readonly action: "allow";
  readonly fromPort: number;
  readonly toPort: number;
  readonly cidrBlock?: string;
  readonly ipv6CidrBlock?: pulumi.Input<string>;
}

export interface AclRules {
  readonly ingress: readonly AclRule[];
  readonly egress: readonly AclRule[];
}

/** The gateway's subnets: out to the databases, and their answers in. */
export function gatewayAclRules({ databases, ports }: AclNeeds): AclRules {
  return { egress: onPorts(ports, databases), ingress: answers(databases, NUMBERS.databases) };
}

/** The databases' subnets: in from the gateways, and the answers out. */
export function databaseAclRules({ gateways, databases, ports, isJoined, apisFor }: AclNeeds): AclRules {
  const joined = isJoined || apisFor !== undefined ? answers(databases, NUMBERS.databases) : [];
  const vpc = apisFor === undefined ? [] : [{ ...apisFor, zone: "a" }];
  const apis = apisFor === undefined ? [] : databases;
  return {
    ingress: [...onPorts(ports, gateways), ...joined, ...https(vpc, NUMBERS.vpc)],
    egress: [
      ...answers(gateways, NUMBERS.gateways),
      ...joined,
      ...https(apis, NUMBERS.apis),
      ...answers(vpc, NUMBERS.vpc),
    ],
  };
}

/** The most rules in one direction of one of the two. */
export function mostAclRules(needs: AclNeeds): number {
  const all = [gatewayAclRules(needs), databaseAclRules(needs)].flatMap(({ ingress, egress }) => [ingress, egress]);
  return Math.max(...all.map((rules) => rules.length));
}

/**
 * Where the numbers of a kind of rule begin. A number follows from what its rule is about, so that it stays when others
 * come: a rule that changes its number is taken away before it is there again. All of them allow: their order decides nothing.
 */
const NUMBERS = { databases: 100, gateways: 200, apis: 300, vpc: 400, ports: 1000 } as const;

/** The ports clients choose for themselves, to which answers go (VPC user guide, "Ephemeral ports"). */
const answers = (subnets: readonly AclSubnet[], first: number) => allowed(subnets, first, 1024, 65535);
const https = (subnets: readonly AclSubnet[], first: number) => allowed(subnets, first, 443, 443);

function onPorts(ports: readonly number[], subnets: readonly AclSubnet[]): AclRule[] {
  const taken = new Set<number>();
  return [...ports]
    .sort((one, other) => one - other)
    .flatMap((port) => {
      let place = port % PLACES;
      while (taken.has(place)) place = (place + 1) % PLACES;
      taken.add(place);
      return allowed(subnets, NUMBERS.ports + place * RULES_A_PLACE, port, port);
    });
}

/** Two families in each of 26 zones; as many places as numbers up to 32,766 have room for, and a prime, so that usual ports do not meet. */
const RULES_A_PLACE = 52;
const PLACES = 607;

function allowed(subnets: readonly AclSubnet[], first: number, fromPort: number, toPort: number): AclRule[] {
  const rule = { protocol: "tcp", action: "allow", fromPort, toPort } as const;
  return subnets.flatMap(({ zone, cidr, ipv6Cidr }): AclRule[] => {
    const ruleNo = first + 2 * (zone.charCodeAt(0) - "a".charCodeAt(0));
    const ipv4 = { ...rule, ruleNo, cidrBlock: cidr };
    return ipv6Cidr === undefined ? [ipv4] : [ipv4, { ...rule, ruleNo: ruleNo + 1, ipv6CidrBlock: ipv6Cidr }];
  });
}
