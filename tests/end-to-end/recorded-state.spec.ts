import assert from "node:assert/strict";
import { join } from "node:path";
import { Sandbox } from "./sandbox";

/** What the consumer hands out in place of the name of 0.1 (docs/decisions/0080). */
const NEW_NAMES = ["~ databases", "~ orders", "- dnsName", "+ latticeName", "+ latticeNamesCommand"];
/** How a program connects to each database (docs/decisions/0150). */
const PROGRAMS = ["environment", "go", "jdbc", "node", "psql", "python"];
const NEW_OF_CONSUMER = [...NEW_NAMES, ...["snippets", "orders", ...PROGRAMS].map((name) => `+ ${name}`)];
/** What the producer hands out besides: the share's name, and whom it lets in (docs/decisions/0094, 0100). */
const NEW_IN_CONTRACT = ["~ contract", "~ databases", "~ orders", "+ allowExternalPrincipals", "+ resourceShareName"];
/** And which of its databases are in no fleet (docs/decisions/0121), and what AWS changes of none later (0165). */
const SETTLED = ["settled", "orders", "allocatedStorageGib", "databaseName", "engine", "engineVersion", "kind"];
const NEW_OF_PRODUCER = [...NEW_IN_CONTRACT, "+ fleet", "+ standAlone", ...SETTLED.map((name) => `+ ${name}`)];
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

  // What later releases change of it, on purpose: whatever else would change is a fault of this program's.
  const expected = {
    producer: [
      // Names its one log group.
      "update network-flow-logs-policy policy",
      // EncryptionKey and DatabaseBackup are told to stay when the database goes; their resources do not change.
      "update orders ",
      "update orders ",
      // ResourceGateway no longer records its databases.
      "update db ",
    ],
    consumer: ["update network-flow-logs-policy policy"],
  };
  for (const [stack, changes] of Object.entries(expected)) {
    it(`preview with today's program with the changes that were meant, no replacement and no deletion: ${stack}`, async () => {
      const { output } = await sandbox.pulumi(["preview", "-s", stack, "--json"]);
      const { steps } = JSON.parse(output.slice(output.indexOf("{")));
      // A reference to another stack is read each time, whatever it says.
      const changed = steps.filter(({ op }: { op: string }) => op !== "same" && op !== "read");
      const texts = changed.map(
        ({ op, urn, detailedDiff }: any) =>
          `${op} ${urn.split("::").at(-1)} ${Object.keys(detailedDiff ?? {}).join(", ")}`,
      );
      assert.deepEqual(texts.sort(), [...changes].sort(), output);
      // Outputs are no resources, and so no change the engine would count.
      const { output: diff } = await sandbox.pulumi(["preview", "-s", stack, "--diff"]);
      const [, outputs = ""] = diff.split(/^ *--outputs:--$/m);
      const named = [...outputs.matchAll(/^ *([-+~]) (\w+) *:/gm)].map(([, sign, key]) => `${sign} ${key}`);
      assert.deepEqual(named, stack === "producer" ? NEW_OF_PRODUCER : NEW_OF_CONSUMER, diff);
    });
  }
});
