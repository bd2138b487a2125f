/**
 * What many databases take: preview and up of 1, 10, 100 and 200, each beside as many bare resources in the same engine,
 * on a local cloud without servers, and beside a pack whose rules look at nothing. `npx ts-node -T measure/bench/many.ts [SIZES] [ACCOUNTS]`, such as `200 50`.
 */
import { cpSync, mkdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { Sandbox } from "../../tests/end-to-end/sandbox";
import { seconds } from "./measurement";
import { peakMemory } from "./peak-memory";

/** How many resources a program registers. */
interface Counts {
  readonly components: number;
  readonly resources: number;
}

/** What a command took. */
interface Taken {
  readonly milliseconds: number;
  readonly bytes: number;
}

async function main(): Promise<void> {
  const sizes = (process.argv[2] ?? "1,10,100,200").split(",").map(Number);
  const accounts = Number(process.argv[3] ?? 1);
  for (const size of sizes) await measure(size, accounts);
}

async function measure(size: number, accounts: number): Promise<void> {
  const [plain, idle, judged, bare] = [new Sandbox(), new Sandbox(), new Sandbox(), new Sandbox()];
  try {
    for (const sandbox of [plain, idle, judged]) configure(sandbox, size, accounts);
    rmSync(join(plain.folder, "policy"));
    await useIdlePack(idle.folder);
    const counts = await countsOf(plain);
    makeBare(bare, counts);
    // In turn, so that what else the machine does counts for all.
    const inTurn = async (command: "preview" | "up") => {
      const all: Taken[] = [];
      for (const sandbox of [bare, plain, idle, judged]) all.push(await taken(sandbox, command));
      return all;
    };
    const [previews, ups] = [await inTurn("preview"), await inTurn("up")];
    const what = `${size} databases, ${accounts} accounts each, ${counts.components + counts.resources} resources`;
    process.stdout.write(`${what}\n${row("preview", previews)}${row("up", ups)}`);
  } finally {
    for (const sandbox of [plain, idle, judged, bare]) await sandbox.remove();
  }
}

function row(command: string, [bare, plain, idle, judged]: readonly Taken[]): string {
  const text = (name: string, one: Taken | undefined) => {
    if (one === undefined || bare === undefined) return "";
    const ratio = (one.milliseconds / bare.milliseconds).toFixed(2);
    const memory = `${Math.round(one.bytes / 2 ** 20)} MiB`;
    return `  ${command.padEnd(8)}${name.padEnd(22)}${seconds(one.milliseconds).padStart(10)}${memory.padStart(12)}  ${ratio}\n`;
  };
  return (
    text("bare resources", bare) +
    text("without the pack", plain) +
    text("with an idle pack", idle) +
    text("with the pack", judged)
  );
}

/** A pack of one rule for resources and one for stacks that look at nothing: what having any pack costs. */
async function useIdlePack(folder: string): Promise<void> {
  const { packOptions } = await import("../../policy/build.mjs");
  const pack = join(folder, "policy");
  rmSync(pack);
  const rule = { description: "Looks at nothing", enforcementLevel: "mandatory" };
  const contents = `
const { PolicyPack } = require("@pulumi/policy");
const rule = ${JSON.stringify(rule)};
new PolicyPack("idle", {
  policies: [
    { ...rule, name: "resource", validateResource: () => undefined },
    { ...rule, name: "stack", validateStack: () => undefined },
  ],
});`;
  await build({
    ...packOptions,
    stdin: { contents, resolveDir: packOptions.absWorkingDir ?? folder },
    outfile: join(pack, "dist", "index.js"),
  });
  writeFileSync(join(pack, "PulumiPolicy.yaml"), "runtime: nodejs\n");
  writeFileSync(join(pack, "package.json"), JSON.stringify({ name: "idle", version: "1.0.0", main: "dist/index.js" }));
}

function configure({ folder }: Sandbox, size: number, accounts: number): void {
  const sharedWith = Array.from({ length: accounts }, (_, index) => String(200_000_000_000 + index));
  const database = { engine: "postgres", engineVersion: "17", sharedWith };
  const config = {
    "aws:region": "eu-west-1",
    "aws:allowedAccountIds": ["111122223333"],
    "lattice-db:role": "producer",
    "lattice-db:vpcCidr": "10.0.0.0/16",
    "lattice-db:subnets": {
      database: { a: "10.0.0.0/22", b: "10.0.4.0/22" },
      gateway: { a: "10.0.8.0/26", b: "10.0.8.64/26" },
    },
    "lattice-db:databases": Object.fromEntries(Array.from({ length: size }, (_, index) => [`d${index}`, database])),
  };
  writeFileSync(join(folder, "Pulumi.producer.yaml"), JSON.stringify({ config }));
  withoutServers(folder);
}

function withoutServers(folder: string): void {
  const state = join(folder, ".lattice-db", "state");
  mkdirSync(state, { recursive: true, mode: 0o700 });
  writeFileSync(join(state, "settings.json"), JSON.stringify({ servers: false }));
}

/** As many components, and as many of one cheap resource of the same provider, as a producer has. */
function makeBare({ folder }: Sandbox, { components, resources }: Counts): void {
  const stacks = readlinkSync(join(folder, "stacks"));
  for (const name of ["aws", "stacks", "policy", "components", "package.json"]) rmSync(join(folder, name));
  mkdirSync(join(folder, "stacks"));
  for (const name of ["tsconfig.json", "transpiler.cjs"]) cpSync(join(stacks, name), join(folder, "stacks", name));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bare", main: "index.ts" }));
  const program = `
import { LogGroup } from "@pulumi/aws/cloudwatch";
import { ComponentResource } from "@pulumi/pulumi";
for (let index = 0; index < ${components}; index++) new ComponentResource("bench:index:Bare", "bare-" + index);
for (let index = 0; index < ${resources}; index++) new LogGroup("logs-" + index, { retentionInDays: 365 });
`;
  writeFileSync(join(folder, "index.ts"), program);
  withoutServers(folder);
}

async function countsOf(sandbox: Sandbox): Promise<Counts> {
  const { ended } = sandbox.start(["pulumi", "preview", "-s", "producer", "--json"], { env: ENVIRONMENT });
  const { code, output } = await ended;
  if (code !== 0) throw new Error(`the preview ended with ${code}:\n${output.slice(-3000)}`);
  const all = Number(/"create": (\d+)/.exec(output)?.[1]);
  const components = (output.match(/"op": "create",\n *"urn": "[^"]*lattice-db:index:\w+::[^"]*"/g) ?? []).length;
  return { components, resources: all - components };
}

const ENVIRONMENT = { LATTICE_DB_CHECKPOINTS: "end" };

async function taken(sandbox: Sandbox, command: "preview" | "up"): Promise<Taken> {
  const flags = command === "up" ? ["--yes", "--skip-preview"] : [];
  const started = performance.now();
  const { ended, pid } = sandbox.start(
    ["pulumi", command, "-s", "producer", "--non-interactive", "--suppress-outputs", ...flags],
    { env: ENVIRONMENT },
  );
  const bytes = await peakMemory(pid, ended);
  const { code, output } = await ended;
  if (code !== 0) throw new Error(`pulumi ${command} ended with ${code}:\n${output.slice(-3000)}`);
  return { milliseconds: performance.now() - started, bytes };
}

main().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
