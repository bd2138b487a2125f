import { z } from "zod";

import { text, type Setting } from "./setting";

/** What a producer is about to remove. */
export const retiring = {
  retire: {
    description:
      "Producer only. Databases that may go: protect and deletionProtection are lifted for them alone. Of a database " +
      "orders/copy names the read replica copy, orders/proxy the proxy, which are then shared with nobody either. " +
      "Deploy with it, then take them out of databases and deploy again.",
    schema: z.array(text, "must be a list of names").default([]),
    example: "orders",
    path: ["[0]"],
  },
} satisfies Readonly<Record<string, Setting>>;
