import * as language from "@pulumi/pulumi/proto/language_pb";
import { EXIT_ALREADY_REPORTED } from "./child";
import { programProcess, runnerOf, type RunOrder } from "./warm-program";

/** Runs the program by `@pulumi/pulumi/cmd/run` of its own node_modules; answers when it has ended. */
export async function runProgram(request: language.RunRequest, engineAddress: string): Promise<language.RunResponse> {
  const response = new language.RunResponse();
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const runner = runnerOf(folder);
  if (runner === undefined) {
    response.setError(`It looks like the Pulumi SDK has not been installed: run "npm ci" in ${folder}`);
    return response;
  }
  const args = runArguments(request, engineAddress);
  const code = await exitCode({ runner, args, cwd: request.getPwd(), environment: runEnvironment(request) });
  if (code === EXIT_ALREADY_REPORTED) response.setBail(true);
  else if (code !== 0) response.setError(`Program exited with non-zero exit code: ${String(code)}`);
  return response;
}

function runArguments(request: language.RunRequest, engineAddress: string): string[] {
  const info = request.getInfo();
  const flags: Record<string, string> = {
    monitor: request.getMonitorAddress(),
    engine: engineAddress,
    organization: request.getOrganization(),
    project: request.getProject(),
    stack: request.getStack(),
    pwd: request.getPwd(),
    "root-directory": info?.getRootDirectory() ?? "",
    parallel: String(request.getParallel()),
  };
  const given = Object.entries(flags).flatMap(([name, value]) => (value === "" ? [] : [`--${name}`, value]));
  const dryRun = request.getDryrun() ? ["--dry-run"] : [];
  const program = info?.getEntryPoint() ?? request.getProgram();
  return [...given, ...dryRun, program === "" ? "." : program, ...request.getArgsList()];
}

function runEnvironment(request: language.RunRequest): NodeJS.ProcessEnv {
  const options = request.getInfo()?.getOptions()?.toJavaScript() ?? {};
  const config = Object.fromEntries(request.getConfigMap().getEntryList());
  return {
    ...process.env,
    PULUMI_CONFIG: JSON.stringify(config),
    PULUMI_CONFIG_SECRET_KEYS: JSON.stringify(request.getConfigsecretkeysList()),
    PULUMI_NODEJS_TYPESCRIPT: options.typescript === false ? "false" : "true",
  };
}

function exitCode(order: RunOrder): Promise<number> {
  return new Promise((resolve, reject) => {
    const child = programProcess(order);
    child.once("error", reject);
    child.once("exit", (code, signal) => {
      resolve(signal === null ? (code ?? 1) : 1);
    });
  });
}
