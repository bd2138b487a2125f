import { execFile, type ExecFileOptionsWithStringEncoding } from "node:child_process";

/** Runs a Pulumi command in the project; answers its standard output. */
export type Pulumi = (args: readonly string[]) => Promise<string>;

/** The command line of the local cloud. */
export const LOCAL = [process.execPath, "local/run.mjs"] as const;

const LARGEST_OUTPUT = 1024 ** 3;

/**
 * The Pulumi CLI on PATH, or the one the local cloud has. It is asked to read, never to write.
 * @param stop Ends a command that runs.
 * @throws Error with what the CLI said, once its process has ended.
 */
export function pulumiIn(project: string, env: NodeJS.ProcessEnv, local: boolean, stop?: AbortSignal): Pulumi {
  const command: readonly [string, ...string[]] = local ? [...LOCAL, "pulumi"] : ["pulumi"];
  return async (args) => {
    const given = [...args, "--non-interactive", "--color", "never"];
    const options = {
      cwd: project,
      env: { ...env, PULUMI_SKIP_UPDATE_CHECK: "true" },
      maxBuffer: LARGEST_OUTPUT,
      encoding: "utf8",
    } as const;
    try {
      return await outputOf(command, given, options, stop);
    } catch (error) {
      throw failed(args, error as ExecError);
    }
  };
}

/** Unlike with execFile's own `signal`, it has ended when this does: whatever it held may then be taken away. */
export function outputOf(
  [file, ...before]: readonly [string, ...string[]],
  args: readonly string[],
  options: ExecFileOptionsWithStringEncoding,
  stop?: AbortSignal,
): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = execFile(file, [...before, ...args], options, (error, stdout, stderr) => {
      stop?.removeEventListener("abort", end);
      if (error === null) resolve(stdout);
      else reject(Object.assign<Error, object>(error, { stdout, stderr }));
    });
    const end = (): void => void child.kill("SIGTERM");
    if (stop?.aborted === true) end();
    else stop?.addEventListener("abort", end);
  });
}

type ExecError = Error & { readonly code?: unknown; readonly stdout?: string; readonly stderr?: string };

function failed(args: readonly string[], { code, message, stdout = "", stderr = "" }: ExecError): Error {
  if (code === "ENOENT") {
    return new Error(
      "the Pulumi CLI is not on PATH: install it (https://www.pulumi.com/docs/install), or name files with --state",
    );
  }
  const said = [diagnosticsOf(stdout), stderr.trim()].filter((text) => text !== "").join("\n");
  return new Error(`pulumi ${args.join(" ")} failed: ${said === "" ? message : said}`);
}

/** With --json an error of the program stands among the diagnostics on standard output. */
function diagnosticsOf(stdout: string): string {
  try {
    const { diagnostics = [] } = JSON.parse(stdout) as { diagnostics?: { severity?: string; message?: string }[] };
    return diagnostics
      .filter(({ severity }) => severity === "error")
      .map(({ message = "" }) => message.trim())
      .join("\n");
  } catch {
    return "";
  }
}
