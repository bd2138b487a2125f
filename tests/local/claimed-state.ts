import { join } from "node:path";
import { stateFolder, type StateFolder } from "../../local/ground/state-folder";
import { claimStateFolder } from "../../local/ground/state-marker";
import { temporaryFolder } from "./temporary-folder";

/** A state folder of the local cloud, claimed anew before each test of the suite that calls this, gone after it. */
export function claimedState(): { readonly path: string; readonly state: StateFolder } {
  let folder: ReturnType<typeof temporaryFolder>;
  let state: StateFolder;
  beforeEach(() => {
    folder = temporaryFolder();
    state = stateFolder("/nowhere", { LATTICE_DB_STATE: join(folder.path, "state") });
    claimStateFolder(state.root);
  });
  afterEach(() => {
    folder.remove();
  });
  return {
    /** The folder that the state's is in. */
    get path() {
      return folder.path;
    },
    get state() {
      return state;
    },
  };
}
