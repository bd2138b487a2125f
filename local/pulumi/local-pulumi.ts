import { spawn, type StdioOptions } from "node:child_process";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { ProjectFolders, StateFolder } from "../ground/state-folder";
import { pulumiArguments, stackArgument } from "./arguments";
import { localEnvironment } from "./environment";
import type { Cli } from "./find-cli";
import { installProviders } from "./provider-executables";
import { checkStates, hasStack } from "./stacks";
import { removeStaleLocks } from "./stale-locks";
import { Workspace } from "./workspace";

const LOOK_AGAIN_MS = 100;
const MOST_LOOKS = 30;

/** How a command of the Pulumi CLI ended. */
export interface Outcome {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The Pulumi CLI, pointed at the local cloud. */
export class LocalPulumi {
  readonly #workspace: Workspace;

  constructor(
    readonly cli: Cli,
    readonly folders: ProjectFolders,
    readonly state: StateFolder,
    /** The unix socket of the running local cloud. */
    readonly socket: string,
  ) {
    this.#workspace = new Workspace(folders, state);
    installProviders(folders, state);
  }

  /** Runs a command with the caller's terminal; answers its exit code. */
  async pass(args: readonly string[], cwd = process.cwd()): Promise<number> {
    return (await this.#inWorkspace(args, cwd, "inherit")).code;
  }

  /** Runs a command and keeps what it prints; `input` is its standard input. */
  async capture(args: readonly string[], onLine?: (line: string) => void): Promise<Outcome> {
    return this.#inWorkspace(args, this.folders.project, ["ignore", "pipe", "pipe"], onLine);
  }

  /** True where the stack exists in the local backend. */
  hasStack(stack: string): boolean {
    return hasStack(this.state.backend, stack);
  }

  async #inWorkspace(
    args: readonly string[],
    cwd: string,
    stdio: StdioOptions,
    onLine?: (line: string) => void,
  ): Promise<Outcome> {
    // Bounded: a file's time may lie in the future.
    for (let looks = 0; looks < MOST_LOOKS && removeStaleLocks(this.state.backend); looks++) await sleep(LOOK_AGAIN_MS);
    this.#workspace.bringIn();
    const stack = stackArgument(args);
    checkStates(this.state.backend, stack);
    if (stack !== undefined && this.#isDeclared(stack) && !this.hasStack(stack) && !args.includes("init")) {
      const made = await this.#start(["stack", "init", stack, "--no-select"], ["ignore", "pipe", "pipe"]);
      if (made.code !== 0) return made;
      this.#workspace.bringIn();
    }
    const policyPack = join(this.folders.project, "policy");
    const context = { cwd, ...(existsSync(policyPack) && { policyPack }) };
    const outcome = await this.#start(pulumiArguments(args, context), stdio, onLine);
    this.#workspace.takeBack();
    return outcome;
  }

  #isDeclared(stack: string): boolean {
    return existsSync(join(this.folders.project, `Pulumi.${stack}.yaml`));
  }

  #start(
    args: readonly string[],
    stdio: StdioOptions,
    onLine: (line: string) => void = () => undefined,
  ): Promise<Outcome> {
    return new Promise((resolve, reject) => {
      const child = spawn(this.cli.path, args, {
        cwd: this.state.workspace,
        env: localEnvironment(this.state, this.socket),
        stdio,
      });
      const stdout = collect(child.stdout, onLine);
      const stderr = collect(child.stderr, onLine);
      // Ctrl-C reaches the CLI as well, which then ends in its own good order; this process waits for it.
      const wait = (): void => undefined;
      process.on("SIGINT", wait);
      const terminate = (): void => void child.kill("SIGTERM");
      process.on("SIGTERM", terminate);
      child.once("error", reject);
      child.once("close", (code, signal) => {
        process.off("SIGINT", wait);
        process.off("SIGTERM", terminate);
        resolve({ code: code ?? (signal === "SIGINT" ? 130 : 1), stdout: stdout(), stderr: stderr() });
      });
    });
  }
}

function collect(stream: NodeJS.ReadableStream | null, onLine: (line: string) => void): () => string {
  const chunks: Buffer[] = [];
  let rest = "";
  stream?.on("data", (chunk: Buffer) => {
    chunks.push(chunk);
    const lines = (rest + chunk.toString("utf8")).split("\n");
    rest = lines.pop() ?? "";
    lines.forEach(onLine);
  });
  return () => Buffer.concat(chunks).toString("utf8");
}
