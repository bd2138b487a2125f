import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { stackResources } from "../../local/pulumi/stacks";
import { Sandbox } from "./sandbox";

describe("a mistake in the configuration", function () {
  this.timeout(300_000);

  let sandbox: Sandbox;
  before(async () => {
    sandbox = new Sandbox();
    await sandbox.local(["pulumi", "stack", "ls"]);
  });
  after(async () => {
    await sandbox.remove();
  });

  /** Each is refused with one message naming key, value and remedy, before any resource but the stack itself. */
  async function refuses(stack: string, change: (config: any) => void, ...messages: RegExp[]): Promise<void> {
    const restore = sandbox.configure(stack, change);
    const { code, output } = await sandbox.pulumi(["up", "--yes", "--skip-preview", "-s", stack], "any");
    restore();
    assert.notEqual(code, 0, output);
    for (const message of messages) assert.match(output, message);
    assert.doesNotMatch(output, /^\s+at .*\.(ts|js):\d+/m, "no stack trace");
    const made = stackResources(sandbox.state.backend, stack).filter(({ type }) => !type.startsWith("pulumi:"));
    assert.deepEqual(made, []);
  }
  const orders = (change: (database: any) => void) => (config: any) => {
    change(config["lattice-db:databases"].orders);
  };

  it("names a missing key and an unknown one together", () =>
    refuses(
      "producer",
      (config) => {
        delete config["lattice-db:vpcCidr"];
        config["lattice-db:colour"] = "blue";
      },
      /lattice-db:vpcCidr must .*got nothing/,
      /lattice-db:colour is no setting/,
      /has 2 problems/,
    ));

  it("refuses an account id of 11 digits", () =>
    refuses(
      "producer",
      orders((database) => (database.sharedWith = ["44445555666"])),
      /sharedWith.*44445555666/,
    ));

  it("refuses port 70000", () =>
    refuses(
      "producer",
      orders((database) => (database.port = 70000)),
      /port must .*70000/,
    ));

  it("refuses subnets that overlap", () =>
    refuses(
      "producer",
      (config) => (config["lattice-db:subnets"].gateway.a = "10.0.0.0/27"),
      /subnets.*10\.0\.0\.0\/2[67].*overlap|overlap.*10\.0\.0\.0\/2[67]/,
    ));

  it("refuses a /28 too small for the gateway's addresses", () =>
    refuses(
      "producer",
      (config) => {
        config["lattice-db:subnets"].gateway.a = "10.0.1.0/28";
        config["lattice-db:ipv4AddressesPerEni"] = 16;
      },
      /10\.0\.1\.0\/28/,
      /ipv4AddressesPerEni/,
    ));

  it("refuses a consumer whose producer's stack does not exist", () =>
    refuses(
      "consumer",
      (config) => (config["lattice-db:producerStack"] = "nobody"),
      /"nobody" cannot be read.*lattice-db:producerStack/,
    ));

  describe("against a producer that is deployed", () => {
    before(async () => {
      await sandbox.up("producer");
    });

    it("refuses a consumer the database is not shared with", () =>
      refuses("consumer", (config) => (config["aws:allowedAccountIds"] = ["777788889999"]), /777788889999/, /shared/));

    it("refuses a consumer in another Region", () =>
      refuses(
        "consumer",
        (config) => (config["aws:region"] = "eu-central-1"),
        /"producer" is in eu-west-1, this stack in eu-central-1/,
      ));

    it("takes its contract from a file, which the consumer reads instead of its state", async () => {
      const { output } = await sandbox.pulumi(["stack", "output", "contract", "--json", "-s", "producer"]);
      writeFileSync(join(sandbox.folder, "contract.json"), output.slice(output.indexOf("{")));
      const restore = sandbox.configure("consumer", (config: any) => {
        delete config["lattice-db:producerStack"];
        config["lattice-db:producerContractFile"] = "contract.json";
        // So that it can go again.
        config["lattice-db:protect"] = false;
      });
      await sandbox.up("consumer");
      restore();
      const { databases } = await sandbox.outputs("consumer");
      assert.deepEqual(Object.keys(databases), ["orders"]);
      const types = stackResources(sandbox.state.backend, "consumer").map(({ type }) => type);
      assert.ok(!types.includes("pulumi:pulumi:StackReference"));
      await sandbox.pulumi(["destroy", "--yes", "--skip-preview", "-s", "consumer"]);
    });

    it("refuses a contract of another version", async () => {
      const exported = await sandbox.pulumi(["stack", "export", "-s", "producer"]);
      const state = JSON.parse(exported.output.slice(exported.output.indexOf("{")));
      const stack = state.deployment.resources.find(({ type }: any) => type === "pulumi:pulumi:Stack");
      stack.outputs.contract.version = 0;
      const path = join(sandbox.folder, "old.json");
      writeFileSync(path, JSON.stringify(state));
      await sandbox.pulumi(["stack", "import", "--file", path, "-s", "producer"]);
      await refuses("consumer", () => undefined, /contract/, /version must be 1, got 0/);
    });
  });
});
