import type { Entity, Transaction } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import type { Caller, Services } from "../services";
import { vpcAssociationKind } from "../vpc-lattice/entities";
import { ec2Entity } from "./ec2-entity";
import {
  networkInterfaceKind,
  securityGroupKind,
  securityGroupRuleKind,
  vpcEndpointKind,
  type SecurityGroup,
  type Tags,
} from "./entities";
import { findSecurityGroup, findVpc } from "./find";
import { rulesOf, setRules } from "./security-group-rules";
import type { RuleRequest } from "./security-group-rule";

export interface CreateSecurityGroupRequest extends Pick<
  SecurityGroup,
  "groupName" | "description" | "vpcId" | "tags"
> {
  /** All its rules. Default: AWS's one rule, that lets everything out. */
  readonly rules?: readonly RuleRequest[];
}

/** CreateSecurityGroup: names are unique in a VPC. */
export function createSecurityGroup(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  { rules = [everythingOut], ...request }: CreateSecurityGroupRequest,
): Promise<Entity<SecurityGroup>> {
  return services.store.transaction((transaction) => {
    findVpc(transaction, caller, request.vpcId);
    checkName(transaction, request);
    const groupId = `sg-${services.ids.hex(17)}`;
    const group = ec2Entity(securityGroupKind, groupId, caller, { ...request, groupId });
    transaction.put(group);
    for (const isEgress of [false, true]) {
      const ofDirection = rules.filter((it) => it.isEgress === isEgress);
      setRules(transaction, services.ids, caller, groupId, isEgress, ofDirection);
    }
    return group;
  });
}

const everythingOut: RuleRequest = { isEgress: true, ipProtocol: "-1", cidrIpv4: "0.0.0.0/0", tags: {} };

export function tagSecurityGroup(
  services: Pick<Services, "store">,
  caller: Caller,
  id: string,
  tags: Tags,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const group = findSecurityGroup(transaction, caller, id);
    transaction.put({ ...group, data: { ...group.data, tags } });
  });
}

/** DeleteSecurityGroup: refused while a network interface carries it or another group's rule names it. */
export function deleteSecurityGroup(services: Pick<Services, "store">, caller: Caller, id: string): Promise<void> {
  return services.store.transaction((transaction) => {
    const group = findSecurityGroup(transaction, caller, id);
    if (group.data.groupName === "default") {
      throw new AwsError("CannotDelete", `the specified group: "${id}" name: "default" cannot be deleted by a user`);
    }
    if (isInUse(transaction, id)) throw new AwsError("DependencyViolation", `resource ${id} has a dependent object`);
    for (const rule of rulesOf(transaction, id)) transaction.delete(securityGroupRuleKind, rule.id);
    transaction.delete(securityGroupKind, id);
  });
}

function isInUse(transaction: Transaction, id: string): boolean {
  return (
    transaction.list(networkInterfaceKind).some((it) => it.data.groups.includes(id)) ||
    transaction.list(vpcEndpointKind).some((it) => it.data.securityGroupIds.includes(id)) ||
    transaction.list(vpcAssociationKind).some((it) => it.data.securityGroupIds.includes(id)) ||
    transaction.list(securityGroupRuleKind).some((it) => it.data.referencedGroupId === id && it.data.groupId !== id)
  );
}

function checkName(transaction: Transaction, { groupName, description, vpcId }: CreateSecurityGroupRequest): void {
  const allowed = /^[a-zA-Z0-9. _\-:/()#,@[\]+=&;{}!$*]{1,255}$/;
  if (!allowed.test(groupName) || groupName.startsWith("sg-")) {
    const message = `Value (${groupName}) for parameter GroupName is invalid. Group names have 1-255 characters of a-z, A-Z, 0-9, spaces, and ._-:/()#,@[]+=&;{}!$*, and do not start with sg-.`;
    throw new AwsError("InvalidParameterValue", message);
  }
  if (!allowed.test(description)) {
    const message = `Value (${description}) for parameter GroupDescription is invalid. Character sets beyond ASCII are not supported.`;
    throw new AwsError("InvalidParameterValue", message);
  }
  if (transaction.list(securityGroupKind).some(({ data }) => data.vpcId === vpcId && data.groupName === groupName)) {
    const message = `The security group '${groupName}' already exists for VPC '${vpcId}'`;
    throw new AwsError("InvalidGroup.Duplicate", message);
  }
}
