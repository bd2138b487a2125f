import type { Field } from "../../resources/field";
import { isUnknown, type Maybe } from "../../reachability/maybe";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";

/** What names security groups, the default one of a VPC among them: the only group that a VPC's outputs tell. */
export class Groups {
  /** The default groups that a program has adopted, by the VPC they are of. */
  readonly #adopted = new Map<string, string>();

  constructor(readonly references: References) {
    for (const item of references.inventory.of("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup")) {
      const vpc = references.one(item, item.told("vpcId"), types.vpc);
      if (typeof vpc === "string") this.#adopted.set(vpc, item.id);
    }
  }

  one(item: Item, field: Field): Maybe<string> | undefined {
    const group = this.references.one(item, field, types.securityGroup);
    if (group === undefined || !isUnknown(group)) return group;
    const vpc = this.references.target(item, field, types.vpc);
    return typeof vpc === "object" && !isUnknown(vpc) ? this.defaultOf(vpc) : group;
  }

  many(item: Item, field: Field): Maybe<readonly string[]> {
    const groups = this.references.many(item, field, types.securityGroup);
    const [only, ...more] = field.known ? field.items() : [];
    if (!isUnknown(groups) || only === undefined || more.length > 0) return groups;
    const group = this.one(item, only);
    return group === undefined || isUnknown(group) ? groups : [group];
  }

  /** The topology's id of a VPC's default group. */
  defaultOf(vpc: Item): string {
    const told = vpc.get(vpc.resource.native ? "defaultSecurityGroup" : "defaultSecurityGroupId").text();
    return this.#adopted.get(vpc.id) ?? told ?? `default security group of ${vpc.id}`;
  }
}
