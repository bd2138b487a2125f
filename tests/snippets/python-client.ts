import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Install } from "./client";
import { isThere, runCommand } from "./run-command";

const PACKAGES = ["psycopg[binary]==3.3.9", "PyMySQL==1.2.4", "boto3==1.44.8"];
const ENGINES = ["postgres", "mysql", "mariadb"];

/** The interpreter itself: a version manager's stand-in looks for its versions in HOME. */
export async function pythonPath(): Promise<string | undefined> {
  if (!(await isThere("python3", "-m", "pip", "--version"))) return undefined;
  return (await runCommand("python3", ["-c", "import sys; print(sys.executable)"])).trim();
}

export const installPython: Install = async (folder) => {
  const python = await pythonPath();
  if (python === undefined) return { snippet: "python", engines: ENGINES, missing: "python3 with pip" };
  const packages = join(folder, "packages");
  await runCommand(python, ["-m", "pip", "install", "--quiet", "--target", packages, ...PACKAGES]);
  return {
    snippet: "python",
    engines: ENGINES,
    what: PACKAGES.join(", "),
    folder,
    prepare: ({ snippets }, own) => {
      writeFileSync(join(own, "database.py"), snippets["python"] ?? "");
      return Promise.resolve({ command: [python, "database.py"], env: { PYTHONPATH: packages } });
    },
  };
};
