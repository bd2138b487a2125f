import type { Entity, Reads, Transaction } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { owned } from "../owned";
import type { Caller, Ids, Services } from "../services";
import { ec2Entity } from "./ec2-entity";
import { securityGroupRuleKind, type SecurityGroupRule } from "./entities";
import { findSecurityGroup } from "./find";
import { checkedRule, duplicateRule, peerKind, ruleKey, type RuleRequest } from "./security-group-rule";

/** AWS's quota of rules in one direction. */
const maximumRules = 60;

/** All rules of a group, of one direction where it is given. */
export function rulesOf(reads: Reads, groupId: string, isEgress?: boolean): readonly Entity<SecurityGroupRule>[] {
  return reads.list(
    securityGroupRuleKind,
    ({ data }) => data.groupId === groupId && (isEgress === undefined || data.isEgress === isEgress),
  );
}

/** AuthorizeSecurityGroupIngress and …Egress: all of them, or none. */
export function authorizeRules(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  groupId: string,
  requests: readonly RuleRequest[],
): Promise<readonly Entity<SecurityGroupRule>[]> {
  return services.store.transaction((transaction) =>
    requests.map((request) => addRule(transaction, services.ids, caller, groupId, request)),
  );
}

/** Makes `requests` all the rules of one direction; a rule that is there already keeps its id. */
export function setRules(
  transaction: Transaction,
  ids: Pick<Ids, "hex">,
  caller: Caller,
  groupId: string,
  isEgress: boolean,
  requests: readonly RuleRequest[],
): void {
  const group = findSecurityGroup(transaction, caller, groupId);
  const wanted = new Map(
    requests.map((request) => [ruleKey(checkedRule(transaction, caller, group.data, request)), request]),
  );
  if (wanted.size < requests.length) {
    throw new AwsError("InvalidParameterValue", "The same permission must not appear multiple times");
  }
  for (const existing of rulesOf(transaction, groupId, isEgress)) {
    const request = wanted.get(ruleKey(existing.data));
    if (request !== undefined && request.description === existing.data.description) {
      wanted.delete(ruleKey(existing.data));
    } else {
      transaction.delete(securityGroupRuleKind, existing.id);
    }
  }
  for (const request of wanted.values()) addRule(transaction, ids, caller, groupId, request);
}

/** ModifySecurityGroupRules. What kind of peer a rule names cannot be changed. */
export function modifyRule(
  services: Pick<Services, "store">,
  caller: Caller,
  id: string,
  request: RuleRequest,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const existing = owned(transaction, securityGroupRuleKind, id, caller);
    if (existing === undefined) {
      throw new AwsError("InvalidSecurityGroupRuleId.NotFound", `The security group rule ID '${id}' does not exist`);
    }
    const group = findSecurityGroup(transaction, caller, existing.data.groupId);
    const rule = checkedRule(transaction, caller, group.data, request);
    if (peerKind(rule) !== peerKind(existing.data)) {
      const message = `You can't change the source type of a security group rule: ${id} has ${peerKind(existing.data)}.`;
      throw new AwsError("InvalidParameterCombination", message);
    }
    checkIsNew(transaction, rule, id);
    transaction.put({ ...existing, data: { ...rule, securityGroupRuleId: id } });
  });
}

/** RevokeSecurityGroupIngress and …Egress by rule id. Rules that are gone already are no error. */
export function revokeRules(
  services: Pick<Services, "store">,
  caller: Caller,
  ruleIds: readonly string[],
): Promise<void> {
  return services.store.transaction((transaction) => {
    for (const id of ruleIds) {
      if (owned(transaction, securityGroupRuleKind, id, caller) !== undefined) {
        transaction.delete(securityGroupRuleKind, id);
      }
    }
  });
}

function addRule(
  transaction: Transaction,
  ids: Pick<Ids, "hex">,
  caller: Caller,
  groupId: string,
  request: RuleRequest,
): Entity<SecurityGroupRule> {
  const group = findSecurityGroup(transaction, caller, groupId);
  const rule = checkedRule(transaction, caller, group.data, request);
  checkIsNew(transaction, rule);
  if (rulesOf(transaction, groupId, rule.isEgress).length >= maximumRules) {
    const message = "The maximum number of rules per security group has been reached.";
    throw new AwsError("RulesPerSecurityGroupLimitExceeded", message);
  }
  const securityGroupRuleId = `sgr-${ids.hex(17)}`;
  const entity = ec2Entity(securityGroupRuleKind, securityGroupRuleId, caller, { ...rule, securityGroupRuleId });
  transaction.put(entity);
  return entity;
}

function checkIsNew(reads: Reads, rule: Omit<SecurityGroupRule, "securityGroupRuleId">, except?: string): void {
  const same = rulesOf(reads, rule.groupId, rule.isEgress).find((it) => ruleKey(it.data) === ruleKey(rule));
  if (same !== undefined && same.id !== except) throw duplicateRule(rule);
}
