import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Install } from "./client";
import { isThere, runCommand } from "./run-command";

const ENGINES = ["postgres", "mysql", "mariadb"];
const DRIVERS = ["github.com/jackc/pgx/v5@v5.12.0", "github.com/go-sql-driver/mysql@v1.10.1"];
const SDK = "github.com/aws/aws-sdk-go-v2/";
const MODULES = [...DRIVERS, ...["config", "credentials", "service/sts", "feature/rds/auth"].map((it) => SDK + it)];

/** One module for all programs, each of them a folder below it. */
export const installGo: Install = async (folder) => {
  if (!(await isThere("go", "version"))) return { snippet: "go", engines: ENGINES, missing: "go" };
  const env = { ...process.env, GOFLAGS: "-mod=mod" };
  const go = (...args: readonly string[]) => runCommand("go", args, { cwd: folder, env });
  await go("mod", "init", "snippets");
  await go("get", ...MODULES);
  return {
    snippet: "go",
    engines: ENGINES,
    what: `${DRIVERS.join(", ")}, aws-sdk-go-v2`,
    folder,
    prepare: async ({ snippets }, own) => {
      writeFileSync(join(own, "main.go"), snippets["go"] ?? "");
      await runCommand("go", ["vet", "."], { cwd: own, env });
      await runCommand("go", ["build", "-o", "database", "."], { cwd: own, env });
      return { command: [join(own, "database")] };
    },
  };
};
