/** A resource as a Pulumi program gives it; values taken from other resources are still CloudFormation's intrinsics. */
export interface Rendered {
  /** The case's resource it stands for. */
  readonly id: string;
  /** Its own name: several resources may stand for one. */
  readonly name: string;
  readonly type: string;
  readonly properties: Readonly<Record<string, unknown>>;
}
