import assert from "node:assert/strict";
import fc from "fast-check";
import { readerEndpoint } from "../../reachability/aurora";
import { explain } from "../../reachability/explain";
import { arbitraryCloud } from "./arbitrary-cloud";
import { delivers } from "./packet-oracle";
import { withFurtherEndpoint } from "./with-further-endpoint";
import { withIpv6 } from "./with-ipv6";

describe("the reachability model against packets", () => {
  it("says open exactly where every packet of a connection is delivered", function () {
    this.timeout(240_000);
    const seen = {
      open: 0,
      direct: 0,
      lattice: 0,
      proxied: 0,
      child: 0,
      cluster: 0,
      reader: 0,
      peering: 0,
      transit: 0,
      vpn: 0,
      transitVpn: 0,
      internet: 0,
    };
    fc.assert(
      fc.property(arbitraryCloud, ({ topology, client, database }) => {
        const { verdict, route, through } = explain(topology, client, database);
        if (verdict === "open") {
          if (through.peeringConnectionId !== undefined) seen.peering++;
          if (through.transitGatewayId !== undefined) seen[client.outside === true ? "transitVpn" : "transit"]++;
          if (through.vpnGatewayId !== undefined) seen.vpn++;
          if (through.internetGatewayId !== undefined) seen.internet++;
          seen.open++;
          seen[route === "direct" ? "direct" : "lattice"]++;
          if (through.proxyId !== undefined) seen.proxied++;
          if (through.configurationId === "rcfg-child") seen.child++;
          if (database.cluster !== undefined) seen.cluster++;
        }
        assert.equal(verdict === "open", delivers(topology, client, database));
        const reader = readerEndpoint(database);
        if (reader === undefined) return;
        const reads = explain(topology, client, reader).verdict === "open";
        if (reads) seen.reader++;
        assert.equal(reads, delivers(topology, client, reader));
      }),
      { numRuns: 6000, seed: 20261121 },
    );
    // Agreement on clouds in which nothing is ever open would say little.
    assert.ok(seen.direct > 100 && seen.lattice > 100, JSON.stringify(seen));
    assert.ok(seen.proxied > 20 && seen.child > 20 && seen.cluster > 100 && seen.reader > 100, JSON.stringify(seen));
    assert.ok(seen.peering > 10 && seen.transit > 10, JSON.stringify(seen));
    assert.ok(seen.vpn > 10 && seen.transitVpn > 10 && seen.internet > 10, JSON.stringify(seen));
  });

  it("says the same of the further endpoints of an RDS Proxy", function () {
    this.timeout(120_000);
    const seen = { open: 0, further: 0, reader: 0 };
    fc.assert(
      fc.property(withFurtherEndpoint(arbitraryCloud), ({ topology, client, database }) => {
        const reader = readerEndpoint(database);
        for (const asked of reader === undefined ? [database] : [database, reader]) {
          const { verdict, through } = explain(topology, client, asked);
          assert.equal(verdict === "open", delivers(topology, client, asked));
          if (verdict === "open") seen.open++;
          if (verdict === "open" && through.proxyId === "prx-endpoint-1")
            seen[asked === reader ? "reader" : "further"]++;
        }
      }),
      { numRuns: 1000, seed: 20261129 },
    );
    assert.ok(seen.open > 100 && seen.further > 10 && seen.reader > 5, JSON.stringify(seen));
  });

  it("says the same of clients that come by IPv6, and of what has such addresses", function () {
    this.timeout(180_000);
    const seen = { open: 0, direct: 0, lattice: 0, joined: 0 };
    fc.assert(
      fc.property(withIpv6(arbitraryCloud), ({ topology, client, database }) => {
        const { verdict, route, through } = explain(topology, client, database);
        assert.equal(verdict === "open", delivers(topology, client, database));
        if (verdict !== "open" || client.sourceIp?.includes(":") !== true) return;
        seen.open++;
        seen[route === "direct" ? "direct" : "lattice"]++;
        if (through.peeringConnectionId !== undefined || through.transitGatewayId !== undefined) seen.joined++;
      }),
      { numRuns: 2000, seed: 20261129 },
    );
    assert.ok(seen.direct > 50 && seen.lattice > 10 && seen.joined > 10, JSON.stringify(seen));
  });
});
