import { selectionKind } from "../../../services/backup/entities";
import { createSelection, deleteSelection } from "../../../services/backup/selection";
import { owned } from "../../../services/owned";
import { choice, object, setOf, text } from "../../fields";
import { resourceType } from "../../resource-type";

const selectionTag = object({
  type: choice(["STRINGEQUALS"], { required: true }),
  key: text({ required: true }),
  value: text({ required: true }),
});

export const selection = resourceType({
  token: "aws:backup/selection:Selection",
  label: "Backup Selection",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 50 } }),
    planId: text({ required: true, replaces: true }),
    iamRoleArn: text({ required: true, replaces: true, pattern: /^arn:/ }),
    resources: setOf(text(), { replaces: true }),
    notResources: setOf(text(), { computed: true, replaces: true }),
    selectionTags: setOf(selectionTag, { replaces: true }),
  },
  create: async (call, { name, planId, iamRoleArn, resources = [], notResources = [], selectionTags = [] }) => {
    const request = { selectionName: name, backupPlanId: planId, iamRoleArn, resources, notResources, selectionTags };
    return (await createSelection(call.services, call, request)).id;
  },
  read: (call, id) => {
    const found = owned(call.services.store, selectionKind, selectionIdOf(id), call);
    return found && { ...found.data, name: found.data.selectionName, planId: found.data.backupPlanId };
  },
  delete: (call, id) => deleteSelection(call.services, call, selectionIdOf(id)),
});

/** An import names the plan too: `<plan id>|<selection id>`. */
function selectionIdOf(id: string): string {
  return id.split("|").at(-1) ?? id;
}
