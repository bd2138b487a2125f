/** Whose it is: the account, and the Region it is in. */
interface Owner {
  /** 12 digits. */
  readonly account: string;
  readonly region: string;
}

/** The partition a Region belongs to: `aws`, `aws-cn` or `aws-us-gov`. */
export function partitionOf(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}

/** `arn:aws:<service>:<region>:<account>:<resource>`. */
export function arnOf(owner: Owner, service: string, resource: string): string {
  return `arn:${partitionOf(owner.region)}:${service}:${owner.region}:${owner.account}:${resource}`;
}

/** The ARN of what is of no Region: `arn:aws:iam::<account>:<resource>`. */
export function globalArnOf(owner: Owner, service: string, resource: string): string {
  return `arn:${partitionOf(owner.region)}:${service}::${owner.account}:${resource}`;
}

/** The parts of an ARN; `undefined` when the text is none. */
export function parseArn(arn: string):
  | {
      readonly partition: string;
      readonly service: string;
      readonly region: string;
      readonly account: string;
      readonly resource: string;
    }
  | undefined {
  const [prefix, partition, service, region, account, ...resource] = arn.split(":");
  if (prefix !== "arn" || resource.length === 0) return undefined;
  return {
    partition: partition ?? "",
    service: service ?? "",
    region: region ?? "",
    account: account ?? "",
    resource: resource.join(":"),
  };
}
