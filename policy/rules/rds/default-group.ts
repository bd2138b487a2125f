import type { Field } from "../../../resources/field";

/** Whether a subnet group is the one RDS makes itself, of the default VPC's subnets; no resource can be named so. */
export const isDefaultGroup = (group: Field): boolean =>
  group.known ? ["", "default"].includes(group.text()?.trim().toLowerCase() ?? "?") : group.absent;
