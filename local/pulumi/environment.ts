import { pathToFileURL } from "node:url";
import type { StateFolder } from "../ground/state-folder";

/**
 * The engine writes its whole state before and after each resource: with thousands of them, that is nearly all it does.
 * Saved once, a deployment that is killed leaves nothing of itself in the state.
 */
const SAVED_AT_THE_END = { PULUMI_SKIP_CHECKPOINTS: "true" };

/**
 * The environment of a local run: the caller's, without anything that could lead to AWS or to another Pulumi
 * installation, and with the local cloud's own PULUMI_HOME, backend and passphrase.
 */
export function localEnvironment(
  state: StateFolder,
  socket: string,
  caller: NodeJS.ProcessEnv = process.env,
): NodeJS.ProcessEnv {
  const kept = Object.entries(caller).filter(([name]) => !/^(AWS_|PULUMI_)/.test(name));
  return {
    ...Object.fromEntries(kept),
    AWS_EC2_METADATA_DISABLED: "true",
    LATTICE_DB_SOCKET: socket,
    // How the program writes a command of Pulumi in a remedy.
    LATTICE_DB_PULUMI: "npm run -s local -- pulumi",
    PULUMI_HOME: state.pulumiHome,
    PULUMI_BACKEND_URL: pathToFileURL(state.backend).href,
    PULUMI_CONFIG_PASSPHRASE_FILE: state.passphraseFile,
    // Only plugins of the local cloud's own PULUMI_HOME, none from PATH, none downloaded.
    PULUMI_IGNORE_AMBIENT_PLUGINS: "true",
    PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION: "true",
    PULUMI_SKIP_UPDATE_CHECK: "true",
    PULUMI_SUPPRESS_NEO_LINK: "true",
    ...(caller["LATTICE_DB_CHECKPOINTS"] === "end" && SAVED_AT_THE_END),
    // Types are checked by `npm run typecheck`, not at each deployment.
    PULUMI_NODEJS_TRANSPILE_ONLY: "true",
    // Not the project's own tsconfig.json: policy packs are loaded with that, and refuse a transpiler.
    PULUMI_NODEJS_TSCONFIG_PATH: "stacks/tsconfig.json",
  };
}
