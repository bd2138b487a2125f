import { createHash } from "node:crypto";
import type { SecurityGroup, SecurityGroupRule, Topology } from "../../reachability/topology";

/** Picks one of several forms a program may be written in. */
export type Choose = <T>(...forms: readonly T[]) => T;

type Values = Readonly<Record<string, unknown>>;

interface Written {
  readonly account: string;
  readonly type: string;
  readonly id: string;
  readonly props: Values;
  /** Properties that AWS tells and the program does not give. */
  readonly told?: Values;
}

const region = "eu-west-1";

/**
 * Ids and ARNs as AWS makes them, in place of the short ones that tests of the model have.
 * @param cloud Other ids for another cloud.
 */
export function withRealIds<T>(value: T, cloud = ""): T {
  const text = JSON.stringify(value)
    .replace(/"arn:(db-\d)"/g, `"arn:aws:rds:${region}:111111111111:db:$1"`)
    .replace(/"((?:vpc|subnet|sg|rgw|rcfg|sn|snra|snva|vpce)-[^"]*)"/g, (_, id: string) => `"${realId(id, cloud)}"`)
    .replace(
      /"arn:((?:rcfg|sn)-\d)"/g,
      (_, id: string) => `"arn:aws:vpc-lattice:${region}:111111111111:x/${realId(id, cloud)}"`,
    );
  return JSON.parse(text) as T;
}

function realId(id: string, cloud: string): string {
  return `${id.slice(0, id.indexOf("-"))}-${createHash("sha256")
    .update(id + cloud)
    .digest("hex")
    .slice(0, 17)}`;
}

/** The states of the accounts' stacks that would make this topology, of which nothing may be unknown. */
export function writtenStates(topology: Topology, choose: Choose): readonly string[] {
  const all = [...network(topology, choose), ...lattice(topology, choose), ...sharing(topology, choose)];
  return ["111111111111", "222222222222"].map((account) =>
    stateOf(
      account,
      all.filter((it) => it.account === account),
    ),
  );
}

function stateOf(account: string, written: readonly Written[]): string {
  const urn = (type: string, name: string) => `urn:pulumi:stack-${account}::project::${type}::${name}`;
  const providers = ["aws", "aws-native"].map((name) => ({
    urn: urn(`pulumi:providers:${name}`, "default"),
    type: `pulumi:providers:${name}`,
    id: `id-of-${name}`,
    inputs: { region, allowedAccountIds: JSON.stringify([account]) },
  }));
  const resources = written.map(({ type, id, props, told }, index) => ({
    urn: urn(type, `it-${index}`),
    type,
    id,
    provider: `${urn(`pulumi:providers:${type.slice(0, type.indexOf(":"))}`, "default")}::id`,
    inputs: props,
    outputs: { ...props, ...told },
  }));
  return JSON.stringify({ version: 3, deployment: { resources: [...providers, ...resources] } });
}

function network(topology: Topology, choose: Choose): readonly Written[] {
  const vpcs = topology.vpcs.map(({ id, account, cidr }) => {
    const type = choose("aws:ec2/vpc:Vpc", "aws-native:ec2:Vpc", "aws:ec2/defaultVpc:DefaultVpc");
    return { account, type, id, props: { cidrBlock: cidr } };
  });
  const subnets = topology.subnets.map(({ id, account, vpcId, cidr, zoneId }) => {
    const type = choose("aws:ec2/subnet:Subnet", "aws-native:ec2:Subnet");
    return { account, type, id, props: { vpcId, cidrBlock: cidr }, told: { availabilityZoneId: zoneId } };
  });
  return [...vpcs, ...subnets, ...topology.securityGroups.flatMap((group) => groupWritten(group, choose))];
}

