import { cpSync, mkdirSync, readlinkSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Sandbox } from "../../tests/end-to-end/sandbox";
import { type Measurement, seconds, timed, timedInTurn } from "./measurement";

/** One resource, no provider: what the engine and the SDK take before a program does anything. */
const BARE = `
import { ComponentResource } from "@pulumi/pulumi";
new ComponentResource("bench:index:One", "one");
`;

/** Previews with the real engine: a bare one, the producer's with the policy pack, and a second `npm start`. */
export async function measurePreviews(): Promise<Measurement[]> {
  const sandbox = new Sandbox();
  const bare = new Sandbox();
  try {
    makeBare(bare.folder);
    const start = () => timed(() => succeed(sandbox.local(["start"])));
    const preview = (of: Sandbox) => () =>
      succeed(of.local(["pulumi", "preview", "-s", "producer", "--non-interactive"]));
    await preview(bare)();
    const [first, second] = [await start(), await start()];
    const [producer, one] = await timedInTurn(9, preview(sandbox), preview(bare));
    return [
      { name: "first start, CLI and packages there", value: seconds(first) },
      { name: "second start", value: seconds(second) },
      { name: "preview of the producer with the policy pack", value: seconds(producer) },
      { name: "preview of one resource, no provider, no pack", value: seconds(one) },
      { name: "the former by the latter", value: (producer / one).toFixed(2) },
    ];
  } finally {
    await sandbox.remove();
    await bare.remove();
  }
}

/** Leaves nothing of the project in the sandbox but the engine and what it needs. */
function makeBare(folder: string): void {
  const stacks = readlinkSync(join(folder, "stacks"));
  for (const name of ["aws", "stacks", "policy", "components", "package.json"]) rmSync(join(folder, name));
  mkdirSync(join(folder, "stacks"));
  for (const name of ["tsconfig.json", "transpiler.cjs"]) cpSync(join(stacks, name), join(folder, "stacks", name));
  writeFileSync(join(folder, "package.json"), JSON.stringify({ name: "bare", main: "index.ts" }));
  writeFileSync(join(folder, "index.ts"), BARE);
}

async function succeed(run: Promise<{ code: number; output: string }>): Promise<void> {
  const { code, output } = await run;
  if (code !== 0) throw new Error(`ended with ${String(code)}:\n${output}`);
}
