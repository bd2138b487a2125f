import { isUnknown, unknown, type Maybe } from "../../reachability/maybe";
import type { Token } from "../../resources/tokens";
import type { Item } from "../inventory/item";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";

/** A kind of gateway that is attached to a VPC, by itself or by a resource that says so. */
interface AttachedKind {
  readonly tokens: readonly Token[];
  readonly attachments: readonly Token[];
  /** The property of an attachment that names the gateway. */
  readonly property: string;
}

export const vpnGatewayKind: AttachedKind = {
  tokens: types.vpnGateway,
  attachments: ["aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment", "aws-native:ec2:VpcGatewayAttachment"],
  property: "vpnGatewayId",
};

export const internetGatewayKind: AttachedKind = {
  tokens: ["aws:ec2/internetGateway:InternetGateway", "aws-native:ec2:InternetGateway"],
  attachments: ["aws:ec2/internetGatewayAttachment:InternetGatewayAttachment", "aws-native:ec2:VpcGatewayAttachment"],
  property: "internetGatewayId",
};

/** To which VPCs the gateways of a kind are attached, as all sources say. */
export class AttachedVpcs {
  readonly #of = new Map<string, Maybe<string>>();
  /** Sources with an attachment of which it is not known of what: of any of theirs, for all that can be said. */
  readonly #astray = new Map<string, Maybe<string>>();

  constructor(
    private readonly references: References,
    { tokens, attachments, property }: AttachedKind,
  ) {
    for (const item of references.inventory.of(...attachments)) {
      const field = item.get(property);
      const gateway = references.one(item, field, tokens);
      const vpc = item.get("vpcId");
      const vpcId = references.one(item, vpc, types.vpc) ?? unknown(item.until(vpc));
      if (gateway === undefined) continue;
      if (isUnknown(gateway)) this.#astray.set(item.source.name, gateway);
      else this.#of.set(gateway, vpcId);
    }
  }

  /** Undefined: attached to none. */
  of(item: Item): Maybe<string> | undefined {
    const own = this.references.one(item, item.get("vpcId"), types.vpc);
    return this.#of.get(item.id) ?? own ?? this.#astray.get(item.source.name);
  }
}
