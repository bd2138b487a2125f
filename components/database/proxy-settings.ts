/** What can be chosen of an RDS Proxy. */
export interface ProxySettings {
  /**
   * How much of the database's `max_connections` the proxy may use, in percent, 1-100.
   * @default 90
   */
  readonly maxConnectionsPercent?: number;
  /**
   * How much of them it keeps open while they are idle, in percent, 0 to `maxConnectionsPercent`.
   * @default - half of `maxConnectionsPercent`
   */
  readonly maxIdleConnectionsPercent?: number;
  /**
   * How long a client waits for a free connection, in seconds, 0-300.
   * @default 120
   */
  readonly connectionBorrowTimeoutSeconds?: number;
  /**
   * When an idle client is disconnected, in seconds, 1-28800.
   * @default 1800
   */
  readonly idleClientTimeoutSeconds?: number;
}

/** What holds where nothing is said: a tenth of the connections stays for whoever comes without the proxy. */
export const PROXY_DEFAULTS = {
  maxConnectionsPercent: 90,
  connectionBorrowTimeoutSeconds: 120,
  idleClientTimeoutSeconds: 1800,
} as const;

/** The range of each whole number, ends included (API Reference, CreateDBProxy and ConnectionPoolConfiguration). */
export const PROXY_LIMITS = {
  maxConnectionsPercent: [1, 100],
  maxIdleConnectionsPercent: [0, 100],
  connectionBorrowTimeoutSeconds: [0, 300],
  idleClientTimeoutSeconds: [1, 28_800],
} as const;

/** With every default filled in. */
export function withProxyDefaults(settings: ProxySettings): Required<ProxySettings> {
  const maxConnectionsPercent = settings.maxConnectionsPercent ?? PROXY_DEFAULTS.maxConnectionsPercent;
  return {
    maxConnectionsPercent,
    maxIdleConnectionsPercent: settings.maxIdleConnectionsPercent ?? Math.floor(maxConnectionsPercent / 2),
    connectionBorrowTimeoutSeconds:
      settings.connectionBorrowTimeoutSeconds ?? PROXY_DEFAULTS.connectionBorrowTimeoutSeconds,
    idleClientTimeoutSeconds: settings.idleClientTimeoutSeconds ?? PROXY_DEFAULTS.idleClientTimeoutSeconds,
  };
}
