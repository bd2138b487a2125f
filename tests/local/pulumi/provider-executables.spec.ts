import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { installProviders } from "../../../local/pulumi/provider-executables";
import { projectFolders, stateFolder } from "../../../local/ground/state-folder";
import { temporaryFolder } from "../temporary-folder";

describe("the providers' executables", () => {
  const folder = temporaryFolder();
  after(() => {
    folder.remove();
  });
  const folders = { ...projectFolders(join(__dirname, "../../..")), dist: folder.path };
  const state = stateFolder("/nowhere", { LATTICE_DB_STATE: join(folder.path, "state") });
  const executable = (): string => {
    const plugins = join(state.pulumiHome, "plugins");
    const name = readdirSync(plugins).find((it) => it.startsWith("resource-random-")) ?? "";
    return join(plugins, name, "pulumi-resource-random");
  };

  it("run the local cloud's provider, for their owner alone", () => {
    installProviders(folders, state);
    writeFileSync(join(folder.path, "provider.js"), "console.log(process.argv.slice(2).join())");
    assert.equal(execFileSync(executable(), ["127.0.0.1:1"], { encoding: "utf8" }), "random,127.0.0.1:1\n");
    assert.equal(statSync(executable()).mode & 0o777, 0o700);
  });

  it("are made anew where they hold something else, and never through a link", () => {
    const text = readFileSync(executable(), "utf8");
    writeFileSync(executable(), "something else");
    installProviders(folders, state);
    assert.equal(readFileSync(executable(), "utf8"), text);

    const victim = join(folder.path, "victim");
    writeFileSync(victim, "dear");
    rmSync(executable());
    symlinkSync(victim, executable());
    assert.throws(() => {
      installProviders(folders, state);
    }, /pulumi-resource-random must be a file of yours: it is a link.*remove it/);
    assert.equal(readFileSync(victim, "utf8"), "dear");
  });
});
