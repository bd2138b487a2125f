import * as assert from "node:assert/strict";

import { databaseAclRules, gatewayAclRules } from "../../../components/network/acl-rules";
import { DatabaseAcls, type DatabaseAclsArgs } from "../../../components/network/database-acls";
import { topologyOf } from "../../../reach/topology-of";
import { sourceFromState } from "../../../reach/source";
import { deploy } from "../deploy";
import { idOf, stateOf, stateText, verdictOn } from "../../reach/recorded-stacks";

const ACL = "aws:ec2/networkAcl:NetworkAcl";

/** The recorded producer's subnets. */
const reading = topologyOf([stateOf("producer"), stateOf("consumer")]);
function subnet(role: string, zone: string) {
  const id = idOf(reading, `network-${role}-${zone}`);
  const { cidr, vpcId } = reading.topology.subnets.find((one) => one.id === id) ?? assert.fail("no subnet");
  if (typeof cidr !== "string" || typeof vpcId !== "string") assert.fail("the recorded subnet is not known");
  return { id, cidr, vpcId };
}
function places(role: string) {
  const entries = ["a", "b"].map(
    (zone) => [zone, { id: subnet(role, zone).id, cidr: subnet(role, zone).cidr }] as const,
  );
  return Object.fromEntries(entries);
}
const args: DatabaseAclsArgs = {
  vpcId: subnet("gateway", "a").vpcId,
  gatewaySubnets: places("gateway"),
  databaseSubnets: places("database"),
  ports: [5432],
  isJoined: false,
};
const made = () => deploy((opts) => new DatabaseAcls("acls", args, opts));

type Rule = Readonly<Record<string, unknown>>;
interface Acl {
  readonly name: string;
  readonly inputs: Readonly<Record<string, unknown>>;
}

/** The recorded stacks with these network ACLs beside. */
function withAcls(acls: readonly Acl[]) {
  const state = JSON.parse(stateText("producer"));
  const provider = state.deployment.resources.find(({ type }: { type: string }) => type === "aws:ec2/vpc:Vpc").provider;
  for (const { name, inputs } of acls) {
    const urn = `urn:pulumi:producer::lattice-db::${ACL}::${name}`;
    state.deployment.resources.push({
      urn,
      custom: true,
      id: `acl-${name}`,
      type: ACL,
      inputs,
      outputs: inputs,
      provider,
    });
  }
  return topologyOf([sourceFromState(JSON.stringify(state), "producer"), stateOf("consumer")]);
}

describe("the network ACLs of a producer", () => {
  let acls: readonly Acl[];
  before(async () => {
    acls = (await made()).resources.filter(({ type }) => type === ACL);
  });

  it("are one for the databases' subnets and one for the gateway's, with their rules", () => {
    const [database, gateway] = acls;
    const ids = (subnets: DatabaseAclsArgs["gatewaySubnets"]) => Object.values(subnets).map(({ id }) => id);
    const needs = { gateways: zones("gateway"), databases: zones("database"), ports: [5432], isJoined: false };
    assert.deepEqual(database?.inputs["subnetIds"], ids(args.databaseSubnets));
    assert.deepEqual(gateway?.inputs["subnetIds"], ids(args.gatewaySubnets));
    assert.deepEqual(database.inputs["ingress"], databaseAclRules(needs).ingress);
    assert.deepEqual(gateway.inputs["egress"], gatewayAclRules(needs).egress);
  });

  it("leave the way to the database open", () => {
    assert.equal(verdictOn(withAcls([])).verdict, "open");
    assert.equal(verdictOn(withAcls(acls)).verdict, "open");
  });

  const directions = [
    ["database", "ingress"],
    ["database", "egress"],
    ["gateway", "ingress"],
    ["gateway", "egress"],
  ] as const;
  for (const [role, direction] of directions) {
    it(`close it at their own hop without a single ${direction} rule of the ${role}'s`, () => {
      const acl = acls.find(({ name }) => name === `acls-${role}`) ?? assert.fail("no ACL");
      const rules = acl.inputs[direction] as readonly Rule[];
      assert.equal(rules.length, 2);
      for (const gone of rules) {
        const inputs = { ...acl.inputs, [direction]: rules.filter((rule) => rule !== gone) };
        const others = acls.filter((one) => one !== acl);
        const { verdict, hops } = verdictOn(withAcls([...others, { ...acl, inputs }]));
        assert.equal(verdict, "blocked");
        assert.deepEqual(
          hops.filter((hop) => hop.verdict === "blocked").map(({ code }) => code),
          [`${role}-network-acl`],
        );
      }
    });
  }
});

function zones(role: string) {
  return Object.entries(places(role)).map(([zone, { cidr }]) => ({ zone, cidr, ipv6Cidr: undefined }));
}
