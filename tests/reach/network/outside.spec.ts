import assert from "node:assert/strict";
import { topologyOf } from "../../../reach/topology-of";
import { audience } from "../../../reachability/audience";
import { outsideClient } from "../../../reachability/client";
import { explain } from "../../../reachability/explain";
import { isUnknown } from "../../../reachability/maybe";
import { open, previewOf, stateOf, type Declared } from "../program";

const vpcId = "vpc-00000000000000001";
const subnetId = "subnet-00000000000000001";
const gatewayId = "vgw-00000000000000001";
const tableId = "rtb-00000000000000001";
const groupId = "sg-00000000000000001";
const home = "192.168.0.0/16";

const vpc: Declared = {
  type: "aws:ec2/vpc:Vpc",
  name: "vpc",
  id: vpcId,
  inputs: { cidrBlock: "10.0.0.0/16" },
  outputs: { defaultRouteTableId: tableId, defaultNetworkAclId: "acl-00000000000000001" },
};
const subnet: Declared = {
  ...{ type: "aws:ec2/subnet:Subnet", name: "subnet", id: subnetId },
  ...{ inputs: { vpcId, cidrBlock: "10.0.0.0/24" }, outputs: { availabilityZoneId: "euw1-az1" } },
};
const group = (cidr: string): Declared => ({
  ...{ type: "aws:ec2/securityGroup:SecurityGroup", name: "group", id: groupId },
  inputs: { vpcId, ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: [cidr] }], egress: [] },
});
const subnetGroup: Declared = {
  ...{ type: "aws:rds/subnetGroup:SubnetGroup", name: "subnets", id: "subnets" },
  inputs: { name: "subnets", subnetIds: [subnetId] },
};
const instance = (publiclyAccessible: boolean): Declared => ({
  ...{ type: "aws:rds/instance:Instance", name: "orders", id: "db-AAAAAAAAAAAAAAAAAAAAAAAAAA" },
  inputs: {
    ...{ dbSubnetGroupName: "subnets", vpcSecurityGroupIds: [groupId], port: 5432, engine: "postgres" },
    publiclyAccessible,
  },
  outputs: { status: "available" },
});
const database = (cidr: string, isPublic = false) => [vpc, subnet, group(cidr), subnetGroup, instance(isPublic)];

const gateway: Declared = { type: "aws:ec2/vpnGateway:VpnGateway", name: "gateway", id: gatewayId, inputs: { vpcId } };
const vpn = (change: object = {}, status = "UP"): Declared => ({
  ...{ type: "aws:ec2/vpnConnection:VpnConnection", name: "vpn", id: "vpn-00000000000000001" },
  inputs: { vpnGatewayId: gatewayId, staticRoutesOnly: true, ...change },
  outputs: { vgwTelemetries: [{ status: "DOWN" }, { status }] },
});
const behind: Declared = {
  ...{ type: "aws:ec2/vpnConnectionRoute:VpnConnectionRoute", name: "route" },
  inputs: { vpnConnectionId: "vpn-00000000000000001", destinationCidrBlock: home },
};
const propagation: Declared = {
  ...{ type: "aws:ec2/vpnGatewayRoutePropagation:VpnGatewayRoutePropagation", name: "propagation" },
  inputs: { vpnGatewayId: gatewayId, routeTableId: tableId },
};

const read = (...declared: readonly Declared[]) => topologyOf([stateOf(...declared)]).topology;

function answer(range: string, declared: readonly Declared[]) {
  const topology = read(...declared);
  const found = explain(topology, outsideClient(range), topology.databases[0] ?? assert.fail("no database"));
  return `${found.verdict} ${found.headline?.code ?? ""}`.trim();
}

