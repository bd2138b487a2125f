import type { Entity, Transaction } from "../../state/store";
import type { Ids } from "../services";
import { ec2Entity } from "./ec2-entity";
import {
  networkAclKind,
  routeTableKind,
  securityGroupKind,
  securityGroupRuleKind,
  type SecurityGroupRule,
  type Vpc,
} from "./entities";
import { localRoute } from "./route";

/** What AWS makes with every VPC: its main route table, default security group and default network ACL. */
export function putCompanions(transaction: Transaction, vpc: Entity<Vpc>, ids: Pick<Ids, "hex">): void {
  const vpcId = vpc.id;
  const { mainRouteTableId, defaultNetworkAclId, defaultSecurityGroupId: groupId, cidrBlock } = vpc.data;
  const routes = [localRoute(cidrBlock)];
  const routeTable = { routeTableId: mainRouteTableId, vpcId, routes, tags: {} };
  transaction.put(ec2Entity(routeTableKind, mainRouteTableId, vpc, routeTable));

  const acl = {
    networkAclId: defaultNetworkAclId,
    vpcId,
    isDefault: true,
    entries: [false, true].flatMap(openEntries),
  };
  transaction.put(ec2Entity(networkAclKind, defaultNetworkAclId, vpc, acl));

  const group = { groupId, groupName: "default", description: "default VPC security group", vpcId, tags: {} };
  transaction.put(ec2Entity(securityGroupKind, groupId, vpc, group));
  const peers = [
    { isEgress: false, referencedGroupId: groupId },
    { isEgress: true, cidrIpv4: "0.0.0.0/0" },
  ];
  for (const peer of peers) {
    const id = `sgr-${ids.hex(17)}`;
    const everything = { ipProtocol: "-1", fromPort: -1, toPort: -1, tags: {} };
    const rule: SecurityGroupRule = { securityGroupRuleId: id, groupId, ...everything, ...peer };
    transaction.put(ec2Entity(securityGroupRuleKind, id, vpc, rule));
  }
}

export function deleteCompanions(transaction: Transaction, { data }: Entity<Vpc>): void {
  const groupId = data.defaultSecurityGroupId;
  for (const rule of transaction.list(securityGroupRuleKind, (it) => it.data.groupId === groupId)) {
    transaction.delete(securityGroupRuleKind, rule.id);
  }
  transaction.delete(securityGroupKind, groupId);
  transaction.delete(routeTableKind, data.mainRouteTableId);
  transaction.delete(networkAclKind, data.defaultNetworkAclId);
}

function openEntries(egress: boolean) {
  const everything = { egress, protocol: "-1", cidrBlock: "0.0.0.0/0" };
  return [
    { ...everything, ruleNumber: 100, ruleAction: "allow" as const },
    { ...everything, ruleNumber: 32767, ruleAction: "deny" as const },
  ];
}
