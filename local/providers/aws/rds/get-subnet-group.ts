import { subnetGroupOf } from "../../../services/rds/find";
import { text } from "../../fields";
import { providerFunction } from "../../functions";
import { theOne } from "../the-one";

export const getSubnetGroup = providerFunction({
  token: "aws:rds/getSubnetGroup:getSubnetGroup",
  fields: { name: text({ required: true }), region: text() },
  invoke: (given, { name, region = given.region }) => {
    const found = subnetGroupOf(given.services.store, { ...given, region }, name);
    const { arn, data } = theOne("RDS DB Subnet Group", found === undefined ? [] : [found]);
    const { dbSubnetGroupName, dbSubnetGroupDescription: description, subnetIds, vpcId } = data;
    const facts = { arn, description, region, subnetIds, vpcId, id: dbSubnetGroupName, name: dbSubnetGroupName };
    return { ...facts, status: "Complete", supportedNetworkTypes: ["IPV4"] };
  },
});