function groupWritten(group: SecurityGroup, choose: Choose): readonly Written[] {
  const { id, account, vpcId } = group;
  const native = choose(true, false);
  const type = native
    ? "aws-native:ec2:SecurityGroup"
    : choose("aws:ec2/securityGroup:SecurityGroup", "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup");
  const directions = (["ingress", "egress"] as const).map((direction) => {
    const rules = group[direction] as readonly SecurityGroupRule[];
    // CloudFormation keeps AWS's own egress where no rule is inline.
    const inline = choose(true, false) || (native && direction === "egress");
    const key = native ? `securityGroup${direction === "ingress" ? "Ingress" : "Egress"}` : direction;
    return inline
      ? { given: { [key]: rules.map((rule) => inlineRule(rule, id, native, direction, choose)) }, separate: [] }
      : { given: {}, separate: rules.map((rule) => ({ account, ...separateRule(rule, id, direction, choose) })) };
  });
  const [ingress, egress] = directions;
  const written = { account, type, id, props: { vpcId, ...ingress?.given, ...egress?.given } };
  return [written, ...directions.flatMap(({ separate }) => separate)];
}

type Direction = "ingress" | "egress";

function inlineRule(
  rule: SecurityGroupRule,
  own: string,
  native: boolean,
  direction: Direction,
  choose: Choose,
): Values {
  if (native) return nativeRule(rule, direction);
  const peer = rule.peer as { cidr: string } | { securityGroupId: string };
  const anyPort = rule.protocol === "-1";
  return {
    protocol: rule.protocol,
    fromPort: anyPort ? 0 : rule.fromPort,
    toPort: anyPort ? 0 : rule.toPort,
    ...("cidr" in peer
      ? { cidrBlocks: [peer.cidr] }
      : peer.securityGroupId === own
        ? choose<Values>({ self: true }, { securityGroups: [own] })
        : { securityGroups: [peer.securityGroupId] }),
  };
}

function nativeRule({ protocol, fromPort, toPort, peer }: SecurityGroupRule, direction: Direction): Values {
  const side = peer as { cidr: string } | { securityGroupId: string };
  const group = direction === "ingress" ? "sourceSecurityGroupId" : "destinationSecurityGroupId";
  return {
    ipProtocol: protocol,
    ...(protocol === "-1" ? {} : { fromPort, toPort }),
    ...("cidr" in side ? { cidrIp: side.cidr } : { [group]: side.securityGroupId }),
  };
}

let serial = 0;

function separateRule(
  rule: SecurityGroupRule,
  own: string,
  direction: Direction,
  choose: Choose,
): { type: string; id: string; props: Values } {
  const id = `sgr-${String(++serial).padStart(17, "0")}`;
  const upper = direction === "ingress" ? "Ingress" : "Egress";
  const peer = rule.peer as { cidr: string } | { securityGroupId: string };
  const { protocol, fromPort, toPort } = rule;
  const ports = protocol === "-1" ? {} : { fromPort, toPort };
  return choose(
    {
      type: `aws:vpc/securityGroup${upper}Rule:SecurityGroup${upper}Rule`,
      id,
      props: {
        securityGroupId: own,
        ipProtocol: protocol,
        ...ports,
        ...("cidr" in peer ? { cidrIpv4: peer.cidr } : { referencedSecurityGroupId: peer.securityGroupId }),
      },
    },
    {
      type: "aws:ec2/securityGroupRule:SecurityGroupRule",
      id: `sgrule-${id}`,
      props: {
        type: direction,
        securityGroupId: own,
        protocol: protocol === "-1" ? choose("-1", "all") : protocol,
        fromPort: protocol === "-1" ? 0 : fromPort,
        toPort: protocol === "-1" ? 0 : toPort,
        ...("cidr" in peer ? { cidrBlocks: [peer.cidr] } : { sourceSecurityGroupId: peer.securityGroupId }),
      },
    },
    { type: `aws-native:ec2:SecurityGroup${upper}`, id, props: { groupId: own, ...nativeRule(rule, direction) } },
  );
}

