import * as language from "@pulumi/pulumi/proto/language_pb";
import { PackageDependency } from "@pulumi/pulumi/proto/plugin_pb";
import { dependencyManifests } from "./program-dependencies";

/** The Pulumi packages a program depends on directly: those whose package.json says `pulumi: { resource: true }`. */
export function requiredPackages(request: language.GetRequiredPackagesRequest): language.GetRequiredPackagesResponse {
  const folder = request.getInfo()?.getProgramDirectory() ?? process.cwd();
  const response = new language.GetRequiredPackagesResponse();
  for (const manifest of dependencyManifests(folder)) {
    const declared = manifest.pulumi;
    if (declared?.resource !== true) continue;
    const dependency = new PackageDependency();
    dependency.setKind("resource");
    dependency.setName(declared.name ?? manifest.name.replace(/^@pulumi\//, ""));
    dependency.setVersion((declared.version ?? manifest.version).replace(/^v/, ""));
    dependency.setServer(declared.server ?? "");
    response.addPackages(dependency);
  }
  return response;
}
