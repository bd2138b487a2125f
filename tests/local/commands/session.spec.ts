import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { resolve } from "node:path";
import { cliOptions } from "../../../local/commands/session";
import { projectFolders } from "../../../local/ground/state-folder";

describe("what a session needs for a Pulumi CLI", () => {
  it("builds it from modules that the project has", () => {
    const { modules } = cliOptions(projectFolders(resolve(__dirname, "../../..")), () => undefined);
    assert.deepEqual(readdirSync(modules).sort(), ["go.mod", "go.sum"]);
  });
});
