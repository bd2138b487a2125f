import { parameterGroupOf } from "../../../services/rds/find";
import {
  createParameterGroup,
  deleteParameterGroup,
  modifyParameterGroup,
} from "../../../services/rds/parameter-group";
import { flag, object, output, setOf, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";
import { parameterFields, parameterOf, parameterProperties } from "./parameter";

export const parameterGroup = resourceType({
  token: "aws:rds/parameterGroup:ParameterGroup",
  label: "RDS DB Parameter Group",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 255, lowerCase: true } }),
    family: text({ required: true, replaces: true }),
    description: text({ default: "Managed by Pulumi", replaces: true }),
    parameters: setOf(object(parameterFields)),
    skipDestroy: flag({ default: false, kept: true }),
    tags: tags(),
    arn: output(text()),
  },
  create: async (call, { name, family, description, parameters = [], tags = {} }) => {
    await createParameterGroup(call.services, call, {
      dbParameterGroupName: name,
      dbParameterGroupFamily: family,
      description,
      parameters: parameters.map(parameterOf),
      tags,
    });
    return name;
  },
  read: (call, id) => {
    const found = parameterGroupOf(call.services.store, call, id);
    if (found === undefined) return undefined;
    const { dbParameterGroupName: name, dbParameterGroupFamily: family, parameters, ...data } = found.data;
    return { ...data, name, family, parameters: parameters.map(parameterProperties), arn: found.arn };
  },
  update: (call, id, { parameters = [], tags = {} }) =>
    modifyParameterGroup(call.services, call, id, { parameters: parameters.map(parameterOf), tags }),
  delete: async (call, id, { skipDestroy }) => {
    if (skipDestroy !== true) await unlessGone(deleteParameterGroup(call.services, call, id));
  },
});
