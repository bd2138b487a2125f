import type { BuildOptions } from "esbuild";

/** Builds dist/index.js unless it is newer than every source it was built of. Answers whether it built. */
export function buildPolicyPack(): Promise<boolean>;

/** Of esbuild, for a pack that starts as fast as this one. */
export const packOptions: BuildOptions;