function lattice(topology: Topology, choose: Choose): readonly Written[] {
  return [
    ...topology.databases.flatMap((it) => databaseWritten(it, choose)),
    ...topology.gateways.map(({ id, account, vpcId, active, dnsResolution, ...rest }) => ({
      account,
      type: "aws:vpclattice/resourceGateway:ResourceGateway",
      id,
      props: { vpcId, subnetIds: rest.subnetIds, securityGroupIds: rest.securityGroupIds },
      told: { resourceConfigDnsResolution: dnsResolution, status: active === true ? "ACTIVE" : "CREATE_FAILED" },
    })),
    ...topology.configurations.map((it) => configurationWritten(it, choose)),
    ...topology.networks.map(({ id, account, shareable }) => {
      const arn = arnOf(account, "vpc-lattice", `servicenetwork/${id}`);
      return choose<Written>(
        { account, type: "aws:vpclattice/serviceNetwork:ServiceNetwork", id, props: {}, told: { arn } },
        {
          account,
          type: "aws-native:vpclattice:ServiceNetwork",
          id: arn,
          props: { sharingConfig: { enabled: shareable } },
          told: { arn, awsId: id },
        },
      );
    }),
    ...associations(topology, choose),
  ];
}

const arnOf = (account: string, service: string, rest: string) => `arn:aws:${service}:${region}:${account}:${rest}`;

function databaseWritten(it: Topology["databases"][number], choose: Choose): readonly Written[] {
  const { account, arn, port, address, publiclyAccessible, available, subnetIds } = it;
  const status = available === true ? "available" : "stopped";
  const group = { account, id: "the-subnets", props: { subnetIds, name: "the-subnets" } };
  const common = { engine: "postgres", publiclyAccessible, dbSubnetGroupName: "the-subnets" };
  const classic: readonly Written[] = [
    { ...group, type: "aws:rds/subnetGroup:SubnetGroup" },
    {
      account,
      type: "aws:rds/instance:Instance",
      id: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
      props: { ...common, ...choose<Values>({ port }, {}), vpcSecurityGroupIds: it.securityGroupIds },
      told: { arn, address, endpoint: `${String(address)}:${String(port)}`, status, port, identifier: "orders" },
    },
  ];
  const native: readonly Written[] = [
    { ...group, type: "aws-native:rds:DbSubnetGroup", props: { subnetIds, dbSubnetGroupName: "the-subnets" } },
    {
      account,
      type: "aws-native:rds:DbInstance",
      id: "orders",
      props: { ...common, ...choose<Values>({ port: String(port) }, {}), vpcSecurityGroups: it.securityGroupIds },
      told: { dbInstanceArn: arn, endpoint: { address, port: String(port) }, dbInstanceStatus: status },
    },
  ];
  return choose(classic, native);
}

function configurationWritten(it: Topology["configurations"][number], choose: Choose): Written {
  const { id, account, type, portRanges, gatewayId, target } = it;
  const arn = arnOf(account, "vpc-lattice", `resourceconfiguration/${id}`);
  const dns = target as { domainName: string };
  const database = target as { databaseArn: string };
  const definition = (arnResource: unknown) =>
    "domainName" in dns ? { dnsResource: { domainName: dns.domainName } } : { arnResource };
  return choose<Written>(
    {
      account,
      type: "aws:vpclattice/resourceConfiguration:ResourceConfiguration",
      id,
      props: {
        type,
        portRanges,
        resourceGatewayIdentifier: gatewayId,
        resourceConfigurationDefinition: definition({ arn: database.databaseArn }),
      },
      told: { arn },
    },
    {
      account,
      type: "aws-native:vpclattice:ResourceConfiguration",
      id: arn,
      props: {
        resourceConfigurationType: type,
        portRanges,
        resourceGatewayId: gatewayId,
        resourceConfigurationDefinition: definition(database.databaseArn),
      },
      told: { arn, awsId: id },
    },
  );
}

