import assert from "node:assert/strict";
import { readerEndpoint } from "../../reachability/aurora";
import type { AuroraInstance } from "../../reachability/cluster";
import { explain } from "../../reachability/explain";
import { unknown } from "../../reachability/maybe";
import type { Database, Topology } from "../../reachability/topology";
import { assertHop, hopOf } from "./judge";
import { changing, client, database, withTopology } from "./open-topology";

const writer: AuroraInstance = { id: "orders-1", role: "writer", available: true };
const reader: AuroraInstance = { id: "orders-2", role: "reader", available: true };
const readerAddress = "orders.cluster-ro-abc.eu-west-1.rds.amazonaws.com";

function clusterOf(instances: readonly AuroraInstance[]): Database {
  return { ...database, cluster: { readerAddress, instances } };
}

function asReader(instances: readonly AuroraInstance[]): Topology {
  const asked = readerEndpoint(clusterOf(instances));
  assert.ok(asked);
  return withTopology({ databases: [asked] });
}

const asWriter = (instances: readonly AuroraInstance[]) => withTopology({ databases: [clusterOf(instances)] });
const code = "database-available";

describe("an Aurora cluster", () => {
  it("is reached by both names through one configuration of type ARN", () => {
    for (const topology of [asWriter([writer, reader]), asReader([writer, reader])]) {
      const [asked = database] = topology.databases;
      assert.equal(explain(topology, client, asked).verdict, "open");
    }
  });

  it("is not available without an instance, however available the cluster is", () => {
    assertHop(hopOf(asWriter([]), code), "blocked", /orders has no instance/, /add an instance/);
    assertHop(hopOf(asReader([]), code), "blocked", /has no instance/);
  });

  it("is written to by its writer alone", () => {
    const stopped = { ...writer, available: false };
    assertHop(hopOf(asWriter([stopped, reader]), code), "blocked", /orders-1, the writer/, /start orders-1/);
    assertHop(hopOf(asWriter([writer]), code), "open", /the writer orders-1/);
  });

  it("leads its reader endpoint to a reader, and to the writer where it has none", () => {
    assertHop(hopOf(asReader([{ ...writer, available: false }, reader]), code), "open", /leads to orders-2/);
    assertHop(hopOf(asReader([writer]), code), "open", /has no reader, leads to the writer orders-1/);
  });

  it("does not say where the reader endpoint leads while no reader runs", () => {
    assertHop(hopOf(asReader([writer, { ...reader, available: false }]), code), "unknown", /not documented/);
  });

  it("is unknown while its instances are", () => {
    const cluster = { readerAddress, instances: unknown("the cluster is created") };
    const hidden = withTopology({ databases: [{ ...database, cluster }] });
    assertHop(hopOf(hidden, code), "unknown", /which instances orders has is unknown until the cluster is created/);
    const roleless = asWriter([{ ...writer, role: unknown("it is read") }]);
    assertHop(hopOf(roleless, code), "unknown", /which instance of orders is the writer/);
  });

  it("gives a configuration by domain name to the endpoint of that name only", () => {
    const byName = { type: "SINGLE", target: { domainName: readerAddress }, portRanges: ["5432"] } as const;
    const reads = changing("configurations", "rcfg-1", byName, asReader([writer, reader]));
    const writes = changing("configurations", "rcfg-1", byName, asWriter([writer, reader]));
    assert.equal(explain(reads, client, reads.databases[0] ?? database).verdict, "open");
    assertHop(hopOf(writes, "resource-configuration"), "blocked", /no resource configuration points to orders/);
  });

  it("has no reader endpoint where it is no cluster", () => {
    assert.equal(readerEndpoint(database), undefined);
  });
});
