import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { format, resolveConfig } from "prettier";
import { referenceFiles } from "../../policy/framework/reference";

describe("the reference", () => {
  for (const [path, text] of Object.entries(referenceFiles())) {
    it(`is current in policy/${path} (else run node policy/build.mjs --reference)`, async () => {
      const filepath = join(__dirname, "../../policy", path);
      const formatted = await format(text, { ...(await resolveConfig(filepath)), filepath });
      assert.equal(readFileSync(filepath, "utf8"), formatted);
    });
  }
});
