import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";

const project = join(__dirname, "../..");

describe("the pack's build", () => {
  it("watches what the pack imports, wherever it stands, and nothing else", async () => {
    await promisify(execFile)(process.execPath, ["policy/build.mjs"], { cwd: project });
    const sources: string[] = JSON.parse(await readFile(join(project, "policy/dist/sources.json"), "utf8"));
    assert.ok(sources.includes("policy/index.ts"));
    assert.ok(sources.includes("aws/cidr.ts"));
    assert.deepEqual(
      sources.filter((path) => /node_modules|^tests\/|^local\//.test(path)),
      [],
    );
  });
});
