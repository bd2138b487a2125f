import { engines } from "./engines";

/**
 * Has ready what the servers of these engines need, as RDS names them; answers why not, where it is not to be had: their
 * databases are deployed all the same.
 */
export async function prepareServers(names: Iterable<string>, say: (line: string) => void): Promise<readonly string[]> {
  const problems: string[] = [];
  for (const prepare of new Set([...names].map((name) => engines.get(name)?.prepare))) {
    try {
      await prepare?.(say);
    } catch (error) {
      problems.push(error instanceof Error ? error.message : String(error));
    }
  }
  return problems;
}
