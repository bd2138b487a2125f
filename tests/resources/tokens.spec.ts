import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";

const source = readFileSync(join(__dirname, "../../resources/tokens.ts"), "utf8");
const imports = new Map(
  [...source.matchAll(/import type \{ \w+ as (\w+) \} from "(.+)"/g)].map((match) => [match[1], match[2]]),
);
const entries = [...source.matchAll(/^ {2}"(.+)": (\w+);$/gm)];

describe("the table of resource types", () => {
  it("has entries", () => {
    assert.ok(entries.length > 100);
    assert.equal(entries.length, imports.size);
  });

  for (const [, token = "", args = ""] of entries) {
    it(`calls the class as its SDK does: ${token}`, () => {
      const file = require.resolve(`${imports.get(args) ?? assert.fail(args)}.js`);
      // A provider's class has the package's name alone, of which the SDK makes the type.
      const own = token.replace(/^pulumi:providers:/, "");
      assert.ok(readFileSync(file, "utf8").includes(`__pulumiType = '${own}'`));
    });
  }
});
