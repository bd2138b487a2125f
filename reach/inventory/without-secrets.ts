import { hiddenSecret, isSecret } from "../../resources/marks";

/**
 * The same without what its secrets hold, which a state tells that was exported with `--show-secrets`: whatever is read
 * may be printed, and the answer is the same as of a state that keeps them.
 */
export function withoutSecrets<T>(file: T): T {
  hideIn(file);
  return file;
}

/** In place: a copy of a large state would take as long as reading it. */
function hideIn(value: unknown): void {
  if (typeof value !== "object" || value === null) return;
  for (const key of Object.keys(value)) {
    const part: unknown = Reflect.get(value, key);
    if (typeof part !== "object" || part === null) continue;
    if (isSecret(part)) Reflect.set(value, key, hiddenSecret);
    else hideIn(part);
  }
}
