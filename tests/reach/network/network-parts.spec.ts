import assert from "node:assert/strict";
import { topologyOf } from "../../../reach/topology-of";
import { isUnknown } from "../../../reachability/maybe";
import { open, previewOf, stateOf, type Declared } from "../program";

const vpcId = "vpc-00000000000000001";
const aclId = "acl-00000000000000001";
const tableId = "rtb-00000000000000001";
const subnetId = "subnet-00000000000000001";
const vpc: Declared = {
  type: "aws:ec2/vpc:Vpc",
  name: "vpc",
  id: vpcId,
  inputs: { cidrBlock: "10.0.0.0/16" },
  outputs: { defaultNetworkAclId: aclId, defaultRouteTableId: tableId, mainRouteTableId: tableId },
};
const subnet: Declared = {
  type: "aws:ec2/subnet:Subnet",
  name: "subnet",
  id: subnetId,
  inputs: { vpcId, cidrBlock: "10.0.0.0/24" },
};
const rule: Declared = {
  type: "aws:ec2/networkAclRule:NetworkAclRule",
  name: "deny",
  inputs: {
    ...{ networkAclId: aclId, ruleNumber: 90, ruleAction: "deny", protocol: "tcp" },
    ...{ fromPort: 5432, toPort: 5432, cidrBlock: "10.1.0.0/16" },
  },
};
const read = (...declared: readonly Declared[]) => topologyOf([stateOf(...declared)]).topology;

