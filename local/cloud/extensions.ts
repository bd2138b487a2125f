import { dataPath } from "../data-path/data-path";
import type { StartExtension } from "./extension";
import { status } from "./status";

/** The parts of the local cloud that start with it, in this order, and stop in the reverse one. */
export const extensions: readonly StartExtension[] = [dataPath, status];
