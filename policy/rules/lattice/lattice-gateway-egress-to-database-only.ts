import { onlyPort } from "../../../aws/ports";
import {
  databasePathReads,
  databasePort,
  exposures,
  groupsNamed,
  groupsOfDatabase,
  groupsOfGateway,
  rulesOfGroup,
  type HeldRule,
} from "../../../resources/database-path";
import type { Resource } from "../../../resources/resource";
import { egressReads, ingressReads, portsOf } from "../../../resources/security-group-rules";
import type { Stack } from "../../../resources/stack";
import { configurationTypes, gatewayTypes } from "../../../resources/type-pairs";
import { type Finding, rule } from "../../framework/rule";

const group = "aws:ec2/securityGroup:SecurityGroup";
const nativeGroup = "aws-native:ec2:SecurityGroup";
const oldRule = "aws:ec2/securityGroupRule:SecurityGroupRule";

export const latticeGatewayEgressToDatabaseOnly = rule({
  id: "lattice-gateway-egress-to-database-only",
  sentence: "A resource gateway reaches its databases and nothing else.",
  why: "A gateway's security group governs what the gateway may reach; a wide one turns it into a way into the whole VPC.",
  fix: "Leave the gateway's group one egress rule for each database: its port, to its security group.",
  severity: "high",
  level: "mandatory",
  controls: [],
  url: "https://docs.aws.amazon.com/vpc-lattice/latest/ug/resource-gateway.html",
  reads: {
    ...ingressReads,
    ...egressReads,
    ...databasePathReads,
    [group]: ["ingress", "egress"],
    [nativeGroup]: ["securityGroupIngress", "securityGroupEgress"],
    [oldRule]: egressReads[oldRule],
    "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup": ["ingress", "egress"],
  },
  checkStack: (stack) =>
    stack.ofType(...gatewayTypes).flatMap((gateway) => {
      const { resources, certain } = groupsOfGateway(stack, gateway);
      if (!certain) return [];
      const targets = targetsOf(stack, gateway);
      return resources.flatMap((own) => [
        ...rulesOfGroup(stack, own, "egress").flatMap((held) => judge(stack, gateway, held, targets)),
        ...rulesOfGroup(stack, own, "ingress").map(({ holder, traffic }) => ({
          resource: holder,
          at: traffic.at,
          what: `admits traffic to ${gateway.name}, which never receives any`,
          advisory: true as const,
        })),
      ]);
    }),
});

interface Targets {
  readonly groups: ReadonlySet<Resource>;
  readonly foreign: ReadonlySet<string>;
  /** It leads to databases too that are none of this stack's, whose groups and ports nobody here knows. */
  readonly elsewhere: boolean;
  /** `undefined` where the port of a database is not known. */
  readonly ports: readonly (number | undefined)[];
}

/** What a gateway may reach: the groups and ports of its databases. None are known for databases of another stack. */
function targetsOf(stack: Stack, gateway: Resource): Targets | undefined {
  const behind = exposures(stack).filter((exposure) => exposure.gateway === gateway);
  const links = behind.map(({ database }) => groupsOfDatabase(stack, database));
  if (behind.length === 0 || links.some(({ certain }) => !certain)) return undefined;
  return {
    groups: new Set(links.flatMap(({ resources }) => resources)),
    foreign: new Set(links.flatMap(({ foreign }) => foreign)),
    elsewhere: leadsElsewhere(stack, gateway, new Set(behind.map(({ configuration }) => configuration))),
    ports: behind.map(({ database }) => databasePort(database)),
  };
}

function leadsElsewhere(stack: Stack, gateway: Resource, known: ReadonlySet<Resource>): boolean {
  const all = [
    ...stack.referrers(gateway, "resourceGatewayIdentifier", configurationTypes[0]),
    ...stack.referrers(gateway, "resourceGatewayId", configurationTypes[1]),
  ];
  return all.some((configuration) => !known.has(configuration));
}

function judge(
  stack: Stack,
  gateway: Resource,
  { holder, traffic }: HeldRule,
  targets: Targets | undefined,
): Finding[] {
  const wide = [...traffic.blocks, ...traffic.prefixLists].map((at) => {
    return { resource: holder, at, what: `lets ${gateway.name} reach addresses rather than a database's group` };
  });
  if (targets === undefined) return wide;
  const others = traffic.groups.filter((field) => {
    const { resources, foreign, certain } = groupsNamed(stack, holder, field);
    if (!certain) return false;
    return !(
      resources.some((it) => targets.groups.has(it)) ||
      foreign.some((id) => targets.elsewhere || targets.foreign.has(id))
    );
  });
  const ports = portsOf(traffic);
  const port = ports === undefined ? undefined : onlyPort(ports);
  const exact = typeof ports !== "object" ? ports !== "all" : port !== undefined && isOpen(targets, port);
  return [
    ...wide,
    ...others.map((at) => ({ resource: holder, at, what: `lets ${gateway.name} reach what is none of its databases` })),
    ...(traffic.groups.length > 0 && !exact
      ? [{ resource: holder, at: traffic.at, what: `lets ${gateway.name} reach more than its databases' ports` }]
      : []),
  ];
}

const isOpen = ({ ports, elsewhere }: Targets, port: number): boolean =>
  elsewhere || ports.includes(port) || ports.includes(undefined);
