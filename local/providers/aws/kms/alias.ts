import { arnOf } from "../../../../aws/arn";
import { createAlias, deleteAlias, retargetAlias } from "../../../services/kms/alias";
import { aliasKind } from "../../../services/kms/entities";
import { owned } from "../../../services/owned";
import { output, text } from "../../fields";
import { resourceType } from "../../resource-type";
import { sameKey } from "./same-key";

export const alias = resourceType({
  token: "aws:kms/alias:Alias",
  label: "KMS Alias",
  fields: {
    // The provider puts `alias/` before the name it makes (pulumi/pulumi-aws#1445).
    name: text({
      replaces: true,
      autoName: { maxLength: 244, prefix: "alias/" },
      pattern: /^alias\/[a-zA-Z0-9/_-]+$/,
    }),
    targetKeyId: text({ required: true, same: sameKey }),
    arn: output(text()),
    targetKeyArn: output(text()),
  },
  create: async (call, { name, targetKeyId }) => {
    await createAlias(call.services, call, name, targetKeyId);
    return name;
  },
  read: (call, id) => {
    const found = owned(call.services.store, aliasKind, arnOf(call, "kms", id), call);
    if (found === undefined) return undefined;
    const { aliasName: name, targetKeyId } = found.data;
    return { name, targetKeyId, targetKeyArn: arnOf(call, "kms", `key/${targetKeyId}`), arn: found.arn };
  },
  update: (call, id, { targetKeyId }) => retargetAlias(call.services, call, id, targetKeyId),
  delete: (call, id) => deleteAlias(call.services, call, id),
});
