import assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { onRecorded } from "../reach/command/run-reach";

const path = join(__dirname, "../../docs/why-cant-my-client-connect.md");
const EXAMPLE = /```console\n\$ npm run reach(?: -- ([^\n]+))?\n([^`]*)```/g;

/** With REWRITE=1 in the environment it writes the answers into the guide instead. */
describe("the guide for clients that cannot connect", () => {
  const guide = readFileSync(path, "utf8");
  const examples = [...guide.matchAll(EXAMPLE)].map(([whole, args = "", answer = ""]) => ({ whole, args, answer }));

  it("has examples", () => {
    assert.ok(examples.length >= 6);
  });

  for (const { whole, args, answer } of examples) {
    it(`shows what the command prints: npm run reach -- ${args}`, async () => {
      const { stdout, stderr } = await onRecorded(...args.split(" ").filter((arg) => arg !== ""));
      assert.equal(stderr, "");
      if (process.env.REWRITE === "1") {
        const command = whole.slice(0, whole.indexOf("\n", "```console\n".length) + 1);
        writeFileSync(
          path,
          readFileSync(path, "utf8").replace(whole, () => `${command}${stdout}\`\`\``),
        );
        return;
      }
      assert.equal(answer, stdout);
    });
  }
});
