import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createInterface } from "node:readline";
import * as grpc from "@grpc/grpc-js";
import { LanguageRuntimeClient } from "@pulumi/pulumi/proto/language_grpc_pb";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { bundleOf } from "../cloud/cloud-process";

/** Stands where Pulumi's own runner does, and writes down how it was called. */
const RUNNER = `
const { argv, env } = process;
require("fs").writeFileSync("called.json", JSON.stringify({ args: argv.slice(2), cwd: process.cwd(), config: env.PULUMI_CONFIG }));
if (argv.includes("fails")) process.exit(3);
`;

/** Stands where Pulumi's own runner of policy packs in TypeScript does. */
const TYPESCRIPT_RUNNER = `
const args = process.argv.slice(2);
console.log(args.some((each) => each.endsWith("logged-pack")) ? JSON.stringify(args) : "with TypeScript");
`;

/** Stands where Pulumi's own runner of policy packs does. */
const PACK_RUNNER = `
exports.run = async ({ argv, typeScript, reportLoggedError }) => {
  console.log(JSON.stringify({ folder: argv._, typeScript, args: process.argv.slice(2) }));
  reportLoggedError(new Error("told"));
};
`;

describe("the language host", function () {
  this.timeout(20_000);
  let folder: string;
  let host: ChildProcess;
  let client: LanguageRuntimeClient;
  before(async () => {
    folder = realpathSync(mkdtempSync(join(tmpdir(), "language-host-")));
    write("node_modules/@pulumi/pulumi/package.json", JSON.stringify({ dependencies: { "not-installed": "1" } }));
    write("node_modules/@pulumi/pulumi/cmd/run/index.js", RUNNER);
    write("node_modules/@pulumi/pulumi/cmd/run-policy-pack/index.js", TYPESCRIPT_RUNNER);
    write("logged-pack/package.json", JSON.stringify({ main: "index.ts" }));
    write("node_modules/@pulumi/pulumi/cmd/run-policy-pack/run.js", PACK_RUNNER);
    write("typescript-pack/package.json", JSON.stringify({ main: "index.ts" }));
    write("javascript-pack/package.json", JSON.stringify({ main: "index.js" }));
    write("javascript-pack/index.js", "");
    host = spawn(process.execPath, [bundleOf("local/pulumi/language-host/main.ts"), "engine:1"], {
      cwd: folder,
      stdio: ["ignore", "pipe", "inherit"],
    });
    const port = await new Promise<string>((found) => {
      if (host.stdout !== null) createInterface(host.stdout).once("line", found);
    });
    client = new LanguageRuntimeClient(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  });
  after(() => {
    client.close();
    host.kill("SIGTERM");
    rmSync(folder, { recursive: true });
  });

  function write(path: string, text: string): void {
    mkdirSync(join(folder, path, ".."), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  function run(program: string): Promise<{ error: string; called: unknown }> {
    const request = new language.RunRequest();
    request.setPwd(folder);
    request.setStack("producer");
    request.setProject("lattice-db");
    request.setDryrun(true);
    request.setParallel(8);
    request.getConfigMap().set("lattice-db:role", "producer");
    const info = new language.ProgramInfo();
    info.setProgramDirectory(folder);
    info.setEntryPoint(program);
    request.setInfo(info);
    return new Promise((done, fail) => {
      client.run(request, (error, response) => {
        if (error !== null) fail(error);
        else
          done({ error: response.getError(), called: JSON.parse(readFileSync(join(folder, "called.json"), "utf8")) });
      });
    });
  }
  function startPack(
    name: string,
    flags: readonly string[] = [],
  ): Promise<{ output: string; code: number | undefined }> {
    const request = new language.RunPluginRequest();
    request.setKind("analyzer");
    request.setPwd(folder);
    request.setArgsList([...flags, "engine:1"]);
    const info = new language.ProgramInfo();
    info.setProgramDirectory(join(folder, name));
    request.setInfo(info);
    let output = "";
    let code: number | undefined;
    return new Promise((done, fail) => {
      const call = client.runPlugin(request);
      call.on("data", (response: language.RunPluginResponse) => {
        if (response.hasStdout()) output += Buffer.from(response.getStdout_asU8()).toString("utf8");
        if (response.hasExitcode()) code = response.getExitcode();
      });
      call.on("error", fail);
      call.on("end", () => {
        done({ output, code });
      });
    });
  }
  const called = (program: string) => ({
    args: [
      "--engine",
      "engine:1",
      "--project",
      "lattice-db",
      "--stack",
      "producer",
      "--pwd",
      folder,
      "--parallel",
      "8",
      "--dry-run",
      program,
    ],
    cwd: folder,
    config: JSON.stringify({ "lattice-db:role": "producer" }),
  });

  it("runs a program by the runner of its own SDK, in its folder, with its configuration", async () => {
    assert.deepEqual(await run("index.ts"), { error: "", called: called("index.ts") });
  });

  it("says how a program ended that failed", async () => {
    assert.equal((await run("fails")).error, "Program exited with non-zero exit code: 3");
  });

  it("runs a program the same way in the process it warmed up while a policy pack started", async () => {
    await startPack("typescript-pack");
    assert.deepEqual(await run("index.ts"), { error: "", called: called("index.ts") });
  });

  it("runs a policy pack by the runner of the SDK", async () => {
    assert.deepEqual(await startPack("typescript-pack"), { output: "with TypeScript\n", code: 0 });
  });

  it("does not load TypeScript for a policy pack in JavaScript, and says how it failed", async () => {
    const pack = join(folder, "javascript-pack");
    const { output, code } = await startPack("javascript-pack");
    assert.deepEqual(JSON.parse(output), { folder: [pack], typeScript: false, args: ["engine:1", pack] });
    assert.equal(code, 32);
  });

  it("hands the engine's logging and tracing flags over behind what a pack's runner looks for", async () => {
    for (const flags of [["-v=3"], ["--logtostderr"], ["--logtostderr", "-v=5"], ["--tracing", "tcp://127.0.0.1:1"]]) {
      const pack = join(folder, "javascript-pack");
      const { output } = await startPack("javascript-pack", flags);
      assert.deepEqual(JSON.parse(output), { folder: [pack], typeScript: false, args: ["engine:1", pack] });
      const arguments_ = (await startPack("logged-pack", flags)).output;
      assert.deepEqual(JSON.parse(arguments_), ["engine:1", join(folder, "logged-pack"), ...flags]);
    }
  });
});
