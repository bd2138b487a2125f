import * as pulumi from "@pulumi/pulumi";

/** The SDK's mock monitor says that it knows error hooks, and does not: a program with one would wait for ever. */
export function takeErrorHooks(): void {
  const registerErrorHook = (_: unknown, done: (error: null, answer: object) => void) => {
    done(null, {});
  };
  Object.assign(pulumi.runtime.getMonitor() as object, { registerErrorHook });
}
