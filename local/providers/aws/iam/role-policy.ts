import { deleteRolePolicy, putRolePolicy, rolePolicy as find } from "../../../services/iam/role-policy";
import { json, text } from "../../fields";
import { resourceType } from "../../resource-type";
import { samePolicy } from "../same-policy";

export const rolePolicy = resourceType({
  token: "aws:iam/rolePolicy:RolePolicy",
  label: "IAM Role Policy",
  global: true,
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 128 } }),
    role: text({ required: true, replaces: true }),
    policy: json({ required: true, same: samePolicy }),
  },
  create: async (call, { name, role, policy }) => {
    await putRolePolicy(call.services, call, { roleName: role, policyName: name, policyDocument: policy });
    return `${role}:${name}`;
  },
  read: (call, id) => {
    const { role, name } = partsOf(id);
    const policy = find(call.services.store, call, role, name);
    return policy && { role, name, policy: policy.data.policyDocument };
  },
  update: (call, id, { policy }) => {
    const { role, name } = partsOf(id);
    return putRolePolicy(call.services, call, { roleName: role, policyName: name, policyDocument: policy });
  },
  delete: (call, id) => {
    const { role, name } = partsOf(id);
    return deleteRolePolicy(call.services, call, role, name);
  },
});

function partsOf(id: string): { readonly role: string; readonly name: string } {
  const [role = "", name = ""] = id.split(":");
  return { role, name };
}
