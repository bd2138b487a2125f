import assert from "node:assert/strict";
import type { Client } from "../../reachability/client";
import { explain } from "../../reachability/explain";
import { unknown } from "../../reachability/maybe";
import type { Topology } from "../../reachability/topology";
import { changing, client, database, topology, withTopology } from "./open-topology";
import { withEndpoint } from "./with-endpoint";
import { withProxy } from "./with-proxy";
import { without } from "./without";

const address = "orders.abc.eu-west-1.rds.amazonaws.com";
const instances = [
  { id: "orders-1", role: "writer", available: true },
  { id: "orders-2", role: "reader", available: true },
] as const;
const [whole] = topology.configurations;
assert.ok(whole);
const { target: _target, ...group } = whole;
const child = { id: "rcfg-child", type: "CHILD", groupId: "rcfg-1", portRanges: ["5432"] } as const;

/** Open topologies of every kind, each by one way only. */
const kinds: Readonly<Record<string, Topology>> = {
  "an instance through an association": topology,
  "an instance through an endpoint": withEndpoint({}),
  "a cluster": withTopology({ databases: [{ ...database, cluster: { readerAddress: "orders-ro", instances } }] }),
  "a proxy": withProxy(),
  "a child": withTopology({
    configurations: [
      { ...group, type: "GROUP" },
      { ...whole, ...child, target: { domainName: address } },
    ],
  }),
  "what stands unshared": changing(
    "resourceAssociations",
    "snra-1",
    { established: true },
    withTopology({ shares: [] }),
  ),
};

function verdict(of: Topology, from: Client = client): string {
  return explain(of, from, of.databases.find(({ id }) => id === database.id) ?? database).verdict;
}

/** Identity, and what a reader decides before it reads: never unknown. */
const always = new Set([
  "id",
  "arn",
  "account",
  "region",
  "name",
  "established",
  "complete",
  "cidr",
  "amazonManaged",
  "cluster",
]);

/** Every topology in which one fact, at any depth, is not known. */
function hiding(value: unknown, put: (changed: unknown) => Topology): readonly Topology[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]: [string, unknown]) => {
    const set = (changed: unknown) =>
      put(
        Array.isArray(value)
          ? value.map((item: unknown, at) => (String(at) === key ? changed : item))
          : { ...value, [key]: changed },
      );
    const isFact = !Array.isArray(value) && !always.has(key);
    return [...(isFact ? [set(unknown("a test ends"))] : []), ...hiding(inner, set)];
  });
}

function hidden(of: Topology): readonly Topology[] {
  return Object.entries(of).flatMap(([list, items]: [string, unknown]) =>
    hiding(items, (changed) => ({ ...of, [list]: changed })),
  );
}

/** Facts inside peers, targets and names are not known or known as a whole. */
function isReadable(of: Topology): boolean {
  return !/"(securityGroupId|databaseArn|domainName|networkId|configurationId|prefixListId)":\{"unk/.test(
    JSON.stringify([of.securityGroups, of.configurations, of.endpoints.map(({ target }) => target)]),
  );
}

function merge(one: Topology, other: Topology): Topology {
  return {
    ...one,
    vpcs: [...one.vpcs, ...other.vpcs],
    subnets: [...one.subnets, ...other.subnets],
    securityGroups: [...one.securityGroups, ...other.securityGroups],
    databases: [...one.databases, ...other.databases],
    proxies: [...(one.proxies ?? []), ...(other.proxies ?? [])],
    gateways: [...one.gateways, ...other.gateways],
    configurations: [...one.configurations, ...other.configurations],
    networks: [...one.networks, ...other.networks],
    resourceAssociations: [...one.resourceAssociations, ...other.resourceAssociations],
    vpcAssociations: [...one.vpcAssociations, ...other.vpcAssociations],
    endpoints: [...one.endpoints, ...other.endpoints],
    shares: [...one.shares, ...other.shares],
  };
}

describe("every kind of way", () => {
  for (const [kind, of] of Object.entries(kinds)) {
    it(`to ${kind}: is open, and never the opposite with a fact hidden`, () => {
      assert.equal(verdict(of), "open");
      const variants = hidden(of).filter(isReadable);
      assert.ok(variants.length > 60, String(variants.length));
      for (const variant of variants) assert.notEqual(verdict(variant), "blocked", JSON.stringify(variant));
    });

    it(`to ${kind}: stays blocked, or is unknown, with a fact hidden`, () => {
      for (const less of ["rgw-1", "sg-database", "snva-1", "vpce-1", "prx-1", "rcfg-1", "rcfg-child"]) {
        const blocked = without(of, less);
        if (blocked === undefined || verdict(blocked) !== "blocked") continue;
        for (const variant of hidden(blocked).filter(isReadable)) {
          assert.notEqual(verdict(variant), "open", `${less} ${JSON.stringify(variant)}`);
        }
      }
    });

    it(`to ${kind}: does not change with what has nothing to do with it`, () => {
      for (const other of Object.values(kinds)) {
        const text = JSON.stringify(other).replace(
          /"(sg|sn|snra|snva|rcfg|rgw|vpce|db|prx|arn|orders)([-:.])/g,
          '"other-$1$2',
        );
        const more = JSON.parse(text) as Topology;
        const merged = merge(of, more);
        assert.equal(verdict(merged), "open");
        const less = without(merged, "rgw-1");
        assert.ok(less);
        assert.equal(verdict(less), "blocked");
      }
    });
  }

  it("is blocked without any single thing it passes, and the hop says which", () => {
    const codes = new Set<string>();
    for (const [kind, of] of Object.entries(kinds)) {
      const { through } = explain(of, client, database);
      for (const id of Object.values(through).filter((it) => typeof it === "string")) {
        const less = without(of, id);
        assert.ok(less, id);
        const { verdict: after, headline } = explain(less, client, database);
        assert.equal(after, "blocked", `${kind} without ${id}`);
        assert.ok(headline?.fix !== undefined);
        codes.add(headline.code);
      }
    }
    assert.ok(codes.size >= 4, [...codes].join());
  });
});
