import { measureDataPath } from "./data-path";
import { measurePreviews } from "./preview";

/** `npm run bench`, first part: start-ups, previews with the real engine, the data path; the pack and reach follow. */
async function main(): Promise<void> {
  const measurements = [...(await measurePreviews()), ...(await measureDataPath())];
  const width = Math.max(...measurements.map(({ name }) => name.length));
  for (const { name, value } of measurements) process.stdout.write(`${name.padEnd(width)}  ${value}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`error: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
});
