import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { Field } from "../../resources/field";
import type { Token } from "../../resources/tokens";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";

/** A kind of thing of which AWS makes one with every VPC: the default one. */
interface PartKind {
  /** For people, and for the id of one that nothing names: `default network ACL`. */
  readonly what: string;
  readonly tokens: readonly Token[];
  /** The type by which a program adopts the default one, and its property that names it. */
  readonly adopter: Token;
  readonly adopts: string;
  /** The outputs by which a VPC tells its default one. */
  readonly told: readonly string[];
}

export const networkAclParts: PartKind = {
  what: "default network ACL",
  tokens: types.networkAcl,
  adopter: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
  adopts: "defaultNetworkAclId",
  told: ["defaultNetworkAclId", "defaultNetworkAcl"],
};

export const routeTableParts: PartKind = {
  what: "default route table",
  tokens: types.routeTable,
  adopter: "aws:ec2/defaultRouteTable:DefaultRouteTable",
  adopts: "defaultRouteTableId",
  told: ["defaultRouteTableId", "mainRouteTableId"],
};

/** What names network ACLs or route tables, a VPC's default one among them, which only the VPC's outputs tell. */
export class VpcParts {
  /** The default ones that a program has adopted, by the VPC they are of. */
  readonly #adopted = new Map<string, string>();

  constructor(
    readonly references: References,
    readonly kind: PartKind,
  ) {
    for (const item of references.inventory.of(kind.adopter)) {
      const vpc = this.vpcOf(item);
      if (typeof vpc === "string") this.#adopted.set(vpc, item.id);
    }
  }

  /** The topology's id of what a field names. */
  one(item: Item, field: Field): Maybe<string> | undefined {
    const vpc = this.references.target(item, field, types.vpc);
    if (typeof vpc === "object" && !isUnknown(vpc)) return this.defaultOf(vpc);
    return this.references.one(item, field, this.kind.tokens);
  }

  /** The topology's id of a VPC's default one. */
  defaultOf(vpc: Item): string {
    return this.#adopted.get(vpc.id) ?? this.#toldBy(vpc) ?? `${this.kind.what} of ${vpc.id}`;
  }

  /** What a program makes is none; what it looks up may be. */
  isDefault(item: Item): Maybe<boolean> {
    if (item.resource.type === this.kind.adopter) return true;
    if (!item.resource.external) return false;
    const vpc = this.references.target(item, item.told("vpcId"), types.vpc);
    const told = typeof vpc === "object" && !isUnknown(vpc) ? this.#toldBy(vpc) : undefined;
    return told === undefined ? unknown(`the ${this.kind.what} of ${item.name}'s VPC is known`) : told === item.id;
  }

  #toldBy(vpc: Item): string | undefined {
    return this.kind.told.map((property) => vpc.get(property).text()).find((it) => it !== undefined && it !== "");
  }

  /** The VPC of one of them: an adopted one names it by what it adopts. */
  vpcOf(item: Item): Maybe<string> | undefined {
    const own = this.references.one(item, item.told("vpcId"), types.vpc);
    if (typeof own === "string" || item.resource.type !== this.kind.adopter) return own;
    const vpc = this.references.target(item, item.get(this.kind.adopts), types.vpc);
    return typeof vpc === "object" && !isUnknown(vpc) ? vpc.id : own;
  }
}
