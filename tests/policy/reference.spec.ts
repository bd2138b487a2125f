import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { referenceFiles } from "../../policy/framework/reference";

const readme = readFileSync(join(__dirname, "../../policy/README.md"), "utf8");

describe("the reference", () => {
  for (const [path, text] of Object.entries(referenceFiles(readme))) {
    it(`is current in policy/${path} (else run node policy/build.mjs --reference)`, async () => {
      const filepath = join(__dirname, "../../policy", path);
      const formatted = await format(text, { ...(await resolveConfig(filepath)), filepath });
      assert.equal(readFileSync(filepath, "utf8"), formatted);
    });
  }

  it("keeps the comparison with other tools, and leaves room for one", () => {
    const block = "<!-- comparison -->\n\nfigures\n\n<!-- /comparison -->";
    assert.ok(referenceFiles(`old\n${block}\nold`)["README.md"]?.includes(block));
    assert.match(referenceFiles("")["README.md"] ?? "", /<!-- comparison -->\s*<!-- \/comparison -->/);
  });
});
