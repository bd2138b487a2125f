import assert from "node:assert/strict";
import { join } from "node:path";
import { Sandbox } from "./sandbox";

const recorded = join(__dirname, "..", "recorded");

// What a release deployed must stay as it is when the program changes: the names, the types and the inputs of resources and
// components, as the real engine compares them. How a recording is made: tests/recorded/README.md.
describe("the states that the program of 0.1 left behind", function () {
  this.timeout(120_000);

  let sandbox: Sandbox;
  before(async () => {
    sandbox = new Sandbox();
    for (const stack of ["producer", "consumer"]) {
      await sandbox.pulumi(["stack", "import", "-s", stack, "--file", join(recorded, "0.1", `${stack}.json`)]);
    }
  });
  after(async () => {
    await sandbox.remove();
  });

  for (const stack of ["producer", "consumer"]) {
    it(`preview without a change with today's program: ${stack}`, async () => {
      const { output } = await sandbox.pulumi(["preview", "-s", stack, "--diff", "--expect-no-changes"]);
      assert.match(output, /^ +\d+ unchanged$/m, output);
      // Outputs are no resources, and so no change the engine would count.
      assert.doesNotMatch(output, /--outputs:--/, output);
    });
  }
});
