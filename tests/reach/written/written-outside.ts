import type { OutsideConnection, VpnGateway } from "../../../reachability/outside-topology";
import type { TransitGatewayAttachment } from "../../../reachability/network-topology";
import type { Topology } from "../../../reachability/topology";
import type { Choose, Values, Written } from "./written";

/** What leads out of AWS, but for routes. */
export function outside(topology: Topology, choose: Choose): readonly Written[] {
  const { vpnGateways = [], internetGateways = [], transitGatewayAttachments } = topology;
  return [
    ...vpnGateways.flatMap((it) => gateway(it, "vpnGateway", choose)),
    ...vpnGateways.flatMap((it) =>
      (it.connections as readonly OutsideConnection[]).flatMap((to) => vpn(it, to, choose)),
    ),
    ...internetGateways.flatMap((it) => gateway(it, "internetGateway", choose)),
    ...transitGatewayAttachments.filter(({ learns }) => learns !== undefined).map(transitVpn),
  ];
}

const typeOf = (name: string): string => `${name.charAt(0).toUpperCase()}${name.slice(1)}`;

/** Attached by itself, or by a resource of its own. */
function gateway(
  { id, account, vpcId }: Pick<VpnGateway, "id" | "account" | "vpcId">,
  name: "vpnGateway" | "internetGateway",
  choose: Choose,
): readonly Written[] {
  const type = choose(`aws:ec2/${name}:${typeOf(name)}`, `aws-native:ec2:${typeOf(name)}`);
  const isInline = !type.startsWith("aws-native:") && choose(true, false);
  const props: Values = isInline && vpcId !== undefined ? { vpcId } : {};
  const attachment: Written = {
    account,
    type: choose(`aws:ec2/${name}Attachment:${typeOf(name)}Attachment`, "aws-native:ec2:VpcGatewayAttachment"),
    id: `attachment of ${id}`,
    props: { [`${name}Id`]: id, vpcId },
  };
  return [{ account, type, id, props }, ...(isInline || vpcId === undefined ? [] : [attachment])];
}

function vpn({ id: vpnGatewayId, account }: VpnGateway, to: OutsideConnection, choose: Choose): readonly Written[] {
  const { id, active, cidrs } = to;
  const props = { vpnGatewayId, staticRoutesOnly: true, type: "ipsec.1", customerGatewayId: "cgw-0123456789abcdef0" };
  const classic: Written = {
    ...{ account, type: "aws:ec2/vpnConnection:VpnConnection", id, props },
    told: { vgwTelemetries: [{ status: "DOWN" }, { status: active === true ? "UP" : "DOWN" }] },
  };
  const native: Written = { account, type: "aws-native:ec2:VpnConnection", id, props };
  const routes = (cidrs as readonly string[]).map((destinationCidrBlock) => ({
    account,
    type: choose("aws:ec2/vpnConnectionRoute:VpnConnectionRoute", "aws-native:ec2:VpnConnectionRoute"),
    id: "route",
    props: { destinationCidrBlock, vpnConnectionId: id },
  }));
  return [active === true ? classic : choose(classic, native), ...routes];
}

/** Only `aws` tells which attachment it is. */
function transitVpn({ id, transitGatewayId, learns }: TransitGatewayAttachment): Written {
  const props = { transitGatewayId, staticRoutesOnly: (learns as readonly string[]).length === 0 };
  return {
    account: "111111111111",
    type: "aws:ec2/vpnConnection:VpnConnection",
    id: id.replace("tgw-attach-", "vpn-"),
    props: { ...props, type: "ipsec.1", customerGatewayId: "cgw-0123456789abcdef0" },
    told: { transitGatewayAttachmentId: id },
  };
}