describe("a range on premises", () => {
  const whole = [...database(home), gateway, vpn(), behind, propagation];

  it("reaches a database through a VPN whose static routes and propagation say so", () => {
    assert.equal(answer(home, whole), "open");
    assert.equal(answer("192.168.1.7", whole), "open");
  });

  it("does not without the route back, the rule, or the ranges of the VPN", () => {
    const without = (gone: Declared) => whole.filter((it) => it !== gone);
    assert.equal(answer(home, without(propagation)), "blocked client-route");
    assert.equal(answer(home, without(behind)), "blocked vpn-gateway");
    assert.equal(
      answer(home, [...database("10.0.0.0/8"), gateway, vpn(), behind, propagation]),
      "blocked database-ingress",
    );
  });

  it("is not known where BGP announces the ranges, or no tunnel was seen up", () => {
    const others = [...database(home), gateway, behind, propagation];
    assert.equal(answer(home, [...others, vpn({ staticRoutesOnly: false })]), "unknown vpn-gateway");
    assert.equal(answer(home, [...others, vpn({}, "DOWN")]), "unknown vpn-gateway");
    const direct: Declared = {
      ...{ type: "aws:directconnect/gatewayAssociation:GatewayAssociation", name: "direct" },
      inputs: { associatedGatewayId: gatewayId, dxGatewayId: "0123" },
    };
    assert.equal(answer(home, [...database(home), gateway, direct, propagation]), "unknown vpn-gateway");
  });

  it("is in the audience, by what joins it", () => {
    const topology = read(...whole);
    const { clients } = audience(topology, topology.databases[0] ?? assert.fail("no database"));
    assert.deepEqual(clients, [
      { account: "outside AWS", route: "direct", linkId: gatewayId, source: { cidr: home }, verdict: "open" },
    ]);
  });

  it("is known of in every form a program may have", () => {
    const apart = { ...gateway, inputs: {} };
    const attachment: Declared = {
      ...{ type: "aws:ec2/vpnGatewayAttachment:VpnGatewayAttachment", name: "attachment" },
      inputs: { vpcId, vpnGatewayId: gatewayId },
    };
    const native: Declared = {
      ...{ type: "aws-native:ec2:VpcGatewayAttachment", name: "attachment" },
      inputs: { vpcId, vpnGatewayId: gatewayId },
    };
    const rest = [...database(home), vpn(), behind, propagation];
    for (const it of [attachment, native]) assert.equal(answer(home, [...rest, apart, it]), "open");
    assert.equal(answer(home, [...rest, apart]), "blocked share-names-account", "attached to nothing");
  });

  it("is followed by the dependencies before anything is made", () => {
    const { id: _, ...planned } = gateway;
    const route = { ...propagation, inputs: { routeTableId: tableId, vpnGatewayId: open } };
    const from = { vpnGatewayId: ["gateway"] };
    const { topology } = topologyOf([previewOf(...database(home), planned, { ...route, from })]);
    const [table] = topology.routeTables;
    assert.deepEqual(
      table?.propagatingGatewayIds,
      topology.vpnGateways?.map(({ id }) => id),
    );
  });
});

describe("what a VPN propagates", () => {
  it("leads nowhere within the VPC, whose own route comes first, whichever resource says so", () => {
    const apart = { ...vpn({ staticRoutesOnly: false }) };
    const inline: Declared = {
      ...{ type: "aws:ec2/defaultRouteTable:DefaultRouteTable", name: "table", id: tableId },
      inputs: { defaultRouteTableId: tableId, propagatingVgws: [gatewayId] },
      outputs: { vpcId },
    };
    for (const way of [propagation, inline]) {
      const topology = read(...database("10.0.0.0/8"), gateway, apart, way);
      const client = { account: "111122223333", region: "eu-west-1", vpcId, subnetId, securityGroupIds: [] };
      const { hops } = explain(topology, client, topology.databases[0] ?? assert.fail("no database"));
      assert.equal(hops.find(({ code }) => code === "client-route")?.verdict, "open");
    }
  });
});

