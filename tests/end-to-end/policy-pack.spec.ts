import assert from "node:assert/strict";
import { execFileSync, spawn } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { cliOptions } from "../../local/commands/session";
import { ensureCli } from "../../local/pulumi/cli";
import type { Cli } from "../../local/pulumi/find-cli";
import { projectFolders } from "../../local/ground/state-folder";
import { allRules } from "../../policy/rules/all";
import { rooms } from "../../rooms/table";
import { PulumiCloudStub } from "./pulumi-cloud-stub";
import { Sandbox, type Ended } from "./sandbox";

const project = resolve(__dirname, "../..");

describe("the policy pack in an organisation", function () {
  this.timeout(120_000);

  let sandbox: Sandbox;
  before(() => {
    sandbox = new Sandbox();
  });
  after(async () => {
    await sandbox.remove();
  });

  describe("published to Pulumi Cloud", () => {
    let cloud: PulumiCloudStub;
    let cli: Cli;
    before(async () => {
      cli = await ensureCli(cliOptions(projectFolders(project), () => undefined));
      cloud = await PulumiCloudStub.start();
    });
    after(() => {
      cloud.stop();
    });

    /** The CLI as a security team runs it: nothing of the local cloud is in its environment. */
    function pulumi(args: readonly string[], cwd: string): Promise<Ended> {
      const child = spawn(cli.path, args, {
        cwd,
        env: {
          PATH: process.env.PATH,
          HOME: sandbox.folder,
          PULUMI_HOME: join(sandbox.folder, "pulumi-home"),
          PULUMI_BACKEND_URL: cloud.url,
          PULUMI_ACCESS_TOKEN: "of-nobody",
          PULUMI_SKIP_UPDATE_CHECK: "true",
          npm_config_update_notifier: "false",
        },
        stdio: ["ignore", "pipe", "pipe"],
      });
      let output = "";
      for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk) => (output += String(chunk)));
      return new Promise((done, fail) => {
        child.once("error", fail);
        child.once("close", (code) => {
          done({ code: code ?? 1, output });
        });
      });
    }

    it("goes up by `pulumi policy publish`, with every rule and its level, and runs as it was uploaded", async () => {
      const folder = join(sandbox.folder, "checkout");
      mkdirSync(folder);
      for (const room of ["policy", ...(rooms.policy ?? [])])
        cpSync(join(project, room), join(folder, room), { recursive: true });
      symlinkSync(join(project, "node_modules"), join(folder, "node_modules"));
      rmSync(join(folder, "policy", "dist"), { recursive: true });
      execFileSync("node", ["build.mjs"], { cwd: join(folder, "policy") });

      const { code, output } = await pulumi(["policy", "publish", "security"], join(folder, "policy"));
      assert.equal(code, 0, output);
      const pack = cloud.published();
      assert.deepEqual([pack.name, pack.completed], ["lattice-db", true]);
      const levels = Object.fromEntries(pack.policies.map((it) => [it.name, it.enforcementLevel]));
      for (const { id, level } of allRules) assert.equal(levels[id], level, id);

      const downloaded = join(sandbox.folder, "downloaded");
      mkdirSync(downloaded);
      writeFileSync(join(downloaded, "pack.tgz"), pack.archive);
      execFileSync("tar", ["-xzf", "pack.tgz"], { cwd: downloaded });
      symlinkSync(join(project, "node_modules"), join(downloaded, "node_modules"));
      const preview = await sandbox.pulumi([
        ...["preview", "-s", "producer"],
        ...["--policy-pack", join(downloaded, "package")],
        ...["--policy-pack-config", join(downloaded, "package", "profiles", "strict.json")],
      ]);
      assert.match(preview.output, /✅ lattice-db@v/);
    });
  });

  describe("on what exists already, by `pulumi policy analyze`", () => {
    let exported: string;
    const analyze = (...args: string[]) =>
      sandbox.pulumi(["policy", "analyze", ...args, "--policy-pack", "policy"], "any");
    before(async () => {
      await sandbox.up("producer");
      exported = join(sandbox.folder, "state.json");
      await sandbox.pulumi(["stack", "export", "-s", "producer", "--file", exported]);
    });

    it("passes a deployed stack", async () => {
      const { code, output } = await analyze("-s", "producer");
      assert.equal(code, 0, output);
    });

    it("refuses a state file in which the database has a public address", async () => {
      const state = JSON.parse(readFileSync(exported, "utf8"));
      const database = state.deployment.resources.find((it: any) => it.type === "aws:rds/instance:Instance");
      database.inputs.publiclyAccessible = true;
      database.outputs.publiclyAccessible = true;
      writeFileSync(exported, JSON.stringify(state));
      const { code, output } = await analyze("--file", exported);
      assert.notEqual(code, 0, output);
      assert.match(output, /rds-no-public-access/);
      assert.match(output, /publiclyAccessible is true/);
    });
  });
});
