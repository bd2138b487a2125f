import { join } from "node:path";
import { type Ended, Sandbox } from "../sandbox";
import type { InsecureSetting, Profile } from "./insecure-setting";

/** What is previewed: the real program with one insecure setting, or without any. */
export type Previewed = Partial<Pick<InsecureSetting, "title" | "mistake" | "profile">>;

/** As many as a small machine has processors. */
const AT_ONCE = 2;

const profiles: Readonly<Record<Profile, string>> = {
  strict: join(__dirname, "../../../policy/profiles/strict.json"),
  organisation: join(__dirname, "organisation.json"),
};

/** Previews of a producer nobody has deployed yet, two at a time, each in a sandbox that nothing else uses meanwhile. */
export class Previews {
  readonly #sandboxes = Array.from({ length: AT_ONCE }, () => new Sandbox({ program: join(__dirname, "program.ts") }));
  readonly #idle = [...this.#sandboxes];
  readonly #waiting: ((sandbox: Sandbox) => void)[] = [];
  readonly #begun = new Map<Previewed, Promise<Ended>>();

  /** How a preview ends; the same one is run once. */
  of(previewed: Previewed): Promise<Ended> {
    const begun = this.#begun.get(previewed);
    if (begun !== undefined) return begun;
    const ended = this.#run(previewed);
    // Begun ahead of its test, which is who hears of a failure.
    ended.catch(() => undefined);
    this.#begun.set(previewed, ended);
    return ended;
  }

  /** Waits for what still runs, and removes the sandboxes. */
  async remove(): Promise<void> {
    await Promise.allSettled(this.#begun.values());
    for (const sandbox of this.#sandboxes) await sandbox.remove();
  }

  async #run(previewed: Previewed): Promise<Ended> {
    const sandbox = this.#idle.pop() ?? (await new Promise<Sandbox>((free) => this.#waiting.push(free)));
    try {
      return await preview(sandbox, previewed);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(sandbox);
      else next(sandbox);
    }
  }
}

async function preview(sandbox: Sandbox, { title = "", mistake, profile }: Previewed): Promise<Ended> {
  const values = mistake !== undefined && "config" in mistake ? mistake.config : {};
  const restore = sandbox.configure("producer", (config) => Object.assign(config, values));
  const configuration = profile === undefined ? [] : ["--policy-pack-config", profiles[profile]];
  const args = ["preview", "-s", "producer", ...configuration];
  const ended = await sandbox.pulumi(args, "any", { INSECURE_SETTING: title });
  restore();
  return ended;
}
