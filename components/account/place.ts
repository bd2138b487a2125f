/** Where a stack lives. Both are plain values: they come from the stack's configuration and are known before any resource. */
export interface Place {
  /** The twelve-digit account. */
  readonly accountId: string;
  /** The Region, such as `eu-west-1`. */
  readonly region: string;
}

/** The partition a Region belongs to: `aws`, `aws-cn` or `aws-us-gov`. */
function partition(region: string): string {
  if (region.startsWith("cn-")) return "aws-cn";
  if (region.startsWith("us-gov-")) return "aws-us-gov";
  return "aws";
}

/** `arn:aws:<service>:<region>:<account>:<resource>` in the right partition. */
export function regionalArn(place: Place, service: string, resource: string): string {
  return `arn:${partition(place.region)}:${service}:${place.region}:${place.accountId}:${resource}`;
}

/** `arn:aws:iam::<account>:root`: everybody to whom that account gives the right, and nobody else. */
export function accountRoot(place: Place, accountId: string = place.accountId): string {
  return `arn:${partition(place.region)}:iam::${accountId}:root`;
}

/** The ARN of a managed policy AWS keeps, such as `service-role/AmazonRDSEnhancedMonitoringRole`. */
export function awsManagedPolicy(place: Place, name: string): string {
  return `arn:${partition(place.region)}:iam::aws:policy/${name}`;
}
