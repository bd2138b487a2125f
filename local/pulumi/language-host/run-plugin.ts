import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { ServerWritableStream } from "@grpc/grpc-js";
import * as language from "@pulumi/pulumi/proto/language_pb";
import { startNode } from "./child";
import { resolveFrom } from "./resolve-from";
import { warmUp } from "./warm-program";

type Call = ServerWritableStream<language.RunPluginRequest, language.RunPluginResponse>;

/** Module of @pulumi/pulumi that runs a plugin written in TypeScript, by the plugin's kind. */
const RUNNERS: Readonly<Record<string, string>> = {
  analyzer: "@pulumi/pulumi/cmd/run-policy-pack",
  resource: "@pulumi/pulumi/cmd/run-plugin",
};

/** Runs a policy pack (kind `analyzer`) or a provider, streaming its output to the engine, which reads its port from there. */
export function runPlugin(call: Call): void {
  const request = call.request;
  const folder = request.getInfo()?.getProgramDirectory() ?? request.getPwd();
  const runner = RUNNERS[request.getKind()];
  const module = runner === undefined ? undefined : resolveFrom(folder, runner);
  if (module === undefined) {
    call.emit("error", {
      code: 5,
      details: `cannot run a plugin of kind "${request.getKind()}" in ${folder}: "npm ci" installs what it needs`,
    });
    return;
  }
  const environment = Object.fromEntries(request.getEnvList().map((line) => splitOnce(line)));
  const isPack = request.getKind() === "analyzer";
  const script = isPack && isJavaScript(folder) ? [join(__dirname, "javascript-pack.js"), module] : [module];
  const { flags, others } = withoutFlags(request.getArgsList());
  const child = startNode([...script, ...others, folder, ...flags], {
    cwd: request.getPwd(),
    env: { ...process.env, ...environment },
    stdio: ["ignore", "pipe", "pipe"],
  });
  if (isPack) warmUp(process.cwd());
  child.stdout?.on("data", (chunk: Buffer) =>
    call.write(
      response((message) => {
        message.setStdout(chunk);
      }),
    ),
  );
  child.stderr?.on("data", (chunk: Buffer) =>
    call.write(
      response((message) => {
        message.setStderr(chunk);
      }),
    ),
  );
  child.once("close", (code) => {
    call.write(
      response((message) => {
        message.setExitcode(code ?? 1);
      }),
    );
    call.end();
  });
  call.on("cancelled", () => child.kill("SIGTERM"));
}

/**
 * The engine puts its logging and tracing flags (--logflow, --tracing) in front of its address. The runners take the
 * word behind a flag for the flag's value, so the flags go last.
 */
function withoutFlags(args: readonly string[]): {
  readonly flags: readonly string[];
  readonly others: readonly string[];
} {
  const flag = args.map((each, index) => each.startsWith("-") || args[index - 1] === "--tracing");
  return { flags: args.filter((_, index) => flag[index]), others: args.filter((_, index) => !flag[index]) };
}

/** Whether a pack's `main` is a JavaScript file that is there. */
function isJavaScript(folder: string): boolean {
  const manifest = join(folder, "package.json");
  if (!existsSync(manifest)) return false;
  const { main = "" } = JSON.parse(readFileSync(manifest, "utf8")) as { readonly main?: string };
  return /\.c?js$/.test(main) && existsSync(join(folder, main));
}

function response(fill: (message: language.RunPluginResponse) => void): language.RunPluginResponse {
  const message = new language.RunPluginResponse();
  fill(message);
  return message;
}

function splitOnce(line: string): [string, string] {
  const at = line.indexOf("=");
  return at === -1 ? [line, ""] : [line.slice(0, at), line.slice(at + 1)];
}
