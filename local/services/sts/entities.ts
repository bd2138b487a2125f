/** STS's entity as the store keeps it. */

import { kind } from "../../state/store";

/** A role session. Entity id: the access key id `ASIA…`; its account is the role's. Its secrets are sealed. */
export interface Session {
  readonly accessKeyId: string;
  readonly roleArn: string;
  /** `arn:aws:sts::ACCOUNT:assumed-role/ROLE/SESSION`. */
  readonly assumedRoleArn: string;
  /** `AROA…:SESSION`. */
  readonly assumedRoleId: string;
  /** ISO time after which the credentials are worth nothing. */
  readonly expiration: string;
  readonly sealedSecretAccessKey: string;
  readonly sealedSessionToken: string;
}

export const sessionKind = kind<Session>("sts:session");
