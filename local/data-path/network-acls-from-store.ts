import type { NetworkAcl } from "../../reachability/network-topology";
import { networkAclKind, type NetworkAclEntry } from "../services/ec2/entities";
import type { Reads } from "../state/store";

/** AWS numbers the last rule, the one without a number that denies the rest, so (and IPv6's one more): nobody's own. */
const lastRule = 32767;

/** The network ACLs with their rules. */
export function networkAcls(reads: Reads): readonly NetworkAcl[] {
  return reads.list(networkAclKind).map(({ id, account, data }) => ({
    id,
    account,
    vpcId: data.vpcId,
    isDefault: data.isDefault,
    subnetIds: data.subnetIds ?? [],
    ingress: rules(data.entries, false),
    egress: rules(data.entries, true),
  }));
}

function rules(entries: readonly NetworkAclEntry[], egress: boolean) {
  return entries
    .filter((entry) => entry.egress === egress && entry.ruleNumber < lastRule)
    .map(({ ruleNumber, ruleAction, protocol, cidrBlock, ipv6CidrBlock = "", portRange }) => ({
      number: ruleNumber,
      action: ruleAction,
      protocol,
      fromPort: portRange?.from ?? -1,
      toPort: portRange?.to ?? -1,
      cidr: cidrBlock ?? ipv6CidrBlock,
    }));
}