describe("the network ACLs and route tables of a topology", () => {
  it("are none beside a VPC that the program makes, where it says nothing of them", () => {
    const { networkAcls, routeTables } = read(vpc, subnet);
    assert.deepEqual([networkAcls, routeTables], [[], []]);
  });

  it("are not known of a VPC that it only looks up, and of a subnet that it only looks up", () => {
    for (const declared of [
      [{ ...vpc, external: true }, subnet],
      [subnet],
      [{ ...vpc, type: "aws:ec2/defaultVpc:DefaultVpc" }, subnet],
    ]) {
      const { networkAcls, routeTables } = read(...declared);
      assert.deepEqual([networkAcls[0]?.vpcId, networkAcls[0]?.isDefault], [vpcId, true]);
      assert.ok(isUnknown(networkAcls[0]?.ingress) && isUnknown(routeTables[0]?.routes));
    }
    const { networkAcls, routeTables } = read(vpc, { ...subnet, external: true });
    assert.deepEqual([networkAcls[0]?.subnetIds, routeTables[0]?.subnetIds], [[subnetId], [subnetId]]);
    assert.ok(isUnknown(networkAcls[0]?.ingress) && isUnknown(routeTables[0]?.routes));
  });

  it("have AWS's own rules and routes in the default ones, beside those of the program", () => {
    const route = { type: "aws:ec2/route:Route", name: "out", inputs: { routeTableId: tableId } };
    const inputs = { ...route.inputs, destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-00000000000000001" };
    const { networkAcls, routeTables } = read(vpc, subnet, rule, { ...route, inputs });
    const numbers = [networkAcls[0]?.ingress ?? []].flat().map((it) => (isUnknown(it) ? it : it.number));
    assert.deepEqual(numbers, [100, 101, 90]);
    assert.deepEqual(routeTables, [
      {
        ...{ id: tableId, account: "111122223333", vpcId, isMain: true, subnetIds: [] },
        routes: [
          {
            destination: { cidr: "0.0.0.0/0" },
            target: { kind: "internet-gateway", id: "igw-00000000000000001" },
          },
        ],
      },
    ]);
  });

  it("doubt what a table showed at the last read and no route explains, but not AWS's own to endpoints", () => {
    const found = (target: object) => ({ destinationPrefixListId: "", cidrBlock: "10.9.0.0/16", ...target });
    const table: Declared = {
      type: "aws:ec2/routeTable:RouteTable",
      name: "table",
      id: "rtb-00000000000000002",
      inputs: { vpcId },
      outputs: {
        routes: [
          found({ vpcPeeringConnectionId: "pcx-00000000000000001" }),
          found({ gatewayId: "vpce-00000000000000001" }),
        ],
      },
    };
    const [first] = read(vpc, table).routeTables;
    const routes = first === undefined || isUnknown(first.routes) ? [] : first.routes;
    assert.deepEqual(
      routes.map(({ target }) => isUnknown(target)),
      [true, false],
    );
  });

  it("have the main table that an association chooses in place of the VPC's own", () => {
    const table: Declared = { type: "aws:ec2/routeTable:RouteTable", name: "t", id: "rtb-00000000000000002" };
    const chosen: Declared = {
      type: "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
      name: "main",
      inputs: { vpcId, routeTableId: table.id },
    };
    const { routeTables } = read(vpc, { ...table, inputs: { vpcId, routes: [] } }, chosen);
    assert.deepEqual(
      routeTables.map(({ id, isMain }) => [id, isMain]),
      [[table.id, true]],
    );
  });

  it("before they are made, follow the dependencies", () => {
    const planned: Declared = { type: "aws:ec2/vpc:Vpc", name: "vpc", inputs: { cidrBlock: "10.0.0.0/16" } };
    const acl: Declared = {
      type: "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl",
      name: "acl",
      inputs: { defaultNetworkAclId: open },
      from: { defaultNetworkAclId: ["vpc"] },
    };
    const { networkAcls } = topologyOf([previewOf(planned, acl)]).topology;
    assert.equal(networkAcls[0]?.vpcId, "urn:pulumi:dev::shop::aws:ec2/vpc:Vpc::vpc");
    assert.deepEqual([networkAcls[0].isDefault, networkAcls[0].ingress, networkAcls.length], [true, [], 1]);
  });
});

describe("the peering connections of a topology", () => {
  const peering = (acceptStatus: string): Declared => ({
    type: "aws:ec2/vpcPeeringConnection:VpcPeeringConnection",
    name: "peering",
    id: "pcx-00000000000000001",
    inputs: { vpcId, peerVpcId: "vpc-00000000000000002" },
    outputs: { acceptStatus },
  });
  const activeAs = (acceptStatus: string) => read(vpc, peering(acceptStatus)).peerings[0]?.active;

  it("are as AWS said last, and while they wait nobody knows", () => {
    assert.deepEqual([activeAs("active"), activeAs("rejected"), activeAs("expired")], [true, false, false]);
    assert.ok(isUnknown(activeAs("pending-acceptance")));
  });

  it("are accepted by an accepter in any source, and known by it alone", () => {
    const accepter: Declared = {
      type: "aws:ec2/vpcPeeringConnectionAccepter:VpcPeeringConnectionAccepter",
      name: "accepter",
      inputs: { vpcPeeringConnectionId: "pcx-00000000000000001", autoAccept: true },
      outputs: { acceptStatus: "active", vpcId: "vpc-00000000000000002", peerVpcId: vpcId },
    };
    const expected = {
      ...{ id: "pcx-00000000000000001", requesterVpcId: vpcId, accepterVpcId: "vpc-00000000000000002", active: true },
    };
    assert.deepEqual(read(vpc, peering("pending-acceptance"), accepter).peerings, [expected]);
    assert.deepEqual(read(vpc, accepter).peerings, [expected]);
  });
});

describe("the transit gateways of a topology", () => {
  const gateway: Declared = {
    type: "aws:ec2transitgateway/transitGateway:TransitGateway",
    name: "hub",
    id: "tgw-00000000000000001",
  };
  const attachment: Declared = {
    type: "aws:ec2transitgateway/vpcAttachment:VpcAttachment",
    name: "attachment",
    id: "tgw-attach-00000000000000001",
    inputs: { vpcId, subnetIds: [subnetId], transitGatewayId: gateway.id },
  };

  it("have every attachment in the default table, unless the attachment or the transit gateway says no", () => {
    const tables = (change: object) =>
      read(vpc, subnet, gateway, { ...attachment, inputs: { ...attachment.inputs, ...change } })
        .transitGatewayRouteTables;
    assert.deepEqual([tables({})[0]?.associated, tables({})[0]?.propagating], [[attachment.id], [attachment.id]]);
    assert.deepEqual(tables({ transitGatewayDefaultRouteTableAssociation: false })[0]?.associated, []);
    const off = { ...gateway, inputs: { defaultRouteTableAssociation: "disable" } };
    assert.deepEqual(read(vpc, subnet, off, attachment).transitGatewayRouteTables, []);
  });

  it("may not have accepted the attachment of another account", () => {
    const elsewhere = { ...attachment, inputs: { ...attachment.inputs, transitGatewayId: "tgw-00000000000000002" } };
    assert.equal(read(vpc, gateway, attachment).transitGatewayAttachments[0]?.active, true);
    assert.ok(isUnknown(read(vpc, elsewhere).transitGatewayAttachments[0]?.active));
  });
});
