import assert from "node:assert/strict";
import { spawn, type ChildProcess } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { platform } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { ensureCloud, runningCloud, stopCloud } from "../../../local/cloud/ensure-cloud";
import { identityOf } from "../../../local/ground/process-identity.cjs";
import { projectFolders } from "../../../local/ground/state-folder";
import { claimedState } from "../claimed-state";
import { bundleOf } from "./cloud-process";

/** Answers as the local cloud does, and ends when it is asked to. */
const ANSWERING = `
  const { createServer } = require("node:http");
  createServer((request, response) => {
    response.end(JSON.stringify({ pid: process.pid, startedAt: "", databases: [], notices: [] }));
    if (request.url === "/stop") response.once("close", () => process.exit(0));
  }).listen(process.argv[1], () => console.log(process.pid));
`;

describe("the local cloud's process, as commands start and stop it", function () {
  this.timeout(60_000);
  const own = claimedState();

  /** Its parent never asks for it, as the first process of many a container does not. */
  async function uncollected(): Promise<{ parent: ChildProcess; pid: number }> {
    const socket = join(own.state.root, "cloud.sock");
    const line = `"$0" -e "$1" "$2" & exec sleep 60`;
    const parent = spawn("sh", ["-c", line, process.execPath, ANSWERING, socket], {
      stdio: ["ignore", "pipe", "inherit"],
    });
    const [pid] = (await once(createInterface(parent.stdout), "line")) as [string];
    writeFileSync(join(own.state.root, "cloud.json"), JSON.stringify({ socket, pid: Number(pid) }));
    return { parent, pid: Number(pid) };
  }

  it("has stopped when it has ended, also where nobody collects it", async () => {
    const { parent, pid } = await uncollected();
    try {
      const running = await runningCloud(own.state);
      assert.equal(running?.pid, pid);
      await stopCloud(running, 20_000);
      assert.doesNotThrow(() => process.kill(pid, 0), "it still has its number");
      assert.equal(identityOf(pid), undefined);
    } finally {
      parent.kill("SIGKILL");
    }
  });

  it("keeps no credentials, and nothing else it does not need, of whoever starts it", async function () {
    if (platform() !== "linux") this.skip();
    const dist = join(__dirname, "../../../dist", `under-test-${process.pid}-ensure`);
    mkdirSync(dist, { recursive: true });
    writeFileSync(join(dist, "cloud.js"), `require(${JSON.stringify(bundleOf("local/cloud/main.ts"))});`);
    const secrets = {
      AWS_SECRET_ACCESS_KEY: "a-secret-key",
      AWS_SESSION_TOKEN: "a-session-token",
      PULUMI_ACCESS_TOKEN: "a-pulumi-token",
      PULUMI_CONFIG_PASSPHRASE: "a-passphrase",
      SOME_PROGRAMS_PASSWORD: "a-password",
    };
    const before = { ...process.env };
    Object.assign(process.env, secrets);
    try {
      const cloud = await ensureCloud({ ...projectFolders("/nowhere"), dist }, own.state);
      const environment = readFileSync(`/proc/${cloud.pid}/environ`, "utf8").split("\0");
      await stopCloud(cloud);
      assert.ok(environment.includes(`PATH=${process.env.PATH ?? ""}`));
      for (const [name, value] of Object.entries(secrets)) {
        assert.ok(!environment.some((it) => it.startsWith(`${name}=`) || it.includes(value)), name);
      }
    } finally {
      for (const name of Object.keys(secrets)) {
        if (before[name] === undefined) Reflect.deleteProperty(process.env, name);
        else process.env[name] = before[name];
      }
      rmSync(dist, { recursive: true, force: true });
    }
  });
});
