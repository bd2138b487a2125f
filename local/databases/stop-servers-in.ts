import { engines } from "./engines";

/** Stops what runs on the data in this folder, of whichever engine it is; answers how many servers that were. */
export async function stopServersIn(folder: string): Promise<number> {
  const stopped = await Promise.all([...engines.values()].map((engine) => engine.server(folder).stop()));
  return stopped.filter((ran) => ran).length;
}
