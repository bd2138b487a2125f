/**
 * Takes a lock: one process at a time. The lock of one that is gone, also of an earlier run of this machine
 * or container, is void. Resolves with what lets it go.
 * @param onWait hears once whom it waits for, a process number or `unknown`, and the lock's path.
 */
export function takeLock(path: string, onWait: (owner: number | string, path: string) => void): Promise<() => void>;
