import assert from "node:assert/strict";
import { topologyOf } from "../../reach/topology-of";
import { unknownValue } from "../../resources/marks";
import { sourceFromPreview, sourceFromState } from "../../reach/source";
import { isUnknown } from "../../reachability/maybe";
import { stateOf as programState, type Declared } from "./program";
import { consumersClient, idOf, previewOf, previewText, stateOf, stateText, verdictOn } from "./recorded-stacks";

const both = (read: typeof stateOf) => topologyOf([read("producer"), read("consumer")]);

/** A state without its resources of one type. */
function without(stack: "producer" | "consumer", type: string) {
  const file = JSON.parse(stateText(stack)) as { deployment: { resources: { type: string }[] } };
  const resources = file.deployment.resources.filter((it) => !it.type.endsWith(`:${type}`));
  assert.ok(resources.length < file.deployment.resources.length);
  return sourceFromState(JSON.stringify({ version: 3, deployment: { resources } }), stack);
}

describe("a topology read from the states of two stacks", () => {
  const reading = both(stateOf);

  it("lets the consumer's client reach the database, by the same hops as the local cloud", () => {
    const { verdict, route, hops } = verdictOn(reading);
    assert.deepEqual([verdict, route], ["open", "vpc-association"]);
    assert.equal(hops.length, 12);
  });

  it("blocks a client that carries another group", () => {
    const client = consumersClient(reading, "databases-association-security-group");
    assert.equal(verdictOn(reading, client).verdict, "blocked");
  });

  it("knows everything that a running stack tells", () => {
    // Of roles, the policies that AWS keeps are in no state.
    const { accounts, complete, roles: _, subnetsUnasked: _none, overIpv6Of: _no, ...lists } = reading.topology;
    assert.deepEqual(complete, ["111122223333", "444455556666"]);
    assert.equal(accounts.length, 2);
    const open = Object.values(lists).flatMap((nodes) =>
      nodes.flatMap((node) => Object.values(node).filter(isUnknown)),
    );
    assert.deepEqual(open, []);
  });

  it("has AWS's own ids, whichever package made a thing", () => {
    assert.equal(idOf(reading, "databases-network"), "sn-245d15cc5180eef35");
    assert.equal(idOf(reading, "orders-instance"), "db-3UTDWEEHULZQI7A4UNBVD73YGP");
    assert.equal(reading.topology.resourceAssociations[0]?.networkId, "sn-245d15cc5180eef35");
  });

  it("has a name, an ARN and a stack for every id of an explanation", () => {
    const { through } = verdictOn(reading);
    for (const id of Object.values(through)) assert.ok(reading.things.some((it) => it.id === id));
    const database = reading.things.find(({ logicalName }) => logicalName === "orders-instance");
    assert.equal(database?.givenName, "orders-1bb4632e");
    assert.equal(database.arn, "arn:aws:rds:eu-west-1:111122223333:db:orders-1bb4632e");
    assert.deepEqual([database.stack, database.planned], ["lattice-db/producer", false]);
  });

  const necessary = [
    ["producer", "SecurityGroupIngressRule", "database-ingress"],
    ["producer", "SecurityGroupEgressRule", "gateway"],
    ["producer", "PrincipalAssociation", "share-names-account"],
    ["consumer", "SecurityGroupEgressRule", "client-egress"],
    ["consumer", "SecurityGroupIngressRule", "vpc-association"],
    ["consumer", "ServiceNetworkVpcAssociation", "vpc-association"],
    ["consumer", "ServiceNetworkResourceAssociation", "resource-association"],
  ] as const;
  for (const [stack, type, hop] of necessary) {
    // What was associated while the share named the account stays: the association has to be new to feel it.
    const expected = type === "PrincipalAssociation" ? "open" : "blocked";
    it(`answers ${expected} without the ${stack}'s ${type}`, () => {
      const less = topologyOf(
        (["producer", "consumer"] as const).map((it) => (it === stack ? without(it, type) : stateOf(it))),
      );
      const { verdict, headline } = verdictOn(less, consumersClient(reading));
      assert.equal(verdict, expected);
      if (expected === "blocked") assert.equal(headline?.code, hop);
    });
  }
});

describe("a topology read from the previews of two stacks before their first update", () => {
  const reading = both(previewOf);

  it("gives the verdict that the stacks have once they are deployed", () => {
    const { verdict, route, hops } = verdictOn(reading);
    assert.deepEqual([verdict, route], ["open", "vpc-association"]);
    assert.deepEqual(
      hops.map(({ code }) => code),
      verdictOn(both(stateOf)).hops.map(({ code }) => code),
    );
  });

  it("blocks what the deployed stacks block", () => {
    const client = consumersClient(reading, "databases-association-security-group");
    const { verdict, headline } = verdictOn(reading, client);
    assert.deepEqual([verdict, headline?.code], ["blocked", "client-egress"]);
  });

  it("makes nothing of what is only planned an old association", () => {
    assert.deepEqual(
      [...reading.topology.vpcAssociations, ...reading.topology.resourceAssociations].map((it) => it.established),
      [false, false],
    );
    assert.ok(reading.things.every(({ planned }) => planned));
  });
});

describe("a topology read from one of two stacks", () => {
  it("leaves open what the other account has", () => {
    const consumer = topologyOf([stateOf("consumer")]);
    assert.deepEqual(consumer.topology.complete, ["444455556666"]);
    const producer = topologyOf([stateOf("producer")]);
    const client = { ...consumersClient(consumer) };
    assert.equal(verdictOn(producer, client).verdict, "unknown");
  });
});

describe("a consumer that is previewed while nobody knows its contract", () => {
  const text = previewText("consumer");
  const blind = text.replace(/"arn:[^"]*\/rcfg-[^"]*"|"rcfg-[^"]*"/g, `"${unknownValue}"`);
  for (const [when, read] of [
    ["before its producer is deployed", previewOf],
    ["although its producer is deployed", stateOf],
  ] as const) {
    it(`is neither let in nor kept out ${when}`, () => {
      assert.notEqual(blind, text);
      const reading = topologyOf([read("producer"), sourceFromPreview(blind, "consumer")]);
      const { verdict, headline } = verdictOn(reading, consumersClient(reading));
      assert.equal(verdict, "unknown", headline?.reason);
      assert.match(headline?.reason ?? "", /databases-orders/);
    });
  }
});

describe("the things that sources have", () => {
  it("keep their ids for themselves: what belongs to one goes by its own URN", () => {
    const list: Declared = {
      type: "aws:ec2/managedPrefixList:ManagedPrefixList",
      name: "list",
      id: "pl-00000000000000001",
    };
    const entry: Declared = {
      type: "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry",
      name: "entry",
      id: "pl-00000000000000001,10.0.0.0/16",
      inputs: { prefixListId: list.id, cidr: "10.0.0.0/16" },
    };
    const policy = {
      type: "aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy",
      name: "policy",
      id: "vpce-00000000000000001",
    };
    const { things } = topologyOf([programState(list, entry, policy)]);
    assert.deepEqual(
      things.map(({ id }) => id),
      [
        "pl-00000000000000001",
        "urn:pulumi:dev::shop::aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry::entry",
        "urn:pulumi:dev::shop::aws:ec2/vpcEndpointPolicy:VpcEndpointPolicy::policy",
      ],
    );
  });
});

describe("sources", () => {
  it("are refused when two are of one stack, for they would contradict each other", () => {
    assert.throws(
      () => topologyOf([stateOf("producer"), { ...previewOf("producer"), name: "plan.json" }]),
      /^Error: producer and plan\.json are both of stack lattice-db\/producer: give one of them$/,
    );
  });
});
