import { planKind } from "../../../services/backup/entities";
import { createPlan, deletePlan, modifyPlan } from "../../../services/backup/plan";
import { owned } from "../../../services/owned";
import { object, output, setOf, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";
import { planRuleOf, ruleFields, ruleInputsOf } from "./plan-rule";

export const plan = resourceType({
  token: "aws:backup/plan:Plan",
  label: "Backup Plan",
  fields: {
    name: text({ replaces: true, autoName: { maxLength: 50 } }),
    rules: setOf(object(ruleFields), { required: true, minLength: 1 }),
    tags: tags(),
    arn: output(text()),
    version: output(text()),
  },
  create: async (call, { name, rules, tags = {} }) => {
    const request = { backupPlanName: name, rules: rules.map(planRuleOf), tags };
    return (await createPlan(call.services, call, request)).id;
  },
  read: (call, id) => {
    const found = owned(call.services.store, planKind, id, call);
    if (found === undefined) return undefined;
    const { backupPlanName, rules, versionId, tags } = found.data;
    return { name: backupPlanName, rules: rules.map(ruleInputsOf), tags, version: versionId, arn: found.arn };
  },
  update: (call, id, { rules, tags = {} }) =>
    modifyPlan(call.services, call, id, { rules: rules.map(planRuleOf), tags }),
  delete: (call, id) => unlessGone(deletePlan(call.services, call, id)),
});
