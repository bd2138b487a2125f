import { vpcKind } from "../../../services/ec2/entities";
import { allOwned } from "../../../services/owned";
import { flag, text } from "../../fields";
import { providerFunction } from "../../functions";
import { theOne } from "../the-one";
import { passes, searchFields } from "./filters";

export const getVpc = providerFunction({
  token: "aws:ec2/getVpc:getVpc",
  fields: { ...searchFields, cidrBlock: text(), default: flag(), dhcpOptionsId: text(), id: text(), state: text() },
  invoke: (call, inputs) => {
    const { region = call.region, id, cidrBlock, default: isDefault, dhcpOptionsId, state } = inputs;
    const found = allOwned(call.services.store, vpcKind, { ...call, region }).filter(({ data }) => {
      const facts = { "vpc-id": data.vpcId, cidr: data.cidrBlock, state: "available" };
      const asked = [
        [id, data.vpcId],
        [cidrBlock, data.cidrBlock],
        [isDefault, data.isDefault],
        [dhcpOptionsId, data.dhcpOptionsId],
        [state, "available"],
      ];
      return asked.every(([wish, fact]) => wish === undefined || wish === fact) && passes(inputs, facts, data.tags);
    });
    const { arn, account, data } = theOne("EC2 VPC", found);
    const { isDefault: isDefaultVpc, defaultSecurityGroupId: _g, defaultNetworkAclId: _a, ...facts } = data;
    const cidr = { associationId: data.vpcId.replace("vpc-", "vpc-cidr-assoc-"), cidrBlock: data.cidrBlock };
    return {
      ...facts,
      ...{ arn, region, id: data.vpcId, default: isDefaultVpc, ownerId: account, state: "available" },
      cidrBlockAssociations: [{ ...cidr, state: "associated" }],
      ipv6AssociationId: data.ipv6AssociationId ?? "",
      ipv6CidrBlock: data.ipv6CidrBlock ?? "",
      ipv6CidrBlockAssociations: [],
    };
  },
});
