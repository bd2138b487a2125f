import { partitionOf } from "../../aws/arn";

/** Where a stack lives. Both are plain values: they come from the stack's configuration and are known before any resource. */
export interface Place {
  /** The twelve-digit account. */
  readonly accountId: string;
  /** The Region, such as `eu-west-1`. */
  readonly region: string;
}

/** `arn:aws:<service>:<region>:<account>:<resource>` in the right partition. */
export function regionalArn(place: Place, service: string, resource: string): string {
  return `arn:${partitionOf(place.region)}:${service}:${place.region}:${place.accountId}:${resource}`;
}

/** `arn:aws:iam::<account>:root`: everybody to whom that account gives the right, and nobody else. */
export function accountRoot(place: Place, accountId: string = place.accountId): string {
  return `arn:${partitionOf(place.region)}:iam::${accountId}:root`;
}

/** The ARN of a managed policy AWS keeps, such as `service-role/AmazonRDSEnhancedMonitoringRole`. */
export function awsManagedPolicy(place: Place, name: string): string {
  return `arn:${partitionOf(place.region)}:iam::aws:policy/${name}`;
}