function associations(topology: Topology, choose: Choose): readonly Written[] {
  const networkArn = (id: unknown) => {
    const owner = topology.networks.find((it) => it.id === id)?.account ?? "111111111111";
    return arnOf(owner, "vpc-lattice", `servicenetwork/${String(id)}`);
  };
  const configurationArn = (id: unknown) => arnOf("111111111111", "vpc-lattice", `resourceconfiguration/${String(id)}`);
  return [
    ...topology.resourceAssociations.map(({ id, networkId, configurationId }) => {
      const network = choose(networkId, networkArn(networkId));
      const configuration = choose(configurationId, configurationArn(configurationId));
      const [classic, native] = [
        { serviceNetworkIdentifier: network, resourceConfigurationIdentifier: configuration },
        { serviceNetworkId: network, resourceConfigurationId: configuration },
      ];
      const name = "ServiceNetworkResourceAssociation";
      const account = choose("111111111111", "222222222222");
      return choose<Written>(
        { account, type: `aws:vpclattice/serviceNetworkResourceAssociation:${name}`, id, props: classic },
        { account, type: `aws-native:vpclattice:${name}`, id: arnOf(account, "vpc-lattice", `x/${id}`), props: native },
      );
    }),
    ...topology.vpcAssociations.map(({ id, account, networkId, vpcId, securityGroupIds, active }) => {
      const props = {
        serviceNetworkIdentifier: choose(networkId, networkArn(networkId)),
        vpcIdentifier: vpcId,
        ...(Array.isArray(securityGroupIds) && securityGroupIds.length > 0 ? { securityGroupIds } : {}),
      };
      const told = { status: active === true ? "ACTIVE" : "CREATE_FAILED" };
      const name = "ServiceNetworkVpcAssociation";
      const arn = arnOf(account, "vpc-lattice", `servicenetworkvpcassociation/${id}`);
      return choose<Written>(
        { account, type: `aws:vpclattice/serviceNetworkVpcAssociation:${name}`, id, props, told },
        { account, type: `aws-native:vpclattice:${name}`, id: arn, props, told },
      );
    }),
    ...topology.endpoints.map(({ id, account, target, active, established: _, ...place }) => {
      const to = target as { networkId: string } | { configurationId: string };
      const props =
        "networkId" in to
          ? { vpcEndpointType: "ServiceNetwork", serviceNetworkArn: networkArn(to.networkId) }
          : { vpcEndpointType: "Resource", resourceConfigurationArn: configurationArn(to.configurationId) };
      const type = choose("aws:ec2/vpcEndpoint:VpcEndpoint", "aws-native:ec2:VpcEndpoint");
      const told = { state: active === true ? "available" : "failed" };
      return { account, type, id, props: { ...place, ...props }, told };
    }),
  ];
}

/** An invitation that was accepted shows as an accepter in the account that it went to. */
function sharing(topology: Topology, choose: Choose): readonly Written[] {
  return topology.shares.flatMap(({ arn, account, resourceIds, principals }) => {
    const arns = (resourceIds as readonly string[]).map((id) => {
      const kind = id.startsWith("rcfg") ? "resourceconfiguration" : "servicenetwork";
      return arnOf("111111111111", "vpc-lattice", `${kind}/${id}`);
    });
    const named = principals as readonly { principal: string; accepted: boolean }[];
    const accepters = named
      .filter(({ principal, accepted }) => accepted && !principal.startsWith("arn:"))
      .map(({ principal }) => ({
        account: principal,
        type: "aws:ram/resourceShareAccepter:ResourceShareAccepter",
        id: arn,
        props: { shareArn: arn },
        told: { receiverAccountId: principal },
      }));
    const external = { allowExternalPrincipals: true };
    const whole: Written = {
      account,
      type: "aws-native:ram:ResourceShare",
      id: arn,
      props: { ...external, resourceArns: arns, principals: named.map(({ principal }) => principal) },
      told: { arn },
    };
    const part = (type: string, props: Values): Written => ({ account, type, id: "parts", props });
    const parts: readonly Written[] = [
      { account, type: "aws:ram/resourceShare:ResourceShare", id: arn, props: external, told: { arn } },
      ...arns.map((resourceArn) => {
        const type = "aws:ram/resourceAssociation:ResourceAssociation";
        return part(type, { resourceShareArn: arn, resourceArn });
      }),
      ...named.map(({ principal }) => {
        return part("aws:ram/principalAssociation:PrincipalAssociation", { resourceShareArn: arn, principal });
      }),
    ];
    return [...choose([whole], parts), ...accepters];
  });
}
