import { resolve } from "node:path";
import { startCloud } from "./cloud";
import { extensions } from "./extensions";

/** `main.ts STATE_FOLDER`: runs one local cloud until SIGTERM, SIGINT or `POST /stop`; says `ready SOCKET` when it answers. */
async function main(folder: string | undefined): Promise<void> {
  if (folder === undefined) throw new Error("which state folder? give its path as the only argument");
  process.umask(0o077);
  // A full disk has no room for what it says, and that is no reason to end.
  for (const output of [process.stdout, process.stderr]) output.on("error", () => undefined);
  const cloud = await startCloud(resolve(folder), extensions);
  const signalled = new Promise<void>((done) => {
    for (const signal of ["SIGTERM", "SIGINT"] as const)
      process.once(signal, () => {
        done();
      });
  });
  process.stdout.write(`ready ${cloud.socket}\n`);
  await Promise.race([signalled, cloud.stopAsked]);
  await cloud.stop();
}

main(process.argv[2]).then(
  () => {
    // Whatever an extension left open must not keep the folder's owner waiting.
    process.exit(0);
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exit(1);
  },
);
