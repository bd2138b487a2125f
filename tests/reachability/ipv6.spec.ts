import assert from "node:assert/strict";
import { audience } from "../../reachability/audience";
import { explain } from "../../reachability/explain";
import type { Client } from "../../reachability/client";
import type { Topology } from "../../reachability/topology";
import { peeredTopology, transitTopology } from "./joined-topology";
import { changing, client, database, owner, tcp, topology } from "./open-topology";
import { withEndpoint } from "./with-endpoint";

const ranges: Readonly<Record<string, string>> = { "vpc-producer": "2001:db8:0", "vpc-consumer": "2001:db8:1" };

/** With an IPv6 range for every VPC and subnet, and a database that has both kinds of addresses. */
function dual(of: Topology): Topology {
  return {
    ...of,
    vpcs: of.vpcs.map((vpc) => ({ ...vpc, ipv6Cidr: `${ranges[vpc.id] ?? ""}::/56` })),
    subnets: of.subnets.map((subnet, at) => ({
      ...subnet,
      ipv6Cidr: `${ranges[subnet.vpcId as string] ?? ""}:${at + 1}::/64`,
    })),
    databases: of.databases.map((it) => ({ ...it, networkType: "DUAL" })),
  };
}

const sixth: Client = { ...client, sourceIp: "2001:db8:1:5::7" };

function say(of: Topology, from: Client): string {
  const found = explain(of, from, of.databases[0] ?? database);
  return `${found.verdict} ${found.headline?.code ?? ""}`.trim();
}

/** Rules that let IPv6 in and out as the IPv4 ones do. */
function opened(of: Topology, ...[id, way, cidr]: readonly [string, "ingress" | "egress", string]): Topology {
  return changing("securityGroups", id, { [way]: [tcp({ cidr })] }, of);
}

describe("a connection by IPv6", () => {
  it("is made inside the database's VPC where both have such addresses and rules name them", () => {
    const whole = dual(topology);
    const from = { ...owner, sourceIp: "2001:db8:0:3::7" };
    assert.equal(say(whole, from), "open");
    const byRange = opened(whole, "sg-database", "ingress", "10.0.0.0/16");
    assert.equal(say(byRange, from), "blocked database-ingress");
    assert.equal(say(opened(whole, "sg-database", "ingress", "2001:db8:0:3::/64"), from), "open");
    assert.equal(
      say(changing("databases", "db-orders", { networkType: "IPV4" }, whole), from),
      "blocked address-family",
    );
  });

  it("is made to VPC Lattice's own range, which rules must let out", () => {
    const whole = dual(topology);
    assert.equal(say(whole, sixth), "blocked client-egress");
    assert.equal(say(opened(whole, "sg-client", "egress", "fd00:ec2:80::/64"), sixth), "open");
    // The gateway goes on by IPv4.
    const ipv4 = opened(topology, "sg-client", "egress", "fd00:ec2:80::/64");
    assert.equal(say({ ...dual(ipv4), databases: topology.databases }, sixth), "open");
  });

  it("is made to an endpoint that has such addresses", () => {
    const whole = dual(withEndpoint({}));
    assert.equal(say(whole, sixth), "blocked address-family");
    assert.equal(say(dual(withEndpoint({ ipAddressType: "dualstack" })), sixth), "open");
    const alone = dual(withEndpoint({ ipAddressType: "ipv6" }));
    assert.equal(say(alone, { ...client, sourceIp: "10.1.1.7" }), "blocked address-family");
    assert.equal(say(alone, client), "open", "a client with both takes the one that works");
  });

  it("needs a subnet with a range", () => {
    const bare = { ...dual(topology), subnets: topology.subnets };
    assert.equal(say(bare, { ...sixth, subnetId: "subnet-client" }), "blocked address-family");
  });

  it("goes by IPv6 routes from one VPC to another, and through attachments that pass it", () => {
    const rules = (of: Topology) =>
      opened(opened(dual(of), "sg-database", "ingress", "2001:db8:1::/56"), "sg-client", "egress", "2001:db8::/56");
    assert.equal(say(rules(peeredTopology), sixth), "blocked client-route");
    const routed = (of: Topology, target: "peering" | "transit-gateway", id: string): Topology => ({
      ...of,
      routeTables: of.routeTables.map((table) => ({
        ...table,
        routes: [{ destination: { cidr: "2001:db8::/32" }, target: { kind: target, id } }],
      })),
    });
    assert.equal(say(routed(rules(peeredTopology), "peering", "pcx-1"), sixth), "open");
    const transit = routed(rules(transitTopology), "transit-gateway", "tgw-1");
    assert.equal(say(transit, sixth), "blocked transit-gateway");
    const passing = transit.transitGatewayAttachments.map((it) => ({ ...it, ipv6: true }));
    assert.equal(say({ ...transit, transitGatewayAttachments: passing }, sixth), "open");
  });

  it("is blocked by a network ACL without a rule for it", () => {
    const whole = opened(dual(topology), "sg-client", "egress", "fd00:ec2:80::/64");
    const rule = { number: 100, action: "allow", protocol: "-1", fromPort: -1, toPort: -1 } as const;
    const acl = (cidr: string): Topology => {
      const rules = [{ ...rule, cidr }];
      const place = { id: "acl-1", account: client.account, vpcId: "vpc-consumer", isDefault: true, subnetIds: [] };
      return { ...whole, networkAcls: [{ ...place, ingress: rules, egress: rules }] };
    };
    assert.equal(say(acl("0.0.0.0/0"), sixth), "blocked client-network-acl");
    assert.equal(say(acl("::/0"), sixth), "open");
  });

  it("counts in the audience like any other", () => {
    const only = opened(dual(topology), "sg-database", "ingress", "2001:db8:0:3::/64");
    const found = audience(only, only.databases[0] ?? database).clients;
    assert.deepEqual(
      found.filter(({ route }) => route === "direct").map(({ source, verdict }) => [source, verdict]),
      [[{ cidr: "2001:db8:0:3::/64" }, "open"]],
    );
    const both = audience(dual(topology), database).clients.filter(({ route }) => route === "direct");
    assert.equal(both.length, 1, "once, though by both kinds");
  });
});
