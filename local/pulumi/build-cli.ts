import { spawn } from "node:child_process";
import { copyFile, mkdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import semver from "semver";
import { OLDEST_GO_VERSION, PULUMI_VERSION, reason } from "./pulumi-version";

const PACKAGE = "github.com/pulumi/pulumi/pkg/v3/cmd/pulumi";
const VERSION_VARIABLE = "github.com/pulumi/pulumi/sdk/v3/go/common/version.Version";
/** With `-v`, go names each package as it compiles it, alone on a line. */
const COMPILED = /^[\w.~-]+(?:\/[\w.~-]+)*$/;

/** Of some 1,700 packages. */
const SAID_EVERY = 50;

/**
 * Builds the CLI from its Go modules, as pinned by go/go.mod and go/go.sum beside this file.
 * `cliFolder/VERSION/bin/pulumi` appears only when the build has succeeded.
 * @throws Error with the reason in one line: no Go, Go too old, modules not reachable, build failed.
 */
export async function buildCli(cliFolder: string, modules: string, progress: (line: string) => void): Promise<string> {
  const found = await goVersion();
  if (semver.lt(found, OLDEST_GO_VERSION))
    throw new Error(`Go ${found} is too old: Go ${OLDEST_GO_VERSION} or newer is needed`);
  const root = join(cliFolder, PULUMI_VERSION);
  const partial = `${root}.partial-${String(process.pid)}`;
  try {
    await mkdir(join(partial, "bin"), { recursive: true });
    for (const name of ["go.mod", "go.sum"]) await copyFile(join(modules, name), join(partial, name));
    const flags = `-s -w -X ${VERSION_VARIABLE}=v${PULUMI_VERSION}`;
    await go(
      ["build", "-v", "-mod=readonly", "-trimpath", "-ldflags", flags, "-o", "bin/pulumi", PACKAGE],
      partial,
      progress,
    );
    await rm(root, { recursive: true, force: true });
    await rename(partial, root);
    return join(root, "bin", "pulumi");
  } finally {
    await rm(partial, { recursive: true, force: true });
  }
}

async function goVersion(): Promise<string> {
  try {
    const { stdout } = await promisify(execFile)("go", ["env", "GOVERSION"]);
    return semver.coerce(stdout.replace(/^go/, ""))?.version ?? "0.0.0";
  } catch (error) {
    const missing = error instanceof Error && "code" in error && error.code === "ENOENT";
    throw new Error(missing ? "Go is not installed" : `Go does not run (${reason(error)})`);
  }
}

function go(args: readonly string[], cwd: string, progress: (line: string) => void): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn("go", args, {
      cwd,
      env: { ...process.env, CGO_ENABLED: "0", GOWORK: "off", GOFLAGS: "" },
      stdio: ["ignore", "pipe", "pipe"],
    });
    const lines: string[] = [];
    let compiled = 0;
    const keep = (chunk: Buffer): void => {
      for (const line of chunk
        .toString("utf8")
        .split("\n")
        .filter((text) => text.trim() !== "")) {
        if (line.startsWith("go: downloading")) progress(line.replace(/^go: /, ""));
        else if (!COMPILED.test(line)) lines.push(line);
        else if (++compiled % SAID_EVERY === 0)
          progress(`compiling the Pulumi CLI, ${String(compiled)} packages done: ${line}`);
      }
    };
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    child.once("error", reject);
    child.once("close", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`go build failed: ${lines.slice(-3).join(" / ")}`));
    });
  });
}
