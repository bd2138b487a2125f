import assert from "node:assert/strict";
import { explain } from "../../reachability/explain";
import type { HopCode } from "../../reachability/hop-code";
import type { Topology } from "../../reachability/topology";
import { changing, client, database, tcp, topology, withTopology } from "./open-topology";
import { withEndpoint } from "./with-endpoint";
import { withProxy } from "./with-proxy";
import { without } from "./without";

function less(base: Topology, id: string): Topology {
  const left = without(base, id);
  assert.ok(left, `nothing is called ${id}`);
  return left;
}

function headlineWithout(base: Topology, id: string): HopCode | undefined {
  return explain(less(base, id), client, database).headline?.code;
}

describe("a topology without one resource", () => {
  it("is blocked at the hop that the resource made, for every way to consume", () => {
    const cases: [Topology, string, HopCode][] = [
      [topology, "arn:share", "share-names-account"],
      [topology, "sg-client", "client-egress"],
      [topology, "snva-1", "vpc-association"],
      [topology, "sg-association", "vpc-association"],
      [topology, "snra-1", "resource-association"],
      [topology, "rgw-1", "gateway"],
      [topology, "sg-gateway", "gateway"],
      // What is left is a way that the client's egress was never meant for.
      [withEndpoint({}), "vpce-1", "client-egress"],
      [withProxy(), "prx-1", "share-names-account"],
      [withProxy(), "sg-proxy", "gateway"],
    ];
    for (const [base, id, code] of cases) {
      assert.equal(explain(base, client, database).verdict, "open", id);
      assert.equal(headlineWithout(base, id), code, id);
    }
  });

  it("takes along what hangs on it", () => {
    const noNetwork = less(topology, "sn-1");
    assert.deepEqual([noNetwork.resourceAssociations, noNetwork.vpcAssociations], [[], []]);
    const noConfiguration = less(withEndpoint({}), "rcfg-1");
    assert.deepEqual([noConfiguration.configurations, noConfiguration.endpoints], [[], []]);
    assert.deepEqual(noConfiguration.shares[0]?.resourceIds, []);
    const noVpc = less(topology, "vpc-producer");
    assert.deepEqual([noVpc.databases, noVpc.gateways], [[], []]);
    assert.deepEqual(
      noVpc.subnets.map(({ vpcId }) => vpcId),
      ["vpc-consumer"],
    );
  });

  it("keeps associations that are made already when their share goes, and says so", () => {
    const made = changing("resourceAssociations", "snra-1", { established: true });
    const { verdict, revokedButStanding } = explain(less(made, "arn:share"), client, database);
    assert.deepEqual([verdict, revokedButStanding], ["open", true]);
  });

  it("can lack a single security group rule", () => {
    const ingress = [
      { ...tcp({ cidr: "10.9.0.0/16" }), id: "sgr-1" },
      { ...tcp({ securityGroupId: "sg-gateway" }), id: "sgr-2" },
    ];
    const ruled = changing("securityGroups", "sg-database", { ingress });
    assert.equal(headlineWithout(ruled, "sgr-1"), undefined);
    assert.equal(headlineWithout(ruled, "sgr-2"), "database-ingress");
  });

  it("drops the rules that name a security group which is gone", () => {
    const group = less(topology, "sg-gateway").securityGroups.find(({ id }) => id === "sg-database");
    assert.deepEqual(group?.ingress, []);
  });

  it("can lack a cluster's instance", () => {
    const instances = [{ id: "orders-1", role: "writer", available: true }] as const;
    const cluster = withTopology({ databases: [{ ...database, cluster: { readerAddress: "ro", instances } }] });
    const [left] = less(cluster, "orders-1").databases;
    assert.deepEqual(left?.cluster?.instances, []);
  });

  it("is found by an ARN too, and undefined where nothing has the name", () => {
    assert.deepEqual(without(topology, "arn:sn-1"), without(topology, "sn-1"));
    assert.equal(without(topology, "sn-none"), undefined);
  });

  it("leaves what it was made of as it was", () => {
    const before = JSON.stringify(topology);
    without(topology, "vpc-producer");
    assert.equal(JSON.stringify(topology), before);
  });
});
