import type { StartExtension } from "./extension";

/** The parts of the local cloud that start with it, in this order, and stop in the reverse one. */
export const extensions: readonly StartExtension[] = [];
