import { createSecurityGroup } from "../../../local/services/ec2/security-group";
import { authorizeRules } from "../../../local/services/ec2/security-group-rules";
import { createSubnet } from "../../../local/services/ec2/subnet";
import { createVpc } from "../../../local/services/ec2/vpc";
import type { Caller, Services } from "../../../local/services/services";
import type { SecurityGroupRule } from "../../../reachability/topology";
import { region } from "../written/written";
import { callers, granted, type Draft } from "./draft";
import { groupNames, type GroupName, type PlannedRule, type Side } from "./plan";

/** A VPC with two subnets and its security groups. */
export interface Place {
  readonly vpcId: string;
  readonly subnetIds: readonly string[];
  readonly groups: Readonly<Record<GroupName, string>>;
}

export async function place(
  services: Services,
  draft: Draft,
  side: Side,
  range: string,
  rules: readonly PlannedRule[],
): Promise<Place> {
  const caller = callers[side];
  const { account } = caller;
  const cidr = `${range}.0.0/16`;
  const { id: vpcId } = await createVpc(services, caller, {
    cidrBlock: cidr,
    instanceTenancy: "default",
    enableDnsSupport: true,
    enableDnsHostnames: true,
    enableNetworkAddressUsageMetrics: false,
    tags: {},
  });
  draft.vpcs.push({ id: vpcId, account, region, cidr });
  const subnetIds: string[] = [];
  for (const at of [1, 2]) {
    const subnet = await createSubnet(services, caller, {
      ...{ vpcId, cidrBlock: `${range}.${at}.0/24`, zone: `${region}${at === 1 ? "a" : "b"}`, tags: {} },
      ...{ mapPublicIpOnLaunch: false, enableResourceNameDnsARecordOnLaunch: false },
      privateDnsHostnameTypeOnLaunch: "ip-name",
    });
    const { cidrBlock, availabilityZoneId: zoneId } = subnet.data;
    draft.subnets.push({ id: subnet.id, account, vpcId, cidr: cidrBlock, zoneId });
    subnetIds.push(subnet.id);
  }
  return { vpcId, subnetIds, groups: await groupsIn(services, draft, caller, vpcId, rules) };
}

async function groupsIn(
  services: Services,
  draft: Draft,
  caller: Caller,
  vpcId: string,
  rules: readonly PlannedRule[],
): Promise<Place["groups"]> {
  const made: [GroupName, string][] = [];
  for (const groupName of groupNames) {
    const request = { groupName, description: groupName, vpcId, rules: [], tags: {} };
    made.push([groupName, (await createSecurityGroup(services, caller, request)).id]);
  }
  const ids = Object.fromEntries(made) as Record<GroupName, string>;
  const nodes = made.map(([, id]): Group => ({ id, account: caller.account, vpcId, ingress: [], egress: [] }));
  for (const { of, isEgress, ipProtocol, ports, peer } of rules) {
    const [fromPort, toPort] = ipProtocol === "-1" ? [-1, -1] : ports;
    const to = "cidr" in peer ? { cidrIpv4: peer.cidr } : { referencedGroupId: ids[peer.group] };
    const rule = { isEgress, ipProtocol, fromPort, toPort, tags: {}, ...to };
    // One that is there already is refused.
    if ((await granted(authorizeRules(services, caller, ids[of], [rule]))) === undefined) continue;
    const node = { protocol: ipProtocol, fromPort, toPort };
    const side = "cidr" in peer ? peer : { securityGroupId: ids[peer.group] };
    nodes.find(({ id }) => id === ids[of])?.[isEgress ? "egress" : "ingress"].push({ ...node, peer: side });
  }
  draft.securityGroups.push(...nodes);
  return ids;
}

interface Group {
  readonly id: string;
  readonly account: string;
  readonly vpcId: string;
  readonly ingress: SecurityGroupRule[];
  readonly egress: SecurityGroupRule[];
}
