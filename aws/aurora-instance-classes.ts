import { isInstanceClass } from "./instance-classes";

/** Families and sizes that RDS has for instances and not for clusters (Aurora guide, "Supported DB engines for DB instance classes"). */
const NOT_AURORA = /^db\.(?:m\d|[a-z]+\d+(?:b|d|in|idn|iedn)\.)|^db\.t\w+\.(?:micro|small|xlarge|2xlarge)$/;

/** The class whose capacity follows the load. */
export const SERVERLESS_CLASS = "db.serverless";

/** Whether Aurora has the class, as far as that is sure. */
export function isAuroraClass(instanceClass: string): boolean {
  return instanceClass === SERVERLESS_CLASS || (isInstanceClass(instanceClass) && !NOT_AURORA.test(instanceClass));
}
