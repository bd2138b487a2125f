import type { TransitGatewayRouteTable } from "../../../reachability/network-topology";
import type { Topology } from "../../../reachability/topology";
import type { Choose, Values, Written } from "./written";

/** What joins VPCs. */
export function links(topology: Topology, choose: Choose): readonly Written[] {
  return [...peerings(topology, choose), ...transit(topology, choose)];
}

const ownerOf = ({ vpcs }: Topology, vpcId: unknown) => vpcs.find(({ id }) => id === vpcId)?.account ?? "111111111111";

function peerings(topology: Topology, choose: Choose): readonly Written[] {
  return topology.peerings.flatMap(({ id, requesterVpcId: vpcId, accepterVpcId: peerVpcId, active }) => {
    const account = ownerOf(topology, vpcId);
    const classic: Written = {
      account,
      type: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
      id,
      props: { vpcId, peerVpcId, ...(active === true ? choose({}, { autoAccept: true }) : {}) },
      told: { acceptStatus: active === true ? "active" : "rejected" },
    };
    const accepter: Written = {
      account: ownerOf(topology, peerVpcId),
      type: "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
      id,
      props: { vpcPeeringConnectionId: id, autoAccept: true },
      told: { acceptStatus: "active", vpcId: peerVpcId, peerVpcId: vpcId },
    };
    if (active !== true) return [classic];
    const waiting = { ...classic, told: { acceptStatus: "pending-acceptance" } };
    const native = { account, type: "aws-native:ec2:VpcPeeringConnection", id, props: { vpcId, peerVpcId } };
    return choose<readonly Written[]>([classic], [waiting, accepter], [native]);
  });
}

function transit(topology: Topology, choose: Choose): readonly Written[] {
  const [table] = topology.transitGatewayRouteTables;
  if (table === undefined) return [];
  // Its default table is one that no resource makes.
  const isDefault = choose(true, false);
  return [...gateways(topology, isDefault ? table : undefined, choose), ...tableWritten(table, isDefault, choose)];
}

function gateways(topology: Topology, table: TransitGatewayRouteTable | undefined, choose: Choose): readonly Written[] {
  const enabled = (is: unknown) => (is === true ? "enable" : "disable");
  const made = topology.transitGateways.map(({ id, account, securityGroupReferencing }) => ({
    account,
    type: choose("aws:ec2transitgateway/transitGateway:TransitGateway", "aws-native:ec2:TransitGateway"),
    id,
    props: {
      securityGroupReferencingSupport: enabled(securityGroupReferencing),
      defaultRouteTableAssociation: enabled(table !== undefined),
      defaultRouteTablePropagation: "disable",
      autoAcceptSharedAttachments: "enable",
    },
    ...(table === undefined ? {} : { told: { associationDefaultRouteTableId: table.id } }),
  }));
  const ofVpcs = topology.transitGatewayAttachments.filter(({ vpcId }) => vpcId !== undefined);
  const attached = ofVpcs.map((it): Written => {
    const { id, vpcId, subnetIds, transitGatewayId } = it;
    const own = { vpcId, subnetIds, transitGatewayId };
    const support = { securityGroupReferencingSupport: enabled(it.securityGroupReferencing) };
    const account = ownerOf(topology, vpcId);
    const native = choose("aws-native:ec2:TransitGatewayAttachment", "aws-native:ec2:TransitGatewayVpcAttachment");
    return choose<Written>(
      { account, type: "aws:ec2transitgateway/vpcAttachment:VpcAttachment", id, props: { ...own, ...support } },
      { account, type: native, id, props: { ...own, options: support } },
    );
  });
  return [...made, ...attached];
}

function tableWritten(table: TransitGatewayRouteTable, isDefault: boolean, choose: Choose): readonly Written[] {
  const { id, transitGatewayId } = table;
  const part = (classic: string, native: string, props: Values): Written => ({
    account: "111111111111",
    type: choose(`aws:ec2transitgateway/${classic}`, `aws-native:ec2:TransitGateway${native}`),
    id: "part",
    props: { transitGatewayRouteTableId: id, ...props },
  });
  const whole: Written = {
    account: "111111111111",
    type: choose("aws:ec2transitgateway/routeTable:RouteTable", "aws-native:ec2:TransitGatewayRouteTable"),
    id,
    props: { transitGatewayId },
  };
  const associated = (table.associated as readonly string[]).map((transitGatewayAttachmentId) =>
    part("routeTableAssociation:RouteTableAssociation", "RouteTableAssociation", { transitGatewayAttachmentId }),
  );
  const propagating = (table.propagating as readonly string[]).map((transitGatewayAttachmentId) =>
    part("routeTablePropagation:RouteTablePropagation", "RouteTablePropagation", { transitGatewayAttachmentId }),
  );
  const routes = (table.routes as readonly { cidr: string; attachmentId?: string }[]).map(({ cidr, attachmentId }) =>
    part("route:Route", "Route", {
      destinationCidrBlock: cidr,
      ...(attachmentId === undefined ? { blackhole: true } : { transitGatewayAttachmentId: attachmentId }),
    }),
  );
  return [...(isDefault ? [] : [whole, ...associated]), ...propagating, ...routes];
}
