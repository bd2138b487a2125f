import assert from "node:assert/strict";
import { readdirSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";

const WITHIN_MS = 5_000;

/** How many files and sockets this process has open; undefined where the system does not tell. */
export function openDescriptors(): number | undefined {
  try {
    return readdirSync("/proc/self/fd").length;
  } catch {
    return undefined;
  }
}

/** Waits until no more are open than `before`, for a few seconds. */
export async function assertClosed(before: number | undefined): Promise<void> {
  if (before === undefined) return;
  const deadline = Date.now() + WITHIN_MS;
  let now = openDescriptors() ?? 0;
  while (now > before && Date.now() < deadline) {
    await sleep(50);
    now = openDescriptors() ?? 0;
  }
  assert.ok(now <= before, `${now - before} descriptors are left open`);
}
