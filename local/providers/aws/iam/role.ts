import { findRole } from "../../../services/iam/find";
import { inlinePolicies } from "../../../services/iam/role-policy";
import { createRole, deleteRole, modifyRole } from "../../../services/iam/role";
import { flag, integer, json, object, output, setOf, tags, text } from "../../fields";
import { unlessGone, unlessNotFound } from "../../not-found";
import { resourceType, type Properties } from "../../resource-type";
import { samePolicy } from "../same-policy";
import { alignInlinePolicies, alignManagedPolicies } from "./exclusive-policies";

export const role = resourceType({
  token: "aws:iam/role:Role",
  label: "IAM Role",
  global: true,
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 64 } }),
    path: text({ default: "/", replaces: true }),
    assumeRolePolicy: json({ required: true, same: samePolicy }),
    description: text({ maxLength: 1000 }),
    maxSessionDuration: integer({ default: 3600, min: 3600, max: 43200 }),
    permissionsBoundary: text(),
    forceDetachPolicies: flag({ default: false, kept: true }),
    managedPolicyArns: setOf(text(), { computed: true }),
    inlinePolicies: setOf(object({ name: text({ required: true }), policy: json({ required: true }) }), {
      computed: true,
    }),
    tags: tags(),
    arn: output(text()),
    createDate: output(text()),
    uniqueId: output(text()),
  },
  create: async (call, inputs) => {
    const { name, path } = inputs;
    await createRole(call.services, call, { roleName: name, path, ...settingsOf(inputs) });
    await alignManagedPolicies(call, name, inputs.managedPolicyArns);
    await alignInlinePolicies(call, name, inputs.inlinePolicies);
    return name;
  },
  read: (call, id) =>
    unlessNotFound(() => {
      const { store } = call.services;
      const found = findRole(store, call, id);
      const { data, arn } = found;
      return {
        ...data,
        name: data.roleName,
        assumeRolePolicy: data.assumeRolePolicyDocument,
        description: data.description === "" ? undefined : data.description,
        managedPolicyArns: [...data.attachedPolicyArns].sort(),
        inlinePolicies: inlinePolicies(store, found).map((it) => ({
          name: it.data.policyName,
          policy: it.data.policyDocument,
        })),
        uniqueId: data.roleId,
        arn,
      };
    }),
  update: async (call, id, inputs) => {
    await modifyRole(call.services, call, id, settingsOf(inputs));
    await alignManagedPolicies(call, id, inputs.managedPolicyArns);
    await alignInlinePolicies(call, id, inputs.inlinePolicies);
  },
  delete: (call, id, state) => unlessGone(deleteRole(call.services, call, id, isForced(state))),
});

function settingsOf(inputs: {
  readonly assumeRolePolicy: string;
  readonly description: string | undefined;
  readonly maxSessionDuration: number;
  readonly permissionsBoundary: string | undefined;
  readonly tags: Readonly<Record<string, string>> | undefined;
}) {
  const { assumeRolePolicy, description = "", maxSessionDuration, permissionsBoundary, tags = {} } = inputs;
  return { assumeRolePolicyDocument: assumeRolePolicy, description, maxSessionDuration, permissionsBoundary, tags };
}

/** The provider takes policies away that it knows of; others must be detached first, unless that is forced. */
function isForced({ forceDetachPolicies, managedPolicyArns, inlinePolicies }: Properties): boolean {
  const hasSome = [managedPolicyArns, inlinePolicies].some((it) => Array.isArray(it) && it.length > 0);
  return forceDetachPolicies === true || hasSome;
}
