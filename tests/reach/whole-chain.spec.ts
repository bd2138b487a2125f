import assert from "node:assert/strict";
import fc from "fast-check";
import { sourceFromState, type Source } from "../../reach/source";
import { topologyOf } from "../../reach/topology-of";
import type { Client } from "../../reachability/client";
import { explain, type Explanation } from "../../reachability/explain";
import type { HopCode } from "../../reachability/hop-code";
import type { Verdict } from "../../reachability/verdict";
import { hiding, placesIn } from "./hidden-values";
import { previewOf, stateText } from "./recorded-stacks";
import { comingIn, type Way, ways } from "./three-ways";

type Expected = Readonly<Record<string, readonly [Exclude<Verdict, "open">, HopCode]>>;

/** What a way cannot do without, by logical names, and the hop that says so. A group whose rules are not read is open. */
const everyWay: Expected = {
  // Of a VPC that is not read nobody knows the default network ACL.
  "producer network-vpc": ["unknown", "gateway-network-acl"],
  "consumer network-vpc": ["unknown", "client-network-acl"],
  "network-gateway-routes": ["unknown", "gateway-route"],
  "network-database-routes": ["unknown", "gateway-route"],
  "orders-security-group": ["unknown", "database-ingress"],
  "db-security-group": ["unknown", "gateway"],
  "db-gateway": ["blocked", "gateway"],
  "db-orders-egress": ["blocked", "gateway"],
  "db-orders-ingress": ["blocked", "database-ingress"],
  // Of its type, ResourceConfiguration, there is another of this name's resource association.
  "ResourceConfiguration db-orders": ["blocked", "resource-configuration"],
  "databases-client-security-group": ["unknown", "client-egress"],
  "databases-5432-egress": ["blocked", "client-egress"],
};
const everyNetwork: Expected = {
  "databases-network": ["unknown", "share-names-account"],
  "ServiceNetworkResourceAssociation databases-orders": ["blocked", "resource-association"],
};
const everyEndpoint: Expected = {
  "network-client-routes": ["unknown", "client-route"],
  "network-gateway-a": ["unknown", "endpoint"],
  "network-gateway-b": ["unknown", "endpoint"],
  "network-client-a": ["unknown", "client-egress"],
  "network-client-b": ["unknown", "client-egress"],
  "databases-association-security-group": ["unknown", "endpoint"],
  "databases-5432-ingress": ["blocked", "endpoint"],
  // No way in is left: the nearest one is an association.
  endpoint: ["blocked", "vpc-association"],
};
const necessary: Readonly<Record<Way, Expected>> = {
  "vpc-association": {
    ...everyWay,
    ...everyNetwork,
    "databases-association-security-group": ["unknown", "vpc-association"],
    "databases-5432-ingress": ["blocked", "vpc-association"],
    "databases-vpc": ["blocked", "vpc-association"],
  },
  "service-network-endpoint": { ...everyWay, ...everyNetwork, ...everyEndpoint },
  "resource-endpoint": { ...everyWay, ...everyEndpoint },
};

function ownClient(sources: readonly Source[]): Client {
  const own = topologyOf(sources).clients.find(
    ({ kind, urn }) => kind === "stack output" && urn.startsWith("urn:pulumi:consumer::"),
  );
  return own?.places[0] ?? assert.fail("the consumer's stack describes no client");
}

function answer(sources: readonly Source[], client: Client): Explanation | undefined {
  const { topology } = topologyOf(sources);
  const [database] = topology.databases;
  return database === undefined ? undefined : explain(topology, client, database);
}

const without = (sources: readonly Source[], urn: string): readonly Source[] =>
  sources.map((source) => ({ ...source, stack: source.stack.without(new Set([urn])) }));

describe("the way from the recorded consumer to the recorded database", () => {
  for (const way of ways) {
    describe(`by a ${way}`, () => {
      const sources = comingIn(way);
      const client = ownClient(sources);

      it("is open", () => {
        const { verdict, route } = answer(sources, client) ?? {};
        assert.deepEqual([verdict, route], ["open", way]);
      });

      it("is open no more without any one resource that is necessary, by a hop that says so; of no other", () => {
        const found = new Set<string>();
        for (const { urn, name, type } of sources.flatMap(({ stack }) => stack.resources)) {
          const left = answer(without(sources, urn), client);
          // Nobody asks about a database that is gone.
          if (left === undefined) continue;
          const stack = /^urn:pulumi:(.+?)::/.exec(urn)?.[1] ?? "";
          const names = [name, `${type.slice(type.lastIndexOf(":") + 1)} ${name}`, `${stack} ${name}`];
          const key = names.find((it) => it in necessary[way]);
          const [verdict, hop] = (key === undefined ? undefined : necessary[way][key]) ?? ["open", undefined];
          assert.equal(left.verdict, verdict, `${urn}: ${left.headline?.reason ?? "open"}`);
          if (hop === undefined) continue;
          found.add(key ?? "");
          const named = left.hops.find(({ code }) => code === hop);
          assert.equal(named?.verdict, verdict, urn);
          assert.notEqual(named.fix ?? "", "", urn);
        }
        assert.deepEqual([...found].sort(), Object.keys(necessary[way]).sort());
      });
    });
  }

  it("stays open without the share that let the association be made, and says that it is not revoked", () => {
    const sources = comingIn("vpc-association");
    const client = ownClient(sources);
    const parts = sources.flatMap(({ stack }) => stack.resources).filter(({ type }) => type.startsWith("aws:ram/"));
    assert.ok(parts.length >= 3);
    for (const { urn } of parts) {
      const { verdict, hops } = answer(without(sources, urn), client) ?? {};
      assert.equal(verdict, "open");
      const share = hops?.find(({ code }) => code === "share-names-account");
      assert.match(share?.reason ?? "", /works until it is deleted: delete the association/, urn);
    }
  });

  it("will not be open, while it is only planned, without any part of the share", () => {
    const sources = [previewOf("producer"), previewOf("consumer")];
    const { topology, clients } = topologyOf(sources);
    const group = topology.securityGroups.find(({ id }) => id.endsWith("::databases-client-security-group"))?.id ?? "";
    const client = clients.find(({ id }) => id === group)?.places[0] ?? assert.fail("no client");
    assert.equal(answer(sources, client)?.verdict, "open");
    const parts = sources.flatMap(({ stack }) => stack.resources).filter(({ type }) => type.startsWith("aws:ram/"));
    assert.ok(parts.length >= 3);
    for (const { urn } of parts) {
      const left = answer(without(sources, urn), client);
      assert.notEqual(left?.verdict, "open", urn);
      assert.equal(left?.headline?.code, "share-names-account", urn);
    }
  });

  it("is never blocked by a value that is hidden", () => {
    const texts = [stateText("producer"), stateText("consumer")] as const;
    const client = ownClient(comingIn("vpc-association"));
    const places = texts.map(placesIn);
    fc.assert(
      fc.property(fc.nat(1), fc.nat(), (at, pick) => {
        const all = places[at] ?? [];
        const hidden = texts.map((text, index) =>
          index === at ? hiding(text, [all[pick % all.length] ?? assert.fail()]) : text,
        );
        const verdict = answer(
          hidden.map((text, index) => sourceFromState(text, `state ${index}`)),
          client,
        )?.verdict;
        assert.notEqual(verdict, "blocked");
      }),
      { numRuns: 150, seed: 20261128 },
    );
  });
});
