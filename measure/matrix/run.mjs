// `npm run test:matrix`: makes the clone ready, then runs the matrix of kinds of databases (main.ts).
import { createRequire } from "node:module";
import { obtainCli } from "../../tests/obtain-cli.mjs";
import { setUp } from "../../local/setup.mjs";

try {
  await setUp();
  const require = createRequire(import.meta.url);
  require("ts-node/register/transpile-only");
  const args = process.argv.slice(2);
  const needsCli = !args.includes("--help");
  const obtained = needsCli ? await obtainCli()() : 0;
  process.exitCode = obtained === 0 ? await require("./main.ts").main(args) : obtained;
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
