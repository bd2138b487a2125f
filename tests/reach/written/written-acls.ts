import type { NetworkAcl, NetworkAclRule } from "../../../reachability/network-topology";
import type { Topology } from "../../../reachability/topology";
import type { Choose, Values, Written } from "./written";

/** The id of the network ACL that AWS made with a VPC. */
export function defaultAclOf({ networkAcls }: Topology, vpcId: string): string {
  const listed = networkAcls.find((it) => it.isDefault === true && it.vpcId === vpcId);
  return listed?.id ?? vpcId.replace("vpc-", "acl-");
}

/** @param adopted VPCs that the program has adopted: it says what their default network ACL is. */
export function acls(topology: Topology, choose: Choose, adopted: ReadonlySet<string>): readonly Written[] {
  const { networkAcls, vpcs } = topology;
  const hasDefault = (id: string) => networkAcls.some(({ isDefault, vpcId }) => isDefault === true && vpcId === id);
  const original = vpcs
    .filter(({ id }) => adopted.has(id) && !hasDefault(id))
    .map(({ id: vpcId, account }): NetworkAcl => {
      const id = defaultAclOf(topology, vpcId);
      return { id, account, vpcId, isDefault: true, subnetIds: [], ingress: [everything], egress: [everything] };
    });
  return [...networkAcls, ...original].flatMap((acl) =>
    acl.isDefault === true ? [defaultAcl(acl)] : ownAcl(acl, choose),
  );
}

const everything: NetworkAclRule = {
  ...{ number: 100, action: "allow", protocol: "-1", fromPort: -1, toPort: -1, cidr: "0.0.0.0/0" },
};

function defaultAcl({ id, account, vpcId, ingress, egress }: NetworkAcl): Written {
  const props = { defaultNetworkAclId: id, ingress: inline(ingress), egress: inline(egress) };
  return { account, type: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl", id, props, told: { vpcId } };
}

function ownAcl(acl: NetworkAcl, choose: Choose): readonly Written[] {
  const { id, account, vpcId, ingress, egress } = acl;
  const subnetIds = acl.subnetIds as readonly string[];
  const native = choose(true, false, false);
  const isInline = !native && choose(true, false);
  const isOwner = !native && choose(true, false);
  const rules = isInline ? { ingress: inline(ingress), egress: inline(egress) } : {};
  const props = { vpcId, ...rules, ...(isOwner ? { subnetIds } : {}) };
  const type = native ? "aws-native:ec2:NetworkAcl" : "aws:ec2/networkAcl:NetworkAcl";
  const separate = isInline ? [] : [...ruleResources(acl, false), ...ruleResources(acl, true)];
  const associations = subnetIds.map((subnetId): Written => ({
    account,
    type: choose("aws:ec2/networkAclAssociation:NetworkAclAssociation", "aws-native:ec2:SubnetNetworkAclAssociation"),
    id: `association of ${subnetId}`,
    props: { networkAclId: id, subnetId },
  }));
  return [{ account, type, id, props }, ...separate, ...(isOwner ? [] : associations)];
}

function ruleResources(acl: NetworkAcl, egress: boolean): readonly Written[] {
  const rules = (egress ? acl.egress : acl.ingress) as readonly NetworkAclRule[];
  return rules.map(({ number, action, protocol, fromPort, toPort, cidr }, at) => ({
    account: acl.account,
    type: "aws:ec2/networkAclRule:NetworkAclRule",
    id: `rule ${at}`,
    props: {
      ...{ networkAclId: acl.id, egress, ruleNumber: number, ruleAction: action },
      ...{ protocol, fromPort, toPort, cidrBlock: cidr },
    },
  }));
}

function inline(rules: NetworkAcl["ingress"]): readonly Values[] {
  return (rules as readonly NetworkAclRule[]).map(({ number, action, protocol, fromPort, toPort, cidr }) => ({
    ...{ ruleNo: number, action, protocol, fromPort, toPort, cidrBlock: cidr, ipv6CidrBlock: "" },
  }));
}
