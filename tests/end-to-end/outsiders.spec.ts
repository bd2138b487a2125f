import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { stackResources } from "../../local/pulumi/stacks";
import { Sandbox } from "./sandbox";

const CONSUMER = "444455556666";

// One story, told in order: the consumer's account is outside the organisation, and each side is told its key.
describe("sharing with an account outside the organisation", function () {
  this.timeout(180_000);
  this.bail(true);

  let sandbox: Sandbox;
  before(() => {
    sandbox = new Sandbox();
    mkdirSync(sandbox.state.root, { recursive: true, mode: 0o700 });
    const settings = { organization: { outsiders: [CONSUMER] } };
    writeFileSync(join(sandbox.state.root, "settings.json"), JSON.stringify(settings), { mode: 0o600 });
  });
  after(async () => {
    await sandbox.remove();
  });

  const up = (stack: string, ...more: string[]) =>
    sandbox.pulumi(["up", "--yes", "--skip-preview", ...more, "-s", stack], "any");

  it("names the key and the remedy when RAM refuses, since only RAM knows", async () => {
    const { code, output } = await up("producer");
    assert.notEqual(code, 0);
    assert.match(output, /can only be shared within your AWS Organization/);
    assert.match(
      output,
      /lattice-db:databases\.orders\.allowExternalPrincipals must be true to share with 444455556666/,
    );
    assert.match(
      output,
      /npm run (-s )?local -- pulumi config set --path 'lattice-db:databases\.orders\.allowExternalPrincipals' true -s producer/,
    );
  });

  it("goes on from there with what the remedy sets", async () => {
    sandbox.configure("producer", (config) => {
      config["lattice-db:databases"].orders.allowExternalPrincipals = true;
    });
    const pack = { "ram-no-external-principals": { allowlistedShares: ["orders-share"] } };
    writeFileSync(join(sandbox.folder, "pack.json"), JSON.stringify(pack));
    const { code, output } = await up("producer", "--policy-pack-config", "pack.json");
    assert.equal(code, 0, output);
  });

  it("refuses the consumer that does not accept before any resource, with its key and remedy", async () => {
    const { code, output } = await up("consumer");
    assert.notEqual(code, 0);
    assert.match(output, /lattice-db:acceptShares must be true outside the organisation of orders's owner, got false/);
    assert.match(output, /pulumi config set --path 'lattice-db:acceptShares' true -s consumer/);
    const made = stackResources(sandbox.state.backend, "consumer").filter(({ type }) => !type.startsWith("pulumi:"));
    assert.deepEqual(made, []);
  });

  it("takes the one that does, also once more", async () => {
    sandbox.configure("consumer", (config) => {
      config["lattice-db:acceptShares"] = true;
    });
    for (let time = 0; time < 2; time++) {
      const { code, output } = await up("consumer");
      assert.equal(code, 0, output);
    }
  });
});
