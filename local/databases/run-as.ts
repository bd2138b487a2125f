import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { platform } from "node:os";

/**
 * Database servers do not run as root: PostgreSQL refuses to, MariaDB should not. For root they run as `nobody`, who cannot
 * enter the folders that only root can: so they keep one capability, to read and to search folders (they can write nothing
 * but their own data). Nothing outside the state folder is touched. docs/decisions/0042-postgresql-for-root.md
 */
export interface RunAs {
  /** Whom files must belong to; undefined: whoever runs this process. */
  readonly owner?: { readonly uid: number; readonly gid: number };
  /** The command that runs `file` with `args` as that user. */
  readonly command: (file: string, args: readonly string[]) => readonly [string, readonly string[]];
}

export function runAs(): RunAs {
  if (process.getuid?.() !== 0) return { command: (file, args) => [file, args] };
  const owner = nobody();
  const options = platform() === "linux" ? setprivOptions(owner) : undefined;
  if (options === undefined) {
    throw new Error(
      "database servers do not run as root, and there is no setpriv (Linux, util-linux) here to run them as nobody: run the local cloud as another user",
    );
  }
  return { owner, command: (file, args) => ["setpriv", [...options, file, ...args]] };
}

function nobody(): { readonly uid: number; readonly gid: number } {
  const line = readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .find((entry) => entry.startsWith("nobody:"));
  const [, , uid, gid] = line?.split(":") ?? [];
  if (uid === undefined || gid === undefined) {
    throw new Error(
      "database servers do not run as root, and there is no user nobody they could run as: run the local cloud as another user",
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

function setprivOptions({ uid, gid }: { uid: number; gid: number }): readonly string[] | undefined {
  const capability = searchCapability();
  const options = [
    `--reuid=${uid}`,
    `--regid=${gid}`,
    "--clear-groups",
    "--no-new-privs",
    `--bounding-set=-all,+${capability}`,
    `--inh-caps=-all,+${capability}`,
    `--ambient-caps=-all,+${capability}`,
    // Without it the kernel ignores the capability in access(2), by which initdb finds its own executable.
    "--securebits=+no_setuid_fixup",
  ];
  try {
    execFileSync("setpriv", [...options, "true"], { stdio: "ignore" });
    return options;
  } catch {
    return undefined;
  }
}

/** A container may have been left the stronger capability only (Docker's default). */
function searchCapability(): "dac_read_search" | "dac_override" {
  const permitted = /^CapPrm:\s*([0-9a-f]+)$/m.exec(readFileSync("/proc/self/status", "utf8"))?.[1] ?? "0";
  return (BigInt(`0x${permitted}`) & 0b100n) !== 0n ? "dac_read_search" : "dac_override";
}
