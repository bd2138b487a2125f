import { readdirSync, readFileSync } from "node:fs";

const INTERVAL_MS = 100;
/** Of Linux on all machines this is run on. */
const PAGE_BYTES = 4096;

/** The most memory, in bytes, that a process and all it has started had at a time while a work went on. Linux only. */
export async function peakMemory(pid: number, work: Promise<unknown>): Promise<number> {
  let peak = 0;
  const timer = setInterval(() => {
    peak = Math.max(peak, memoryOf(pid));
  }, INTERVAL_MS);
  try {
    await work;
  } finally {
    clearInterval(timer);
  }
  return peak;
}

function memoryOf(root: number): number {
  const processes = readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap(statOf);
  const below = new Set([root]);
  // A process may have a lower number than its parent.
  for (let before = 0; before !== below.size;) {
    before = below.size;
    for (const { pid, parent } of processes) if (below.has(parent)) below.add(pid);
  }
  return processes.reduce((sum, { pid, bytes }) => sum + (below.has(pid) ? bytes : 0), 0);
}

function statOf(name: string): { pid: number; parent: number; bytes: number }[] {
  try {
    // The name of the program, in brackets, may hold anything.
    const fields = readFileSync(`/proc/${name}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
    return [{ pid: Number(name), parent: Number(fields[1]), bytes: Number(fields[21]) * PAGE_BYTES }];
  } catch {
    return []; // It has ended.
  }
}
