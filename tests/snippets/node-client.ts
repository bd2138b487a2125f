import { readFileSync, symlinkSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import type { Install } from "./client";

const modules = resolve(__dirname, "../../node_modules");
const PACKAGES = ["pg", "mysql2", "@aws-sdk/rds-signer", "@aws-sdk/credential-providers"];

/** With what the clone has installed: `npm test` runs the same. */
export const installNode: Install = (folder) => {
  symlinkSync(modules, join(folder, "node_modules"));
  const versions = PACKAGES.map((name) => `${name} ${versionOf(name)}`);
  return Promise.resolve({
    snippet: "node",
    engines: ["postgres", "mysql", "mariadb"],
    what: versions.join(", "),
    folder,
    prepare: ({ snippets }, own) => {
      writeFileSync(join(own, "database.mjs"), snippets["node"] ?? "");
      return Promise.resolve({ command: [process.execPath, "database.mjs"], env: { NODE_NO_WARNINGS: "1" } });
    },
  });
};

function versionOf(name: string): string {
  return (JSON.parse(readFileSync(join(modules, name, "package.json"), "utf8")) as { version: string }).version;
}
