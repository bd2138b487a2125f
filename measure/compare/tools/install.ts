import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { run } from "./run";

/** Versions compared. */
export const versions = { checkov: "3.3.30", "cdk-nag": "3.0.2", "aws-cdk-lib": "2.276.0", constructs: "10.8.1" };

/** Where the tools are installed; git, the linter and the compiler look into no folder of that name. */
export const toolsFolder = join(__dirname, "..", "..", "..", "node_modules", "compared-tools");

/** The Python checkov is installed in. */
export const python = join(toolsFolder, "venv", "bin", "python");

/** Installs what is not there yet in the versions above, by pip and npm. */
export function install(log: (line: string) => void): void {
  mkdirSync(toolsFolder, { recursive: true });
  if (!existsSync(python)) run("python3", ["-m", "venv", join(toolsFolder, "venv")]);
  if (installedCheckov() !== versions.checkov) {
    log(`installing checkov ${versions.checkov}`);
    run(python, ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", `checkov==${versions.checkov}`]);
  }
  const packages = Object.entries(versions).filter(([name]) => name !== "checkov");
  if (packages.some(([name, version]) => installedPackage(name) !== version)) {
    log(`installing cdk-nag ${versions["cdk-nag"]}`);
    writeFileSync(join(toolsFolder, "package.json"), '{ "private": true }\n');
    const exact = packages.map(([name, version]) => `${name}@${version}`);
    run("npm", ["install", "--no-audit", "--no-fund", "--save-exact", ...exact], { cwd: toolsFolder });
  }
}

function installedCheckov(): string | undefined {
  const script =
    "import importlib.metadata as m\ntry: print(m.version('checkov'))\nexcept m.PackageNotFoundError: pass";
  return run(python, ["-c", script]).stdout.trim();
}

function installedPackage(name: string): string | undefined {
  const file = join(toolsFolder, "node_modules", name, "package.json");
  return existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version : undefined;
}
