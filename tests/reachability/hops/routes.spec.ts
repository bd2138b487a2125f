import assert from "node:assert/strict";
import { explain } from "../../../reachability/explain";
import { unknown } from "../../../reachability/maybe";
import type { RouteTable } from "../../../reachability/network-topology";
import type { Topology } from "../../../reachability/topology";
import { peeredEndpointTopology, peeredTopology, transitTopology } from "../joined-topology";
import { assertHop, hopOf } from "../judge";
import { changing, client, consumer, database, producer, tcp } from "../open-topology";

const routed = (id: string, change: Partial<RouteTable>, base: Topology = peeredTopology) =>
  changing("routeTables", id, change, base);
const verdict = (topology: Topology) => explain(topology, client, database).verdict;

describe("the way through a peering connection", () => {
  it("leads into the database's VPC", () => {
    const { verdict: found, route, through } = explain(peeredTopology, client, database);
    assert.deepEqual([found, route, through], ["open", "direct", { peeringConnectionId: "pcx-1" }]);
  });

  it("leads to an endpoint, whose security group may name the client's", () => {
    const { verdict: found, route, through } = explain(peeredEndpointTopology, client, database);
    assert.deepEqual([found, route, through.peeringConnectionId], ["open", "resource-endpoint", "pcx-1"]);
  });

  it("does not lead to a VPC association", () => {
    const association = { networkId: "sn-1", vpcId: "vpc-producer", securityGroupIds: [], active: true };
    const associated = { id: "snva-1", account: producer, established: true, ...association };
    const both = { ...peeredEndpointTopology, endpoints: [], vpcAssociations: [associated] };
    assert.notEqual(verdict(both), "open");
  });

  it("lets no rule name a group of a VPC in another Region", () => {
    const away = changing("vpcs", "vpc-consumer", { region: "eu-north-1" }, peeredEndpointTopology);
    const { headline } = explain(away, { ...client, region: "eu-north-1" }, database, { endpointId: "vpce-1" });
    assert.equal(headline?.code, "endpoint");
    assertHop(headline, "blocked", /no ingress rule of sg-endpoint/);
  });

  it("is blocked until it is accepted", () => {
    const hop = hopOf(changing("peerings", "pcx-1", { active: false }, peeredTopology), "peering-connection");
    assertHop(hop, "blocked", /pcx-1 is not active/, /accept pcx-1/);
  });

  it("is blocked between VPCs whose ranges overlap", () => {
    const same = changing("vpcs", "vpc-consumer", { cidr: "10.0.0.0/8" }, peeredTopology);
    assertHop(hopOf(same, "peering-connection"), "blocked", /overlap/);
  });
});

describe("the client's route hop", () => {
  const code = "client-route";

  it("names the table without a route, there or back, and the route to add", () => {
    const there = hopOf(routed("rtb-vpc-consumer", { routes: [] }), code);
    assertHop(
      there,
      "blocked",
      /rtb-vpc-consumer \(subnet-client\) has no route to 10\.0\.1\.0\/24 through pcx-1/,
      /add a route/,
    );
    const back = hopOf(routed("rtb-vpc-producer", { routes: [] }), code);
    assertHop(back, "blocked", /rtb-vpc-producer \(subnet-db-a\) has no route to 10\.1\.1\.0\/24/);
  });

  it("lets the longest prefix win", () => {
    const wide = { destination: { cidr: "0.0.0.0/0" }, target: { kind: "peering", id: "pcx-1" } } as const;
    const narrow = { destination: { cidr: "10.0.2.0/24" }, target: { kind: "blackhole" } } as const;
    assertHop(hopOf(routed("rtb-vpc-consumer", { routes: [wide] }), code), "open", /rtb-vpc-consumer/);
    const hop = hopOf(routed("rtb-vpc-consumer", { routes: [wide, narrow] }), code);
    assertHop(hop, "blocked", /routes 10\.0\.2\.0\/24 to nothing \(blackhole\), not to pcx-1/);
  });

  it("goes by the table that names the subnet", () => {
    const own = { ...peeredTopology.routeTables[0], id: "rtb-own", isMain: false, routes: [] };
    const table = { account: consumer, vpcId: "vpc-consumer", ...own, subnetIds: ["subnet-client"] };
    const more = { ...peeredTopology, routeTables: [...peeredTopology.routeTables, table] };
    assertHop(hopOf(more, code), "blocked", /rtb-own \(subnet-client\)/);
  });

  it("is unknown where the table or a destination is not known", () => {
    const later = unknown("the stack is deployed");
    assertHop(hopOf({ ...peeredTopology, routeTables: [], complete: [] }, code), "unknown", /until the route tables/);
    assertHop(hopOf(routed("rtb-vpc-consumer", { routes: later }), code), "unknown", /until the stack is deployed/);
    const target = { kind: "nat", id: "nat-1" } as const;
    const routes = [
      { destination: { cidr: "10.0.0.0/16" }, target },
      { destination: later, target: later },
    ];
    assertHop(hopOf(routed("rtb-vpc-consumer", { routes }), code), "unknown", /until the stack is deployed/);
  });
});

describe("the transit gateway hop", () => {
  const code = "transit-gateway";
  type Table = Topology["transitGatewayRouteTables"][number];
  const hub = (change: Partial<Table>) => changing("transitGatewayRouteTables", "tgw-rtb-1", change, transitTopology);

  it("is open with both attachments, their propagation and the routes to it", () => {
    assert.equal(verdict(transitTopology), "open");
    assertHop(hopOf(transitTopology, code), "open", /tgw-rtb-1 routes 10\.1\.1\.0\/24/);
  });

  it("is blocked without propagation or static route", () => {
    const hop = hopOf(hub({ propagating: ["tgw-attach-vpc-consumer"] }), code);
    assertHop(hop, "blocked", /tgw-rtb-1 has no route to 10\.0\.1\.0\/24/, /propagate tgw-attach-vpc-producer/);
  });

  it("takes a static route before a propagated one, and the longer before either", () => {
    assertHop(hopOf(hub({ routes: [{ cidr: "10.0.0.0/16" }] }), code), "blocked", /does not route 10\.0\.1\.0\/24/);
    assertHop(hopOf(hub({ routes: [{ cidr: "10.0.0.0/8" }] }), code), "open", /routes/);
  });

  it("is unknown where no route table is listed for an attachment", () => {
    assertHop(hopOf(hub({ associated: [] }), code), "unknown", /which route table of tgw-1/);
  });

  it("is blocked from a zone without attachment", () => {
    const id = "tgw-attach-vpc-producer";
    const one = changing("transitGatewayAttachments", id, { subnetIds: ["subnet-db-a"] }, transitTopology);
    assertHop(hopOf(one, code), "blocked", /has no subnet in euw1-az2/);
  });

  it("lets inbound rules name groups only where it and both attachments allow it", () => {
    const named = changing(
      "securityGroups",
      "sg-database",
      { ingress: [tcp({ securityGroupId: "sg-client" })] },
      transitTopology,
    );
    assert.equal(verdict(named), "blocked");
    assert.equal(verdict(changing("transitGateways", "tgw-1", { securityGroupReferencing: true }, named)), "open");
    const outbound = changing(
      "securityGroups",
      "sg-client",
      { egress: [tcp({ securityGroupId: "sg-database" })] },
      transitTopology,
    );
    assert.equal(
      verdict(changing("transitGateways", "tgw-1", { securityGroupReferencing: true }, outbound)),
      "blocked",
    );
  });
});
