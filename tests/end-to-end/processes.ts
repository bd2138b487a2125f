import { readdirSync, readFileSync, readlinkSync } from "node:fs";

/** A process of this machine, as /proc shows it. */
export interface Process {
  readonly pid: number;
  readonly parent: number;
  readonly commandLine: string;
}

export function processes(): Process[] {
  return readdirSync("/proc")
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => {
      try {
        const stat = readFileSync(`/proc/${name}/stat`, "utf8");
        const parent = Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
        const commandLine = readFileSync(`/proc/${name}/cmdline`, "utf8").replaceAll("\0", " ");
        return [{ pid: Number(name), parent, commandLine }];
      } catch {
        return []; // It has ended meanwhile.
      }
    });
}

/** The process and all it has started, as far as they have not been orphaned. */
export function tree(root: number, all = processes()): Process[] {
  const own = all.filter(({ pid }) => pid === root);
  const children = all.filter(({ parent }) => parent === root);
  return [...own, ...children.flatMap(({ pid }) => tree(pid, all))];
}

/** Addresses on which the processes listen for TCP, e.g. `127.0.0.1:34567`; IPv6 ones as /proc writes them. */
export function listening(of: readonly Process[]): string[] {
  const inodes = new Set(of.flatMap(({ pid }) => socketInodes(pid)));
  return ["tcp", "tcp6"].flatMap((table) =>
    readFileSync(`/proc/net/${table}`, "utf8")
      .trim()
      .split("\n")
      .slice(1)
      .map((line) => line.trim().split(/\s+/))
      .filter((columns) => columns[3] === "0A" && inodes.has(columns[9] ?? ""))
      .map((columns) => address(columns[1] ?? "")),
  );
}

function socketInodes(pid: number): string[] {
  try {
    return readdirSync(`/proc/${String(pid)}/fd`).flatMap((fd) => {
      try {
        return /^socket:\[(\d+)\]$/.exec(readlinkSync(`/proc/${String(pid)}/fd/${fd}`))?.[1] ?? [];
      } catch {
        return [];
      }
    });
  } catch {
    return [];
  }
}

/** `0100007F:8707` is 127.0.0.1:34567: the address's bytes are little-endian. */
function address(hex: string): string {
  const [ip = "", port = ""] = hex.split(":");
  const text =
    ip.length === 8
      ? (ip.match(/../g) ?? [])
          .reverse()
          .map((byte) => parseInt(byte, 16))
          .join(".")
      : ip;
  return `${text}:${String(parseInt(port, 16))}`;
}
