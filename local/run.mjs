// `npm start` and `npm run local`: makes the clone ready, then hands over to the bundled command line (local/main.ts).
import { createRequire } from "node:module";
import { join } from "node:path";
import { project, setUp } from "./setup.mjs";

try {
  await setUp();
  const { main } = createRequire(import.meta.url)(join(project, "dist", "main.js"));
  process.exitCode = await main(process.argv.slice(2), project);
} catch (error) {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
