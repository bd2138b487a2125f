/** Names and values of a MariaDB server's own variables. */
export type Settings = Readonly<Record<string, string>>;

/** What every data folder here is made and run with: small, and safe against the end of the process, not of the machine. */
export const STORAGE: Settings = {
  "innodb-data-file-path": "ibdata1:4M:autoextend",
  "innodb-temp-data-file-path": "ibtmp1:4M:autoextend",
  "innodb-undo-tablespaces": "0",
  "innodb-log-file-size": "16M",
  "innodb-log-buffer-size": "2M",
  "innodb-buffer-pool-size": "32M",
  // What a killed process has committed is with the operating system and stays. docs/decisions/0043-local-databases-without-fsync.md
  "innodb-flush-log-at-trx-commit": "2",
  "innodb-flush-method": "nosync",
  "aria-pagecache-buffer-size": "8M",
  "key-buffer-size": "1M",
};

/** The text of an option file; `loose` settings are passed over by a server that has no such variable. */
export function settingsFile(fixed: Settings, loose: Settings): string {
  const lines = [
    ...Object.entries(fixed),
    ...Object.entries(loose).map(([name, value]) => [`loose-${name}`, value] as const),
  ].map(([name, value]) => `${name} = ${quoted(value)}`);
  return ["[mariadbd]", ...lines, ""].join("\n");
}

/** Whatever is in a value, it is one line and one value. */
function quoted(value: string): string {
  const escaped = value.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n").replaceAll("\r", "\\r");
  return `"${escaped}"`;
}
