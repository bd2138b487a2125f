import type { Services } from "../services";
import { accessKeyKind } from "./entities";
import { iamEntity } from "./find";
import { operatorOf } from "./principal";
import { uniqueId } from "./unique-id";

/** Credentials that do not expire. */
export interface OperatorCredentials {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** The account's own operator's credentials, made when first asked for. They act as the account's root. */
export function operatorCredentials(
  services: Pick<Services, "store" | "ids" | "seals">,
  account: string,
): Promise<OperatorCredentials> {
  const { ids, seals, store } = services;
  return store.transaction((transaction) => {
    const [existing] = transaction.list(accessKeyKind, (it) => it.account === account);
    if (existing !== undefined) {
      return { accessKeyId: existing.id, secretAccessKey: seals.open(existing.data.sealedSecretAccessKey) };
    }
    const accessKeyId = uniqueId("AKIA", ids);
    const secretAccessKey = secretKey(ids);
    const principalArn = operatorOf(account).arn;
    const data = { accessKeyId, principalArn, sealedSecretAccessKey: seals.seal(secretAccessKey) };
    const arn = `${principalArn}/${accessKeyId}`;
    transaction.put(iamEntity(accessKeyKind, accessKeyId, arn, { account }, data));
    return { accessKeyId, secretAccessKey };
  });
}

/** A secret access key: 40 characters. */
export function secretKey(ids: Services["ids"]): string {
  return Buffer.from(ids.bytes(30)).toString("base64");
}
