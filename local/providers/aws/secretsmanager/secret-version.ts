import { secretVersionKind } from "../../../services/secrets-manager/entities";
import { secretOf } from "../../../services/secrets-manager/find";
import { deprecateVersion, putSecretValue, setVersionStages } from "../../../services/secrets-manager/secret-version";
import { flag, output, setOf, text } from "../../fields";
import { resourceType, type Call, type Problem, type Properties } from "../../resource-type";

export const secretVersion = resourceType({
  token: "aws:secretsmanager/secretVersion:SecretVersion",
  label: "Secrets Manager Secret Version",
  fields: {
    secretId: text({ required: true, replaces: true }),
    secretString: text({ secret: true, replaces: true }),
    /** Bytes in base64. */
    secretBinary: text({ secret: true, replaces: true, pattern: /^[A-Za-z0-9+/]*={0,2}$/ }),
    versionStages: setOf(text(), { computed: true }),
    arn: output(text()),
    hasSecretStringWo: output(flag()),
    secretArn: output(text()),
    versionId: output(text()),
  },
  check: valueProblems,
  create: async (call, { secretId, secretString, secretBinary, versionStages }) => {
    const value = { value: secretString ?? secretBinary ?? "", isBinary: secretString === undefined };
    const { data } = await putSecretValue(call.services, call, secretId, { ...value, versionStages });
    return `${secretId}|${data.versionId}`;
  },
  read: (call, id) => {
    const found = find(call, id);
    if (found === undefined) return undefined;
    const { secretId, version } = found;
    const { secretArn, versionId, versionStages, sealedValue, isBinary } = version.data;
    const value = call.services.seals.open(sealedValue);
    return {
      ...(isBinary ? { secretBinary: value } : { secretString: value }),
      ...{ secretId, secretArn, versionId, versionStages, arn: secretArn, hasSecretStringWo: false },
    };
  },
  update: async (call, id, { versionStages }) => {
    const found = find(call, id);
    if (found === undefined || versionStages === undefined) return;
    const { secretArn, versionId } = found.version.data;
    await setVersionStages(call.services, call, secretArn, versionId, versionStages);
  },
  delete: async (call, id) => {
    const found = find(call, id);
    if (found === undefined) return;
    await deprecateVersion(call.services, found.version.data.secretArn, found.version.data.versionId);
  },
});

/** AWS forgets a version that has no stage left. */
function find(call: Call, id: string) {
  const [secretId = "", versionId = ""] = id.split("|");
  const { store } = call.services;
  const secret = secretOf(store, call, secretId);
  if (secret === undefined || secret.data.deletedDate !== undefined) return undefined;
  const version = store.get(secretVersionKind, `${secret.id}|${versionId}`);
  return version === undefined || version.data.versionStages.length === 0 ? undefined : { secretId, version };
}

function valueProblems({ secretString, secretBinary }: Properties): readonly Problem[] {
  if (secretString !== undefined && secretBinary !== undefined) {
    return [{ property: "secretString", reason: "conflicts with secretBinary; set one of the two" }];
  }
  if (secretString ?? secretBinary) return [];
  return [{ property: "secretString", reason: "or secretBinary is required, and not empty; set one of the two" }];
}
