import { engines } from "./engines";

/** Stops what runs on the data in this folder, of whichever engine it is; answers how many servers that were. */
export async function stopServersIn(folder: string): Promise<number> {
  // One kind of server may run several engines.
  const kinds = new Set([...engines.values()].map((engine) => engine.server));
  const stopped = await Promise.all([...kinds].map((serverIn) => serverIn(folder).stop()));
  return stopped.filter((ran) => ran).length;
}
