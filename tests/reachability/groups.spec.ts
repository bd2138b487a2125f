import assert from "node:assert/strict";
import { explain } from "../../reachability/explain";
import { unknown } from "../../reachability/maybe";
import type { ResourceConfiguration, Topology } from "../../reachability/topology";
import { assertHop, hopOf } from "./judge";
import { changing, client, database, topology } from "./open-topology";
import { withEndpoint } from "./with-endpoint";

const code = "resource-configuration";

/** The usual configuration as a GROUP that shares and associations name, and a child in it that points to the database. */
function withGroup(child: Partial<ResourceConfiguration> = {}, base: Topology = topology): Topology {
  const [whole] = base.configurations;
  assert.ok(whole);
  const { target: _ofArn, ...group } = whole;
  const member: ResourceConfiguration = {
    ...whole,
    id: "rcfg-child",
    type: "CHILD",
    groupId: "rcfg-1",
    gatewayId: unknown("the child is read"),
    target: { domainName: "orders.abc.eu-west-1.rds.amazonaws.com" },
    portRanges: ["5432"],
    ...child,
  };
  return { ...base, configurations: [{ ...group, type: "GROUP" }, member] };
}

describe("a CHILD configuration", () => {
  it("is reached through the share, the association and the gateway of its group", () => {
    const { verdict, through } = explain(withGroup(), client, database);
    assert.equal(verdict, "open");
    assert.deepEqual([through.configurationId, through.gatewayId], ["rcfg-child", "rgw-1"]);
  });

  it("is reached through a resource endpoint that names its group", () => {
    assert.equal(explain(withGroup({}, withEndpoint({})), client, database).verdict, "open");
  });

  it("carries its own ports, not its group's", () => {
    assertHop(hopOf(withGroup({ portRanges: ["3306"] }), code), "blocked", /rcfg-child carries 3306, not port 5432/);
  });

  it("is blocked while its group is not active, or does not exist", () => {
    const waiting = changing("configurations", "rcfg-1", { active: false }, withGroup());
    assertHop(hopOf(waiting, code), "blocked", /rcfg-1, the group of rcfg-child, is not active/);
    assertHop(hopOf(withGroup({ groupId: "rcfg-none" }), code), "blocked", /rcfg-none, the group of rcfg-child/);
  });

  it("is unknown while its group is, or is not listed", () => {
    assertHop(hopOf(withGroup({ groupId: unknown("it is read") }), code), "unknown", /the group of rcfg-child/);
    const [, child] = withGroup().configurations;
    assert.ok(child);
    const unlisted = { ...topology, configurations: [child], complete: [] };
    assert.notEqual(explain(unlisted, client, database).verdict, "blocked");
  });

  it("goes into a service network that can be shared only if its group may", () => {
    const shareable = changing("networks", "sn-1", { shareable: true }, withGroup());
    assertHop(hopOf(shareable, "resource-association"), "blocked", /can be shared/);
    const allowed = changing(
      "configurations",
      "rcfg-1",
      { allowAssociationToShareableServiceNetwork: true },
      shareable,
    );
    assertHop(hopOf(allowed, "resource-association"), "open", /snra-1 puts/);
  });

  it("is refused by itself, in an association as in an endpoint", () => {
    const alone = changing("resourceAssociations", "snra-1", { configurationId: "rcfg-child" }, withGroup());
    assertHop(hopOf(alone, "resource-association"), "blocked", /of type CHILD/, /name rcfg-1 in place of rcfg-child/);
    const endpoint = withGroup({}, withEndpoint({ target: { configurationId: "rcfg-child" } }));
    assertHop(hopOf(endpoint, "endpoint"), "blocked", /of type CHILD/);
  });

  describe("that AWS keeps of an ARN configuration", () => {
    const managed = { amazonManaged: true, portRanges: [] } as const;
    const adopted = (change: Partial<ResourceConfiguration> = {}) =>
      changing("configurations", "rcfg-1", { type: "ARN" }, withGroup({ ...managed, ...change }));

    it("carries the database's own port", () => {
      assertHop(hopOf(adopted(), code), "open", /rcfg-child points to orders on its own port/);
    });

    it("may be named by the association AWS made of it", () => {
      const made = changing("resourceAssociations", "snra-1", { configurationId: "rcfg-child" }, adopted());
      assert.equal(explain(made, client, database).verdict, "open");
    });

    it("needs a private database and public resolution, as the ARN configuration does", () => {
      const isPublic = changing("databases", "db-orders", { publiclyAccessible: true }, adopted());
      assertHop(hopOf(isPublic, "database-available"), "blocked", /publicly accessible/);
      const inVpc = changing("gateways", "rgw-1", { dnsResolution: "IN_VPC" }, adopted());
      assertHop(hopOf(inVpc, "gateway"), "blocked", /cannot serve/);
    });
  });
});
