import { createHash } from "node:crypto";
import { tmpdir, userInfo } from "node:os";
import { join } from "node:path";
import { ownFolder } from "../ground/own-folder";

/** `sun_path` of unix(7) has 108 bytes on Linux and 104 on macOS, the closing zero included. */
const LONGEST_SOCKET_PATH = 103;

/**
 * Where the socket of the local cloud in `stateFolder` is: in the folder itself or, when that path is too long for a
 * socket, in a short folder of the same owner under the system's temporary folder. Either admits its owner only.
 */
export function socketPath(stateFolder: string, temporary: string = tmpdir()): string {
  const inside = join(stateFolder, "cloud.sock");
  if (Buffer.byteLength(inside) <= LONGEST_SOCKET_PATH) return inside;
  const name = createHash("sha256").update(stateFolder).digest("hex").slice(0, 16);
  const folder = join(temporary, `lattice-db-${userInfo().uid}`);
  ownFolder(folder);
  return join(folder, `${name}.sock`);
}
