import { supportsDual } from "../../../services/rds/check-network-type";
import { subnetGroupOf } from "../../../services/rds/find";
import { createSubnetGroup, deleteSubnetGroup, modifySubnetGroup } from "../../../services/rds/subnet-group";
import { output, setOf, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";

export const subnetGroup = resourceType({
  token: "aws:rds/subnetGroup:SubnetGroup",
  label: "RDS DB Subnet Group",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 255, lowerCase: true } }),
    description: text({ default: "Managed by Pulumi" }),
    subnetIds: setOf(text(), { required: true }),
    tags: tags(),
    arn: output(text()),
    supportedNetworkTypes: output(setOf(text())),
    vpcId: output(text()),
  },
  create: async (call, { name, description, subnetIds, tags = {} }) => {
    const request = { dbSubnetGroupName: name, dbSubnetGroupDescription: description, subnetIds, tags };
    await createSubnetGroup(call.services, call, request);
    return name;
  },
  read: (call, id) => {
    const found = subnetGroupOf(call.services.store, call, id);
    if (found === undefined) return undefined;
    const types = supportsDual(call.services.store, found.data.subnetIds) ? ["DUAL", "IPV4"] : ["IPV4"];
    const { dbSubnetGroupName: name, dbSubnetGroupDescription: description, ...data } = found.data;
    return { ...data, name, description, supportedNetworkTypes: types, arn: found.arn };
  },
  update: (call, id, { description, subnetIds, tags = {} }) =>
    modifySubnetGroup(call.services, call, id, { dbSubnetGroupDescription: description, subnetIds, tags }),
  delete: (call, id) => unlessGone(deleteSubnetGroup(call.services, call, id)),
});
