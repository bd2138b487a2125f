import type { DatabaseEngine } from "../engine";
import { refuseFront } from "./front";
import { InstanceServer } from "./instance-server";
import { fatal } from "./messages";

/** SQLSTATE "the server rejected the connection". */
const REJECTED = "08004";

export const postgres: DatabaseEngine = {
  title: "PostgreSQL",
  server: (folder) => new InstanceServer(folder),
  refuse: (raw, certificate, { message, hint }) =>
    refuseFront(raw, { certificate, minimumTls: "TLSv1.2" }, fatal(REJECTED, message, { hint })),
};
