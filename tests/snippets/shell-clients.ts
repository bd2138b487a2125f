import { existsSync, readdirSync, writeFileSync } from "node:fs";
import { delimiter, join } from "node:path";
import type { Install } from "./client";
import { pythonPath } from "./python-client";
import { runCommand } from "./run-command";

const AWS_CLI = "awscli==1.45.11";
const VERSION = "SELECT current_user, version()";

/** Where Debian keeps PostgreSQL's programs, besides PATH. */
const POSTGRES = "/usr/lib/postgresql";

/** psql, mysql or mariadb where the machine has it, with the AWS CLI that pip installs. */
const shell =
  (snippet: string, command: string, engine: string, query: readonly string[]): Install =>
  async (folder) => {
    const engines = [engine];
    const [path, python] = [pathOf(command), await pythonPath()];
    if (path === undefined) return { snippet, engines, missing: command };
    if (python === undefined) return { snippet, engines, missing: "python3 with pip, for the AWS CLI" };
    const packages = join(folder, "packages");
    await runCommand(python, ["-m", "pip", "install", "--quiet", "--target", packages, AWS_CLI]);
    const said = (await runCommand(join(path, command), ["--version"])).trim();
    return {
      snippet,
      engines,
      what: `${said}, ${AWS_CLI}`,
      folder,
      prepare: ({ snippets }, own) => {
        writeFileSync(join(own, "database.sh"), snippets[snippet] ?? "");
        const env = {
          PATH: [join(packages, "bin"), path, process.env["PATH"]].join(delimiter),
          PYTHONPATH: packages,
        };
        return Promise.resolve({ command: ["sh", "database.sh", ...query], env });
      },
    };
  };

export const installPsql = shell("psql", "psql", "postgres", ["--no-psqlrc", "--command", VERSION]);
export const installMysql = shell("mysql", "mysql", "mysql", ["--execute", "SELECT current_user(), version()"]);
export const installMariadb = shell("mysql", "mariadb", "mariadb", ["--execute", "SELECT current_user(), version()"]);

/** The folder that has a command. */
function pathOf(command: string): string | undefined {
  const versions = existsSync(POSTGRES) ? readdirSync(POSTGRES).map((version) => join(POSTGRES, version, "bin")) : [];
  const folders = [...versions, ...(process.env["PATH"] ?? "").split(delimiter)];
  return folders.find((folder) => existsSync(join(folder, command)));
}
