import { z } from "zod";

import { DatabaseEngine, ENGINES } from "../../components/database/database-engine";
import { text, whole, yes, type Setting } from "./setting";

const engines = Object.values(DatabaseEngine);

/** A database that is there already; `ExistingSettings` says what each setting means. */
export const existing = {
  identifier: { schema: text.exactOptional(), example: "orders" },
  arn: { schema: text.exactOptional(), example: "arn:aws:rds:eu-west-1:111122223333:db:orders" },
  domainName: { schema: text.exactOptional(), example: "orders.example.internal" },
  engine: {
    schema: z.enum(engines, `must be one of ${engines.join(", ")}`).exactOptional(),
    example: DatabaseEngine.Postgres,
  },
  port: { schema: whole.exactOptional(), example: ENGINES.postgres.port },
  databaseName: { schema: text.exactOptional(), example: "orders" },
  securityGroupId: { schema: text.exactOptional(), example: "sg-0123456789abcdef0" },
  addIngressRule: { schema: yes.exactOptional(), example: true },
} satisfies Readonly<Record<string, Setting>>;
