import { accessKeyKind } from "../iam/entities";
import { operatorOf, type AwsPrincipal } from "../iam/principal";
import type { Services } from "../services";
import { sessionKind } from "./entities";

/** What the holder of an access key id must know, and whom it stands for. */
export interface KnownCredentials {
  readonly secretAccessKey: string;
  /** Undefined for an operator's own key, which comes without one. */
  readonly sessionToken: string | undefined;
  /** Undefined for credentials that do not expire. */
  readonly expiration: Date | undefined;
  readonly principal: AwsPrincipal;
}

/** The credentials of an access key id, so that a signature can be checked; undefined for an unknown one. */
export function credentialsOf(
  services: Pick<Services, "store" | "seals">,
  accessKeyId: string,
): KnownCredentials | undefined {
  const { seals, store } = services;
  const session = store.get(sessionKind, accessKeyId);
  if (session !== undefined) {
    const { assumedRoleArn, roleArn, expiration, sealedSecretAccessKey, sealedSessionToken } = session.data;
    return {
      secretAccessKey: seals.open(sealedSecretAccessKey),
      sessionToken: seals.open(sealedSessionToken),
      expiration: new Date(expiration),
      principal: { arn: assumedRoleArn, account: session.account, roleArn },
    };
  }
  const key = store.get(accessKeyKind, accessKeyId);
  if (key === undefined) return undefined;
  return {
    secretAccessKey: seals.open(key.data.sealedSecretAccessKey),
    sessionToken: undefined,
    expiration: undefined,
    principal: operatorOf(key.account),
  };
}
