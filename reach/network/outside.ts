import type { InternetGateway, VpnGateway } from "../../reachability/outside-topology";
import type { References } from "../inventory/references";
import { types } from "../inventory/resource-types";
import { AttachedVpcs, internetGatewayKind, vpnGatewayKind } from "./attached-vpc";
import { OutsideConnections } from "./outside-connections";

/** Virtual private gateways with what lies behind them. */
export function vpnGateways(references: References): readonly VpnGateway[] {
  const vpcs = new AttachedVpcs(references, vpnGatewayKind);
  const connections = new OutsideConnections(references);
  return references.inventory.eachOf(...types.vpnGateway).map((item) => {
    const vpcId = vpcs.of(item);
    return {
      id: item.id,
      account: item.account,
      ...(vpcId === undefined ? {} : { vpcId }),
      connections: connections.of(item),
    };
  });
}

export function internetGateways(references: References): readonly InternetGateway[] {
  const vpcs = new AttachedVpcs(references, internetGatewayKind);
  return references.inventory.eachOf(...internetGatewayKind.tokens).map((item) => {
    const vpcId = vpcs.of(item);
    return { id: item.id, account: item.account, ...(vpcId === undefined ? {} : { vpcId }) };
  });
}