describe("the internet", () => {
  const igw: Declared = {
    ...{ type: "aws:ec2/internetGateway:InternetGateway", name: "internet", id: "igw-00000000000000001" },
    inputs: { vpcId },
  };
  const route = (gatewayOf: string): Declared => ({
    ...{ type: "aws:ec2/route:Route", name: "out" },
    inputs: { routeTableId: tableId, destinationCidrBlock: "0.0.0.0/0", gatewayId: gatewayOf },
  });
  const whole = [...database("0.0.0.0/0", true), igw, route("igw-00000000000000001")];

  it("reaches a database that is public, in a subnet with a route there, whose group lets it in", () => {
    assert.equal(answer("0.0.0.0/0", whole), "open");
    assert.equal(answer("203.0.113.7", whole), "open");
  });

  it("does not reach a private one, nor one without the route or the rule", () => {
    assert.equal(
      answer("0.0.0.0/0", [...database("0.0.0.0/0"), igw, route("igw-00000000000000001")]),
      "blocked internet-gateway",
    );
    assert.equal(answer("0.0.0.0/0", [...database("0.0.0.0/0", true), igw]), "blocked client-route");
    const narrow = [...database("198.51.100.0/24", true), igw, route("igw-00000000000000001")];
    assert.equal(answer("203.0.113.7", narrow), "blocked database-ingress");
    assert.equal(answer("0.0.0.0/0", narrow), "unknown database-ingress");
    assert.equal(answer("198.51.100.1", narrow), "open");
  });

  it("is in the audience, as far as rules let it in", () => {
    const topology = read(...whole);
    const { clients } = audience(topology, topology.databases[0] ?? assert.fail("no database"));
    const fromOutside = clients.filter((it) => it.vpcId === undefined);
    assert.deepEqual(
      fromOutside.map(({ source, linkId, verdict }) => [source, linkId, verdict]),
      [[{ cidr: "0.0.0.0/0" }, "igw-00000000000000001", "open"]],
    );
  });
});

describe("a VPN of a transit gateway", () => {
  const hub: Declared = {
    ...{ type: "aws:ec2transitgateway/transitGateway:TransitGateway", name: "hub", id: "tgw-00000000000000001" },
    outputs: { associationDefaultRouteTableId: "tgw-rtb-00000000000000001" },
  };
  const attachment: Declared = {
    ...{ type: "aws:ec2transitgateway/vpcAttachment:VpcAttachment", name: "at", id: "tgw-attach-00000000000000001" },
    inputs: { vpcId, subnetIds: [subnetId], transitGatewayId: hub.id },
  };
  const connection = (isStatic: boolean): Declared => ({
    ...{ type: "aws:ec2/vpnConnection:VpnConnection", name: "vpn", id: "vpn-00000000000000001" },
    inputs: { transitGatewayId: hub.id, staticRoutesOnly: isStatic },
    outputs: { transitGatewayAttachmentId: "tgw-attach-00000000000000002" },
  });
  const routes: readonly Declared[] = [
    {
      ...{ type: "aws:ec2transitgateway/route:Route", name: "home" },
      inputs: {
        ...{ destinationCidrBlock: home, transitGatewayRouteTableId: "tgw-rtb-00000000000000001" },
        transitGatewayAttachmentId: "tgw-attach-00000000000000002",
      },
    },
    {
      ...{ type: "aws:ec2/route:Route", name: "back" },
      inputs: { routeTableId: tableId, destinationCidrBlock: home, transitGatewayId: hub.id },
    },
  ];

  it("leads on-premises ranges to a database, by its routes", () => {
    const common = [...database(home), hub, attachment];
    assert.equal(answer(home, [...common, connection(true), ...routes]), "open");
    assert.equal(answer(home, [...common, connection(true), ...routes.slice(1)]), "blocked transit-gateway");
    assert.equal(answer(home, [...common, connection(false), ...routes.slice(1)]), "unknown transit-gateway");
  });

  it("has an attachment that only aws tells: an id that nothing here has may be that of a native one", () => {
    const native: Declared = { ...connection(true), type: "aws-native:ec2:VpnConnection", outputs: {} };
    const topology = read(...database(home), hub, attachment, native, ...routes);
    const [table] = topology.transitGatewayRouteTables;
    assert.ok(isUnknown(table?.routes) || table?.routes.some(({ attachmentId }) => isUnknown(attachmentId)));
  });
});
