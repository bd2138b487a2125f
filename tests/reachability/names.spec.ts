import assert from "node:assert/strict";
import { explain } from "../../reachability/explain";
import { unknown } from "../../reachability/maybe";
import type { ClientName } from "../../reachability/names";
import type { PrivateDns } from "../../reachability/private-dns";
import type { ResourceConfiguration, Topology } from "../../reachability/topology";
import { changing, client, database, owner, topology } from "./open-topology";
import { withEndpoint } from "./with-endpoint";
import { withProxy } from "./with-proxy";

const own = "orders.abc.eu-west-1.rds.amazonaws.com";
const custom = "orders.example.com";
const inVpc = (base: Topology, dns = true) => ({ ...base, vpcs: base.vpcs.map((vpc) => ({ ...vpc, dns })) });

function namesIn(base: Topology, from = client): readonly ClientName[] {
  return explain(base, from, database).names;
}

function kindIn(base: Topology, kind: ClientName["kind"]): ClientName {
  const found = namesIn(base).find((name) => name.kind === kind);
  assert.ok(found, `no name of kind ${kind}`);
  return found;
}

/** By domain name, with the given domain in place of the database's own, and what the consumer asks for. */
function byDomain(privateDns: PrivateDns, change: Partial<ResourceConfiguration> = {}): Topology {
  const configured = changing("configurations", "rcfg-1", {
    type: "SINGLE",
    target: { domainName: own },
    portRanges: ["5432"],
    customDomainName: custom,
    ...change,
  });
  const carried = changing("resourceAssociations", "snra-1", { privateDnsEnabled: true }, configured);
  return inVpc(changing("vpcAssociations", "snva-1", { privateDns }, carried));
}

describe("the names of a way", () => {
  it("are the database's own, with verify-full, and Lattice's, which verify-full refuses", () => {
    const named = inVpc(changing("resourceAssociations", "snra-1", { dnsName: "snra-1.rcfg-1.example.com" }));
    assert.deepEqual(
      namesIn(named).map(({ name, kind, resolves, verifyFull }) => [name, kind, resolves, verifyFull]),
      [
        [own, "database", "open", "open"],
        ["snra-1.rcfg-1.example.com", "lattice", "open", "blocked"],
      ],
    );
    assert.match(kindIn(named, "lattice").reason, /the certificate does not name it/);
  });

  it("leave Lattice's name unknown where AWS keeps it on an association of its own", () => {
    const { name, resolves, verifyFull } = kindIn(inVpc(topology), "lattice");
    assert.deepEqual([typeof name, resolves, verifyFull], ["object", "unknown", "blocked"]);
  });

  it("are the database's own alone inside its VPC", () => {
    assert.deepEqual(
      namesIn(topology, owner).map(({ name, resolves, verifyFull }) => [name, resolves, verifyFull]),
      [[own, "open", "open"]],
    );
  });

  it("do not bring the database's own into a VPC without DNS support, and say nothing where that is unknown", () => {
    assert.equal(kindIn(inVpc(topology, false), "database").resolves, "blocked");
    assert.equal(kindIn(topology, "database").resolves, "unknown");
  });

  it("do not bring it into the gateway's own VPC", () => {
    const there = changing("gateways", "rgw-1", { vpcId: "vpc-consumer" }, inVpc(topology));
    assert.match(kindIn(there, "database").reason, /in rgw-1's own VPC there is no zone/);
  });

  it("do not lead by the database's own where it is shared by domain name, unless that is the custom domain", () => {
    const all = { enabled: true, preference: "ALL_DOMAINS" } as const;
    assert.equal(kindIn(byDomain(all), "database").resolves, "blocked");
    const same = byDomain(all, { customDomainName: own });
    assert.deepEqual(
      namesIn(same).map(({ kind, resolves, verifyFull }) => [kind, resolves, verifyFull]),
      [
        ["database", "open", "open"],
        ["lattice", "unknown", "blocked"],
      ],
    );
  });

  it("of a custom domain follow the consumer's preference", () => {
    const wishes: [PrivateDns, Partial<ResourceConfiguration>, string][] = [
      [{ enabled: true }, {}, "blocked"],
      [{ enabled: true }, { domainVerified: true }, "open"],
      [{ enabled: false }, { domainVerified: true }, "blocked"],
      [{ enabled: true, preference: "ALL_DOMAINS" }, {}, "open"],
      [{ enabled: true, preference: "SPECIFIED_DOMAINS_ONLY" }, { domainVerified: true }, "blocked"],
      [{ enabled: true, preference: "SPECIFIED_DOMAINS_ONLY", domains: [custom] }, {}, "open"],
      [{ enabled: true, preference: "SPECIFIED_DOMAINS_ONLY", domains: ["*.example.com"] }, {}, "open"],
      [{ enabled: true, preference: "SPECIFIED_DOMAINS_ONLY", domains: ["*.example.org"] }, {}, "blocked"],
      [{ enabled: true, preference: "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS" }, { domainVerified: true }, "open"],
      [{ enabled: true, domains: [custom] }, {}, "blocked"],
      [{ enabled: true }, { domainVerified: unknown("it is read") }, "unknown"],
      [{ enabled: unknown("it is read"), preference: "ALL_DOMAINS" }, {}, "unknown"],
      [{ enabled: true, preference: "SPECIFIED_DOMAINS_ONLY", domains: unknown("it is read") }, {}, "unknown"],
    ];
    for (const [wish, change, verdict] of wishes) {
      const { resolves, verifyFull } = kindIn(byDomain(wish, change), "custom");
      assert.deepEqual([resolves, verifyFull], [verdict, "blocked"], JSON.stringify([wish, change]));
    }
  });

  it("of a custom domain need private DNS on the resource association too", () => {
    const all = byDomain({ enabled: true, preference: "ALL_DOMAINS" });
    const off = changing("resourceAssociations", "snra-1", { privateDnsEnabled: false }, all);
    assert.match(kindIn(off, "custom").reason, /private DNS is off for the resource association/);
  });

  it("through an endpoint are what it was given", () => {
    const named = inVpc(
      withEndpoint({
        dnsNames: [
          { name: "vpce-1.rcfg-1.example.com", configurationId: "rcfg-1" },
          { name: "vpce-1.rcfg-2.example.com", configurationId: "rcfg-2" },
        ],
      }),
    );
    assert.deepEqual(
      namesIn(named).map(({ name, resolves }) => [name, resolves]),
      [
        [own, "open"],
        ["vpce-1.rcfg-1.example.com", "open"],
      ],
    );
  });

  it("behind a proxy are the proxy's", () => {
    assert.equal(namesIn(withProxy())[0]?.name, "orders-proxy.proxy-abc.eu-west-1.rds.amazonaws.com");
  });
});
