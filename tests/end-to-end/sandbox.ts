import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  writeFileSync,
} from "node:fs";
import { spawn } from "node:child_process";
import { tmpdir } from "node:os";
import { join, resolve } from "node:path";
import { parse, stringify } from "yaml";
import { runningCloud, stopCloud } from "../../local/cloud/ensure-cloud";
import { stateFolder, type StateFolder } from "../../local/ground/state-folder";
import { rooms } from "../../rooms/table";

const project = resolve(__dirname, "../..");
const programs = ["stacks", "policy", "reach"];
/** What a deployment reads of the project; stack files are copied, so that a test may change them. */
const LINKED = [
  ...new Set(programs.flatMap((room) => [room, ...(rooms[room] ?? [])])),
  "dist",
  "node_modules",
  "package.json",
  "package-lock.json",
  "tsconfig.json",
];

/** What a sandbox has of its own. */
export interface SandboxOptions {
  /** A file that stands in for stacks/index.ts; the rest of stacks/ is the project's. */
  readonly program?: string;
}

/** How a command ended. */
export interface Ended {
  readonly code: number;
  /** Standard output and standard error in the order they came. */
  readonly output: string;
}

/** A project folder and a local cloud of their own, so that a test runs beside everything else on the machine. */
export class Sandbox {
  readonly folder = mkdtempSync(join(tmpdir(), "lattice-db-e2e-"));
  readonly state: StateFolder;

  constructor({ program }: SandboxOptions = {}) {
    for (const name of LINKED) symlinkSync(join(project, name), join(this.folder, name));
    this.#linkLocal();
    if (program !== undefined) this.#replaceProgram(program);
    for (const name of readdirSync(project).filter((file) => /^Pulumi.*\.yaml$/.test(file))) {
      cpSync(join(project, name), join(this.folder, name));
    }
    mkdirSync(join(this.folder, ".lattice-db"), { mode: 0o700 });
    symlinkSync(join(project, ".lattice-db", "pulumi"), join(this.folder, ".lattice-db", "pulumi"));
    this.state = stateFolder(this.folder, {});
  }

  /** Its command line is started as in the project, by whoever knows no other way, but works on the sandbox. */
  #linkLocal(): void {
    const local = join(this.folder, "local");
    mkdirSync(local);
    for (const name of readdirSync(join(project, "local")).filter((it) => it !== "run.mjs")) {
      symlinkSync(join(project, "local", name), join(local, name));
    }
    const start = `import { createRequire } from "node:module";\nconst args = process.argv.slice(2);\n`;
    writeFileSync(join(local, "run.mjs"), start + this.#main("createRequire(import.meta.url)", "args"));
  }

  /** JavaScript that runs the local command line on the sandbox, in either kind of module. */
  #main(load: string, args: string): string {
    const [bundle, folder] = [join(project, "dist", "main.js"), this.folder].map((it) => JSON.stringify(it));
    const failed = `(error) => { console.error("error: " + error.message); process.exitCode = 1; }`;
    return `${load}(${bundle ?? ""}).main(${args}, ${folder ?? ""}).then((code) => { process.exitCode = code; }, ${failed})`;
  }

  #replaceProgram(program: string): void {
    const stacks = join(this.folder, "stacks");
    unlinkSync(stacks);
    mkdirSync(stacks);
    for (const name of readdirSync(join(project, "stacks"))) {
      symlinkSync(name === "index.ts" ? program : join(project, "stacks", name), join(stacks, name));
    }
  }

  /** The local command line, as `npm run local -- ARGS` runs it. */
  local(args: readonly string[], options: { env?: NodeJS.ProcessEnv; input?: string } = {}): Promise<Ended> {
    return this.start(args, options).ended;
  }

  /** Starts the local command line; `kill` ends it and whatever it has started, at once. */
  start(
    args: readonly string[],
    options: { env?: NodeJS.ProcessEnv; input?: string } = {},
  ): { ended: Promise<Ended>; pid: number; output: () => string } {
    const main = this.#main("require", JSON.stringify(args));
    const child = spawn(process.execPath, ["-e", main], {
      cwd: this.folder,
      env: { ...process.env, ...options.env },
      stdio: ["pipe", "pipe", "pipe"],
      detached: true,
    });
    child.stdin.end(options.input ?? "");
    let output = "";
    const keep = (chunk: Buffer): void => void (output += chunk.toString("utf8"));
    child.stdout.on("data", keep);
    child.stderr.on("data", keep);
    const ended = new Promise<Ended>((done, fail) => {
      child.once("error", fail);
      child.once("close", (code, signal) => {
        done({ code: code ?? (signal === null ? 1 : 128), output });
      });
    });
    return { ended, pid: child.pid ?? 0, output: () => output };
  }

  /** A Pulumi command without colours and questions. @throws Error with its output when it does not end with `code`. */
  async pulumi(args: readonly string[], code: number | "any" = 0, env: NodeJS.ProcessEnv = {}): Promise<Ended> {
    const ended = await this.local(["pulumi", ...args, "--non-interactive", "--color", "never"], { env });
    if (code !== "any" && ended.code !== code)
      throw new Error(`pulumi ${args.join(" ")} ended with ${String(ended.code)}:\n${ended.output}`);
    return ended;
  }

  up(stack: string): Promise<Ended> {
    return this.pulumi(["up", "--yes", "--skip-preview", "-s", stack]);
  }

  async outputs(stack: string): Promise<any> {
    const { output } = await this.pulumi(["stack", "output", "--json", "-s", stack]);
    return JSON.parse(output.slice(output.indexOf("{")));
  }

  /** Changes a stack file; `change` gets its `config`. Answers a function that takes the change back. */
  configure(stack: string, change: (config: any) => void): () => void {
    const path = join(this.folder, `Pulumi.${stack}.yaml`);
    const before = readFileSync(path, "utf8");
    const file = parse(before);
    change(file.config);
    writeFileSync(path, stringify(file));
    return () => {
      writeFileSync(path, before);
    };
  }

  /** Stops the local cloud and removes everything. */
  async remove(): Promise<void> {
    const cloud = existsSync(this.state.root) ? await runningCloud(this.state) : undefined;
    if (cloud !== undefined) await stopCloud(cloud);
    rmSync(this.folder, { recursive: true, force: true });
  }
}
