/** Picks one of several forms a program may be written in. */
export type Choose = <T>(...forms: readonly T[]) => T;

export type Values = Readonly<Record<string, unknown>>;

/** A resource as a program wrote it. */
export interface Written {
  readonly account: string;
  readonly type: string;
  readonly id: string;
  readonly props: Values;
  /** Properties that AWS tells and the program does not give. */
  readonly told?: Values;
}

export const region = "eu-west-1";

export const arnOf = (account: string, service: string, rest: string): string =>
  `arn:aws:${service}:${region}:${account}:${rest}`;
