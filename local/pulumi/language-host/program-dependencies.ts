import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import * as language from "@pulumi/pulumi/proto/language_pb";

/** What this host reads of a package.json. */
export interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly pulumi?: {
    readonly resource?: boolean;
    readonly name?: string;
    readonly version?: string;
    readonly server?: string;
  };
}

/** Answers `pulumi about`: the program's direct dependencies as they are installed. */
export function programDependencies(
  request: language.GetProgramDependenciesRequest,
): language.GetProgramDependenciesResponse {
  const response = new language.GetProgramDependenciesResponse();
  for (const manifest of dependencyManifests(request.getInfo()?.getProgramDirectory() ?? process.cwd())) {
    const dependency = new language.DependencyInfo();
    dependency.setName(manifest.name);
    dependency.setVersion(manifest.version);
    response.addDependencies(dependency);
  }
  return response;
}

/** The manifests of the direct dependencies of the package that holds `folder`; one that is not installed is left out. */
export function dependencyManifests(folder: string): Manifest[] {
  const root = packageRoot(folder);
  if (root === undefined) return [];
  const names = Object.keys(readManifest(join(root, "package.json")).dependencies ?? {});
  return names.flatMap((name) => {
    const path = join(root, "node_modules", name, "package.json");
    return existsSync(path) ? [readManifest(path)] : [];
  });
}

function packageRoot(folder: string): string | undefined {
  if (existsSync(join(folder, "package.json"))) return folder;
  const parent = dirname(folder);
  return parent === folder ? undefined : packageRoot(parent);
}

function readManifest(path: string): Manifest {
  return JSON.parse(readFileSync(path, "utf8")) as Manifest;
}
