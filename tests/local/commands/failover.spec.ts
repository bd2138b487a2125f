import assert from "node:assert/strict";
import { failover } from "../../../local/commands/failover";
import { startCloud, type RunningCloud } from "../data-path/running-cloud";
import { shareCluster, type SharedCluster } from "../data-path/shared-cluster";
import { Writable } from "node:stream";

describe("the failover command", function () {
  this.timeout(30_000);
  let cloud: RunningCloud;
  let shared: SharedCluster;

  before(async () => {
    cloud = await startCloud();
    shared = await shareCluster(cloud.services);
  });
  after(() => cloud.stop());

  async function run(name: string, to?: string) {
    const printed = { stdout: "", stderr: "" };
    const writable = (to: keyof typeof printed) =>
      new Writable({
        write(chunk, _encoding, done) {
          printed[to] += String(chunk);
          done();
        },
      });
    const outputs = { contract: { databases: { ledger: { address: shared.cluster.data.endpoint } } } };
    const code = await failover(
      { name, to, stack: "producer" },
      {
        cloudSocket: cloud.socket,
        stackOutputs: (stack) => Promise.resolve(stack === "producer" ? outputs : {}),
        ...{ stdout: writable("stdout"), stderr: writable("stderr") },
      },
    );
    return { code, ...printed };
  }

  it("takes a cluster by its contract's name, its identifier and its host names", async () => {
    const now = (writer: string, reader: string) => ({
      code: 0,
      stdout: `orders: ${writer} writes now, ${reader} only reads; connections of before have ended\n`,
      stderr: "",
    });
    assert.deepEqual(await run("ledger"), now("orders-2", "orders-1"));
    assert.deepEqual(await run("orders"), now("orders-1", "orders-2"));
    assert.deepEqual(await run(shared.cluster.data.readerEndpoint, "orders-2"), now("orders-2", "orders-1"));
  });

  it("says AWS's refusal, and which clusters there are where it finds none", async () => {
    const refused = await run("ledger", "orders-2");
    assert.equal(refused.code, 1);
    assert.match(refused.stderr, /^InvalidDBInstanceState: Cannot find an Aurora Replica orders-2/);
    assert.deepEqual(await run("invoices"), {
      code: 1,
      stdout: "",
      stderr: "no cluster is called invoices: there is orders\n",
    });
  });
});
