// `npm test`: makes the clone ready, then runs mocha; arguments are mocha's own. Closes with "N passed, N failed".
import { spawn } from "node:child_process";
import { createRequire } from "node:module";
import { join } from "node:path";
import { project, setUp } from "../local/setup.mjs";

try {
  await setUp();
  const require = createRequire(import.meta.url);
  // The end-to-end tests need a Pulumi CLI; having it built here keeps the minutes that takes out of a test's time.
  const code = await require(join(project, "dist", "main.js")).main(["engine"], project);
  if (code !== 0) process.exit(code);
  const mocha = require.resolve("mocha/bin/mocha.js");
  const given = process.argv.slice(2);
  const specs = given.some((argument) => argument.endsWith(".ts")) ? [] : ["tests/**/*.spec.ts"];
  const child = spawn(process.execPath, [mocha, "--reporter", "tests/reporter.cjs", ...given, ...specs], {
    cwd: project,
    stdio: ["ignore", "inherit", "inherit"],
  });
  process.on("SIGINT", () => undefined);
  child.once("close", (code) => {
    process.exitCode = code ?? 1;
  });
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
