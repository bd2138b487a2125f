import { securityGroupKind, type SecurityGroup } from "../../../services/ec2/entities";
import { allOwned } from "../../../services/owned";
import type { Entity } from "../../../state/store";
import { text } from "../../fields";
import { providerFunction } from "../../functions";
import { theOne } from "../the-one";
import { passes, searchFields, type Search } from "./filters";

export const getSecurityGroup = providerFunction({
  token: "aws:ec2/getSecurityGroup:getSecurityGroup",
  fields: { ...searchFields, id: text(), name: text(), vpcId: text() },
  invoke: (call, inputs) => {
    const { region = call.region, id, name, vpcId } = inputs;
    const found = allOwned(call.services.store, securityGroupKind, { ...call, region }).filter((group) => {
      const asked = [
        [id, group.id],
        [name, group.data.groupName],
        [vpcId, group.data.vpcId],
      ];
      return asked.every(([wish, fact]) => wish === undefined || wish === fact) && matches(inputs, group);
    });
    const { arn, id: groupId, data } = theOne("EC2 Security Group", found);
    const { description, groupName, vpcId: groupsVpc, tags } = data;
    return { arn, description, id: groupId, name: groupName, region, tags, vpcId: groupsVpc };
  },
});

export const getSecurityGroups = providerFunction({
  token: "aws:ec2/getSecurityGroups:getSecurityGroups",
  fields: searchFields,
  invoke: (call, inputs) => {
    const { region = call.region, tags = {} } = inputs;
    const groups = allOwned(call.services.store, securityGroupKind, { ...call, region });
    const found = groups.filter((it) => matches(inputs, it));
    return {
      ...{ ...inputs, id: region, region, tags },
      ids: found.map((it) => it.id),
      arns: found.map((it) => it.arn),
      vpcIds: found.map((it) => it.data.vpcId),
    };
  },
});

function matches(search: Search, { id, data }: Entity<SecurityGroup>): boolean {
  const facts = { "group-id": id, "group-name": data.groupName, "vpc-id": data.vpcId, description: data.description };
  return passes(search, facts, data.tags);
}
