import assert from "node:assert/strict";
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { downloadCli } from "../../../local/pulumi/download-cli";
import { type CliSteps, ensureCli } from "../../../local/pulumi/cli";

describe("having a Pulumi CLI", () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "engine-"));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  const said: string[] = [];
  const options = () => ({
    cliFolder: join(folder, "pulumi"),
    modules: "",
    languageHost: "/dist/language-host.js",
    progress: (line: string) => said.push(line),
  });
  const fails = (message: string) => () => Promise.reject(new Error(message));
  const nothing: CliSteps = {
    find: () => Promise.resolve({ notes: ["/usr/bin/pulumi: is 3.1.0, 3.241.0 or a newer 3.x is needed"] }),
    download: fails("https://get.pulumi.com/install.sh cannot be reached (ENOTFOUND)"),
    build: fails("Go is not installed"),
  };
  function executable(path: string, prints = "echo v3.259.0"): string {
    mkdirSync(join(path, ".."), { recursive: true });
    writeFileSync(path, `#!/bin/sh\n${prints}\n`, { mode: 0o755 });
    return path;
  }

  it("says every place tried and what to install when there is none", async () => {
    await assert.rejects(ensureCli(options(), nothing), (error: Error) => {
      assert.match(error.message, /is 3\.1\.0, 3\.241\.0 or a newer 3\.x is needed/);
      assert.match(error.message, /download: .*cannot be reached \(ENOTFOUND\)/);
      assert.match(error.message, /build from Go modules: Go is not installed/);
      assert.match(error.message, /Install Pulumi 3\.241\.0 or newer .* or Go 1\.25\.11 or newer/);
      return true;
    });
  });

  it("builds where the download cannot be reached, and says so beforehand", async () => {
    const built = executable(join(folder, "pulumi", "3.259.0", "bin", "pulumi"));
    const cli = await ensureCli(options(), { ...nothing, build: () => Promise.resolve(built) });
    assert.equal(cli.source, "built from its Go modules");
    assert.match(said.at(-1) ?? "", /building Pulumi 3\.259\.0 from its Go modules \(download: .*ENOTFOUND.*minutes/);
  });

  it("is obtained once, however many ask for it at the same time", async () => {
    const path = join(folder, "pulumi", "3.259.0", "bin", "pulumi");
    let builds = 0;
    const build = async () => {
      builds += 1;
      await setTimeout(50);
      return executable(path);
    };
    const find = () =>
      Promise.resolve({ notes: [], ...(existsSync(path) && { cli: { path, version: "3.259.0", source: "there" } }) });
    const steps: CliSteps = { ...nothing, find, build };
    const all = await Promise.all([ensureCli(options(), steps), ensureCli(options(), steps)]);
    assert.equal(builds, 1);
    assert.deepEqual(all.map(({ source }) => source).sort(), ["built from its Go modules", "there"]);
    assert.match(said.join("\n"), /waiting for process \d+, which obtains the Pulumi CLI/);
    assert.deepEqual(readdirSync(join(folder, "pulumi")), ["3.259.0"]);
  });

  it("puts its language host beside a CLI it has built", async () => {
    const built = executable(join(folder, "pulumi", "3.259.0", "bin", "pulumi"));
    await ensureCli(options(), { ...nothing, build: () => Promise.resolve(built) });
    assert.match(
      readFileSync(join(folder, "pulumi", "3.259.0", "bin", "pulumi-language-nodejs"), "utf8"),
      /language-host\.js/,
    );
  });

  it("leaves a CLI that has Pulumi's own language host where it is", async () => {
    const path = executable(join(folder, "bin", "pulumi"));
    executable(join(folder, "bin", "pulumi-language-nodejs"), "true");
    const cli = await ensureCli(options(), {
      ...nothing,
      find: () => Promise.resolve({ cli: { path, version: "3.259.0", source: "on PATH" }, notes: [] }),
    });
    assert.equal(cli.path, path);
    assert.equal(existsSync(join(folder, "pulumi")), false);
  });

  it("copies a CLI without one, and writes nothing beside the original", async () => {
    const path = executable(join(folder, "bin", "pulumi"));
    const cli = await ensureCli(options(), {
      ...nothing,
      find: () => Promise.resolve({ cli: { path, version: "3.259.0", source: "on PATH" }, notes: [] }),
    });
    assert.equal(cli.path, join(folder, "pulumi", "3.259.0", "bin", "pulumi"));
    assert.equal(existsSync(join(folder, "bin", "pulumi-language-nodejs")), false);
  });

  it("refuses a download that does not answer with its version, and keeps nothing of it", async () => {
    const broken = (_: string, root: string) => {
      executable(join(root, "bin", "pulumi"), "exit 1");
      return Promise.resolve();
    };
    await assert.rejects(downloadCli(join(folder, "pulumi"), broken), /the download is broken: it does not run/);
    assert.equal(existsSync(join(folder, "pulumi", "3.259.0")), false);
  });

  it("keeps a download that answers with its version", async () => {
    const good = (_: string, root: string) => {
      executable(join(root, "bin", "pulumi"));
      return Promise.resolve();
    };
    assert.equal(await downloadCli(join(folder, "pulumi"), good), join(folder, "pulumi", "3.259.0", "bin", "pulumi"));
  });
});
