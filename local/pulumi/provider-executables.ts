import { existsSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { writeOwn } from "../ground/own-file";
import type { ProjectFolders, StateFolder } from "../ground/state-folder";

/** The providers the local cloud stands in for. */
const PROVIDERS = ["aws", "aws-native", "random"] as const;

/**
 * Puts the local cloud's providers where the engine finds plugins of a PULUMI_HOME, with the versions package.json pins.
 * They are in the local cloud's own PULUMI_HOME only, so a deployment to AWS cannot pick one up.
 */
export function installProviders(folders: ProjectFolders, state: StateFolder): void {
  for (const name of PROVIDERS) {
    const folder = join(state.pulumiHome, "plugins", `resource-${name}-v${packageVersion(folders.project, name)}`);
    const path = join(folder, `pulumi-resource-${name}`);
    const script = `#!/bin/sh\nexec "${process.execPath}" "${join(folders.dist, "provider.js")}" ${name} "$@"\n`;
    if (existsSync(path) && readFileSync(path, "utf8") === script) continue;
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    writeOwn(path, script, 0o700);
  }
}

function packageVersion(project: string, name: string): string {
  const manifest = JSON.parse(readFileSync(join(project, "node_modules", "@pulumi", name, "package.json"), "utf8")) as {
    version: string;
  };
  return manifest.version;
}
