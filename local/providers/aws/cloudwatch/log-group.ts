import { logRetentionSteps } from "../../../../aws/log-retention";
import { createLogGroup, deleteLogGroup, findLogGroup, modifyLogGroup } from "../../../services/logs/log-group";
import { choice, flag, integer, output, tags, text, type InputsOf } from "../../fields";
import { unlessGone, unlessNotFound } from "../../not-found";
import { resourceType } from "../../resource-type";

const fields = {
  name: text({ replaces: true, autoName: { maxLength: 512 } }),
  logGroupClass: choice(["STANDARD", "INFREQUENT_ACCESS", "DELIVERY"], { computed: true, replaces: true }),
  retentionInDays: integer({ default: 0, oneOf: [0, ...logRetentionSteps] }),
  kmsKeyId: text(),
  deletionProtectionEnabled: flag({ computed: true }),
  skipDestroy: flag({ default: false, kept: true }),
  tags: tags(),
  arn: output(text()),
};

export const logGroup = resourceType({
  token: "aws:cloudwatch/logGroup:LogGroup",
  label: "CloudWatch Logs Log Group",
  fields,
  create: async (call, inputs) => {
    const { name, logGroupClass = "STANDARD" } = inputs;
    const request = { logGroupName: name, logGroupClass, ...settingsOf(inputs, false) };
    await createLogGroup(call.services, call, request);
    return name;
  },
  read: (call, id, state) =>
    unlessNotFound(() => {
      const { data, arn } = findLogGroup(call.services.store, call, id);
      // AWS decides how long a DELIVERY group keeps its events, and the provider does not look at it.
      const isDelivery = data.logGroupClass === "DELIVERY";
      const retentionInDays = (isDelivery ? state.retentionInDays : data.retentionInDays) ?? 0;
      return { ...data, name: id, retentionInDays, arn };
    }),
  update: (call, id, inputs, old) =>
    modifyLogGroup(call.services, call, id, settingsOf(inputs, old.deletionProtectionEnabled === true)),
  delete: async (call, id, { skipDestroy }) => {
    if (skipDestroy !== true) await unlessGone(deleteLogGroup(call.services, call, id));
  },
});

function settingsOf(inputs: InputsOf<typeof fields>, wasProtected: boolean) {
  const { kmsKeyId, retentionInDays, logGroupClass, deletionProtectionEnabled = wasProtected, tags = {} } = inputs;
  // 0 is the provider's word for "for ever".
  const isSet = logGroupClass !== "DELIVERY" && retentionInDays !== 0;
  return { retentionInDays: isSet ? retentionInDays : undefined, kmsKeyId, deletionProtectionEnabled, tags };
}
