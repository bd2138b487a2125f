import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

/** A stack's name and where its state is. */
export interface StackFile {
  readonly name: string;
  readonly path: string;
}

/** The folder of a backend on this machine (`file://…`, `--local`'s own); undefined for any other. */
export function folderOf(url: string): string | undefined {
  if (!url.startsWith("file://")) return undefined;
  if (url.startsWith("file://~")) return join(process.env.HOME ?? "", url.slice("file://~".length));
  // As the CLI has it, `file://./states` is relative to where it runs.
  return url.startsWith("file:///") ? fileURLToPath(url) : url.slice("file://".length);
}

/** The stacks of a project in such a folder, as the Pulumi CLI lays them out: read directly, which takes it a second each. */
export function stacksIn(folder: string, project: string): readonly StackFile[] {
  const stacks = join(folder, ".pulumi", "stacks", project);
  if (!existsSync(stacks)) return [];
  const files = readdirSync(stacks).flatMap((file) => {
    const name = /^(.+?)\.json(?:\.gz)?$/.exec(file)?.[1];
    return name === undefined ? [] : [{ name, path: join(stacks, file) }];
  });
  return files.sort((one, other) => (one.name < other.name ? -1 : 1));
}
