import { type ChildProcess, spawn } from "node:child_process";
import { join } from "node:path";
import { credentials } from "@grpc/grpc-js";
import { AnalyzerClient } from "@pulumi/pulumi/proto/analyzer_grpc_pb";
import {
  ConfigureAnalyzerRequest,
  EnforcementLevel,
  PolicyConfig,
  type AnalyzeResponse,
} from "@pulumi/pulumi/proto/analyzer_pb";
import { type JavaScriptValue, Struct } from "google-protobuf/google/protobuf/struct_pb";

export const packFolder = join(__dirname, "../../policy");

/** A policy pack in a process of its own, started as the engine's language host starts it. */
export interface PackProcess {
  readonly client: AnalyzerClient;
  /** From starting the process until it says its port. */
  readonly startMilliseconds: number;
  readonly process: ChildProcess;
  readonly stop: () => Promise<void>;
}

/**
 * @param folder The pack.
 * @param cwd Where the program stands: the engine starts packs there.
 */
export async function startPack(folder: string, cwd: string): Promise<PackProcess> {
  const started = performance.now();
  const runner = require.resolve("@pulumi/pulumi/cmd/run-policy-pack");
  const child = spawn(process.execPath, [runner, "127.0.0.1:1", folder], { cwd, stdio: ["ignore", "pipe", "pipe"] });
  const port = await firstLine(child);
  const startMilliseconds = performance.now() - started;
  const client = new AnalyzerClient(`127.0.0.1:${port}`, credentials.createInsecure());
  const stop = async () => {
    client.close();
    const gone = new Promise((resolve) => child.once("exit", resolve));
    child.kill();
    await gone;
  };
  return { client, startMilliseconds, process: child, stop };
}

function firstLine(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let errors = "";
    child.stderr?.on("data", (chunk: Buffer) => (errors += chunk.toString()));
    child.stdout?.once("data", (chunk: Buffer) => {
      resolve(chunk.toString().trim());
    });
    child.once("exit", (code) => {
      reject(new Error(`the pack ended with ${code ?? "a signal"}: ${errors}`));
    });
  });
}

/** One call to the pack, as a promise. */
export const ask = <Response>(
  call: (callback: (error: Error | null, response: Response) => void) => unknown,
): Promise<Response> =>
  new Promise((resolve, reject) => {
    call((error, response) => {
      if (error) reject(error);
      else resolve(response);
    });
  });

export type Configuration = Readonly<
  Record<string, { readonly level: keyof typeof EnforcementLevel; readonly props?: object }>
>;

export async function configure(client: AnalyzerClient, configuration: Configuration): Promise<void> {
  const request = new ConfigureAnalyzerRequest();
  for (const [policy, { level, props = {} }] of Object.entries(configuration)) {
    const config = new PolicyConfig();
    config.setEnforcementlevel(EnforcementLevel[level]);
    config.setProperties(Struct.fromJavaScript(props as Record<string, JavaScriptValue>));
    request.getPolicyconfigMap().set(policy, config);
  }
  await ask((callback) => client.configure(request, callback));
}

const levels: Readonly<Record<number, string>> = Object.fromEntries(
  Object.entries(EnforcementLevel).map(([name, value]) => [value, name]),
);

/** The line behind the rule's own sentence; the totals have one line alone. */
const first = (message: string): string => message.split("\n")[1] ?? message;

/** `LEVEL rule: first line of what was found`, in order. */
export const verdicts = (response: AnalyzeResponse): string[] =>
  response.getDiagnosticsList().map((diagnostic) => {
    const level = levels[diagnostic.getEnforcementlevel()] ?? "?";
    return `${level} ${diagnostic.getPolicyname()}: ${first(diagnostic.getMessage())}`;
  });
