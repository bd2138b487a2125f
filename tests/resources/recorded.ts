import { readFileSync } from "node:fs";
import { join } from "node:path";

/** The text of a recorded file. */
export const recorded = (name: string): string => readFileSync(join(__dirname, "recorded", name), "utf8");
