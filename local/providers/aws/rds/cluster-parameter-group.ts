import {
  createClusterParameterGroup,
  deleteClusterParameterGroup,
  modifyClusterParameterGroup,
} from "../../../services/rds/clusters/cluster-parameter-group";
import { clusterParameterGroupOf } from "../../../services/rds/clusters/find";
import { object, output, setOf, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";
import { parameterFields, parameterOf, parameterProperties } from "./parameter";

export const clusterParameterGroup = resourceType({
  token: "aws:rds/clusterParameterGroup:ClusterParameterGroup",
  label: "RDS Cluster Parameter Group",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 255, lowerCase: true } }),
    family: text({ required: true, replaces: true }),
    description: text({ default: "Managed by Pulumi", replaces: true }),
    parameters: setOf(object(parameterFields)),
    tags: tags(),
    arn: output(text()),
  },
  create: async (call, { name, family, description, parameters = [], tags = {} }) => {
    await createClusterParameterGroup(call.services, call, {
      dbClusterParameterGroupName: name,
      dbParameterGroupFamily: family,
      description,
      parameters: parameters.map(parameterOf),
      tags,
    });
    return name;
  },
  read: (call, id) => {
    const found = clusterParameterGroupOf(call.services.store, call, id);
    if (found === undefined) return undefined;
    const { dbClusterParameterGroupName: name, dbParameterGroupFamily: family, parameters, ...data } = found.data;
    return { ...data, name, family, parameters: parameters.map(parameterProperties), arn: found.arn };
  },
  update: (call, id, { parameters = [], tags = {} }) =>
    modifyClusterParameterGroup(call.services, call, id, { parameters: parameters.map(parameterOf), tags }),
  delete: (call, id) => unlessGone(deleteClusterParameterGroup(call.services, call, id)),
});
