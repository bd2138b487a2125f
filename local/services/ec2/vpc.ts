import { parseIpv4Network } from "../../../aws/ipv4-network";
import type { Entity, Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import type { Caller, Services } from "../services";
import { vpcAssociationKind } from "../vpc-lattice/entities";
import { ec2Entity } from "./ec2-entity";
import {
  internetGatewayKind,
  networkAclKind,
  networkInterfaceKind,
  routeTableKind,
  securityGroupKind,
  subnetKind,
  vpcEndpointKind,
  vpcKind,
  type Vpc,
} from "./entities";
import { findVpc } from "./find";
import { deleteCompanions, putCompanions } from "./vpc-companions";
import { putIpv6 } from "./vpc-ipv6";

/** What a caller decides about a VPC. */
export type VpcSettings = Pick<
  Vpc,
  | "cidrBlock"
  | "instanceTenancy"
  | "enableDnsSupport"
  | "enableDnsHostnames"
  | "enableNetworkAddressUsageMetrics"
  | "tags"
> & {
  /** Whether it has an IPv6 range of Amazon's. Left out: as it is, at first none. */
  readonly assignGeneratedIpv6CidrBlock?: boolean;
};

/** CreateVpc: the range is between /16 and /28. */
export async function createVpc(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  { assignGeneratedIpv6CidrBlock: isDual = false, ...settings }: VpcSettings,
): Promise<Entity<Vpc>> {
  const problem = vpcRangeProblem(settings.cidrBlock);
  if (problem !== undefined) throw problem;
  const newId = (prefix: string): string => `${prefix}-${services.ids.hex(17)}`;
  const vpcId = newId("vpc");
  const vpc = ec2Entity(vpcKind, vpcId, caller, {
    ...settings,
    vpcId,
    dhcpOptionsId: newId("dopt"),
    isDefault: false,
    mainRouteTableId: newId("rtb"),
    defaultSecurityGroupId: newId("sg"),
    defaultNetworkAclId: newId("acl"),
  });
  return services.store.transaction((transaction) => {
    putCompanions(transaction, vpc, services.ids);
    const made = putIpv6(transaction, services.ids, vpc, isDual);
    transaction.put(made);
    return made;
  });
}

/** What AWS says of a range no VPC can have, or undefined. */
export function vpcRangeProblem(cidrBlock: string): AwsError | undefined {
  const network = parseIpv4Network(cidrBlock);
  if (network === undefined) {
    const message = `Value (${cidrBlock}) for parameter cidrBlock is invalid. This is not a valid CIDR block.`;
    return new AwsError("InvalidParameterValue", message);
  }
  if (network.prefix >= 16 && network.prefix <= 28) return undefined;
  return new AwsError("InvalidVpc.Range", `The CIDR '${cidrBlock}' is invalid: a VPC has /16 to /28.`);
}

/** ModifyVpcAttribute, ModifyVpcTenancy, AssociateVpcCidrBlock and CreateTags. */
export function modifyVpc(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  id: string,
  { assignGeneratedIpv6CidrBlock, ...changes }: Partial<Omit<VpcSettings, "cidrBlock">>,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const vpc = findVpc(transaction, caller, id);
    const isDual = assignGeneratedIpv6CidrBlock ?? vpc.data.ipv6CidrBlock !== undefined;
    const now = putIpv6(transaction, services.ids, vpc, isDual);
    transaction.put({ ...now, data: { ...now.data, ...changes } });
  });
}

/** DeleteVpc: refused while anything but its own companions is in it. */
export function deleteVpc(services: Pick<Services, "store">, caller: Caller, id: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const vpc = findVpc(transaction, caller, id);
    if (hasDependents(transaction, vpc)) {
      throw new AwsError("DependencyViolation", `The vpc '${id}' has dependencies and cannot be deleted.`);
    }
    deleteCompanions(transaction, vpc);
    transaction.delete(vpcKind, id);
  });
}

function hasDependents(reads: Reads, vpc: Entity<Vpc>): boolean {
  const { mainRouteTableId, defaultSecurityGroupId, defaultNetworkAclId } = vpc.data;
  const companions = [mainRouteTableId, defaultSecurityGroupId, defaultNetworkAclId];
  const kinds = [
    subnetKind,
    internetGatewayKind,
    networkInterfaceKind,
    vpcEndpointKind,
    routeTableKind,
    securityGroupKind,
    networkAclKind,
    vpcAssociationKind,
  ] as const;
  return kinds.some((kind) =>
    reads
      .list<{ readonly vpcId: string | undefined }>(kind)
      .some((it) => it.data.vpcId === vpc.id && !companions.includes(it.id)),
  );
}
