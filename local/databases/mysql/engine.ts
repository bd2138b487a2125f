import type { Duplex } from "node:stream";
import type { ServerCertificate } from "../certificates";
import type { ConnectionRefusal, DatabaseEngine } from "../engine";
import { mariadbBinaries } from "./binaries";
import { refuseFront } from "./front";
import { InstanceServer } from "./instance-server";

/** ER_HOST_NOT_PRIVILEGED: with it a server turns away clients from where nobody may come. */
const NOT_ALLOWED = { code: 1130, state: "HY000" };

const server = (folder: string): InstanceServer => new InstanceServer(folder);

function refuse(raw: Duplex, certificate: ServerCertificate, { message, hint }: ConnectionRefusal): Promise<void> {
  // MySQL's errors have one text, of which clients keep some 500 bytes.
  return refuseFront(raw, certificate, {
    ...NOT_ALLOWED,
    message: hint === undefined ? message : `${message}; ${hint}`,
  });
}

async function prepare(say: (line: string) => void): Promise<void> {
  await mariadbBinaries(say);
}

/** MariaDB runs both: MySQL's own server is not to be had for this. docs/decisions/0110-which-server-runs-mysql.md */
export const mariadb: DatabaseEngine = { title: "MariaDB", server, prepare, refuse };
export const mysql: DatabaseEngine = { title: "MySQL", server, prepare, refuse };
