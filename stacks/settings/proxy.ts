import { z } from "zod";

import { PROXY_DEFAULTS } from "../../components/database/proxy-settings";
import { schemasOf, whole, type Setting } from "./setting";

/** An RDS Proxy in front of a database; `ProxySettings` says what each setting means. */
const proxyFields = {
  maxConnectionsPercent: { schema: whole.exactOptional(), example: PROXY_DEFAULTS.maxConnectionsPercent },
  maxIdleConnectionsPercent: { schema: whole.exactOptional(), example: PROXY_DEFAULTS.maxConnectionsPercent / 2 },
  connectionBorrowTimeoutSeconds: {
    schema: whole.exactOptional(),
    example: PROXY_DEFAULTS.connectionBorrowTimeoutSeconds,
  },
  idleClientTimeoutSeconds: { schema: whole.exactOptional(), example: PROXY_DEFAULTS.idleClientTimeoutSeconds },
} satisfies Readonly<Record<string, Setting>>;

/** Of any database: a proxy, shared beside it as NAME-proxy. An empty map will do. */
export const proxying = {
  /** An RDS Proxy in front, shared as NAME-proxy; an empty map for one with its defaults. */
  proxy: {
    schema: z.strictObject(schemasOf(proxyFields), "must be a map of settings").exactOptional(),
    example: PROXY_DEFAULTS.maxConnectionsPercent,
    path: [".maxConnectionsPercent"],
    fields: proxyFields,
  },
} satisfies Readonly<Record<string, Setting>>;
