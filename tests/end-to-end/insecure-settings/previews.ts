import { join } from "node:path";
import { type Ended, Sandbox } from "../sandbox";
import type { Group } from "./groups";
import type { Profile } from "./insecure-setting";

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
  readonly #begun = new Map<Group, Promise<Ended>>();

  /** How a preview ends; the same one is run once. */
  of(group: Group): Promise<Ended> {
    const begun = this.#begun.get(group);
    if (begun !== undefined) return begun;
    const ended = this.#run(group);
    // Begun ahead of its test, which is who hears of a failure.
    ended.catch(() => undefined);
    this.#begun.set(group, ended);
    return ended;
  }

  /** Waits for what still runs, and removes the sandboxes. */
  async remove(): Promise<void> {
    await Promise.allSettled(this.#begun.values());
    for (const sandbox of this.#sandboxes) await sandbox.remove();
  }

  async #run(group: Group): Promise<Ended> {
    const sandbox = this.#idle.pop() ?? (await new Promise<Sandbox>((free) => this.#waiting.push(free)));
    try {
      return await preview(sandbox, group);
    } finally {
      const next = this.#waiting.shift();
      if (next === undefined) this.#idle.push(sandbox);
      else next(sandbox);
    }
  }
}

async function preview(sandbox: Sandbox, { settings, profile }: Group): Promise<Ended> {
  const restore = sandbox.configure("producer", (config) => {
    for (const { mistake } of settings) if ("config" in mistake) Object.assign(config, mistake.config);
  });
  const configuration = profile === undefined ? [] : ["--policy-pack-config", profiles[profile]];
  const args = ["preview", "-s", "producer", ...configuration];
  const titles = JSON.stringify(settings.map(({ title }) => title));
  const ended = await sandbox.pulumi(args, "any", { INSECURE_SETTINGS: titles });
  restore();
  return ended;
}
