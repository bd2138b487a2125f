import { saysItOnlyReads } from "../../local/commands/connect/only-reads";
import type { Way } from "./kinds";
import type { MatrixCloud } from "./matrix-cloud";
import { failed, passed, type Cell } from "./row";

/** How `connect` ends where the local cloud refuses the way. */
const REFUSED = 3;
/** How long what was written may take to a replica. */
const LAG_MS = 20_000;

/** The consumer writes to the database and reads it back, as the user that the token is for. */
export async function sqlWorks(cloud: MatrixCloud, { name }: Way): Promise<Cell> {
  const insert = `INSERT INTO matrix VALUES ('${name}')`;
  const sql = `CREATE TABLE IF NOT EXISTS matrix (way varchar(80)); ${insert}; ${SELECT(name)}`;
  const { code, output } = await cloud.connect("consumer", name, sql);
  return code === 0 && isRead(output, name) ? passed("yes") : failed(output);
}

/** The same where nothing can be written: the rows that came in by the database's own name are there. */
export async function readingWorks(cloud: MatrixCloud, { name }: Way, writer: Way): Promise<Cell> {
  const deadline = Date.now() + LAG_MS;
  for (;;) {
    const { code, output } = await cloud.connect("consumer", name, SELECT(writer.name));
    if (code === 0 && isRead(output, writer.name)) return passed("yes");
    if (Date.now() > deadline) return failed(output);
    await new Promise((done) => setTimeout(done, 200));
  }
}

const SELECT = (name: string) => `SELECT way, current_user AS login FROM matrix WHERE way = '${name}' LIMIT 1`;

/** MySQL names the host that a user comes from, too. */
function isRead(output: string, name: string): boolean {
  const last = output.trim().split("\n").at(-1) ?? "";
  return new RegExp(`^\\[\\{"way":"${name}","login":"app(?:@%)?"\\}\\]$`).test(last);
}

/** A replica or a reader takes no writes. */
export async function writesAreRefused(cloud: MatrixCloud, { name }: Way): Promise<Cell> {
  const { code, output } = await cloud.connect("consumer", name, "INSERT INTO matrix VALUES ('not here')");
  const said = saysItOnlyReads(output);
  return code === 1 && said !== undefined ? passed(`reads; a write ends with ${said}`) : failed(output);
}

/** Rows that a restored database must have. @throws Error with what the database says */
export async function fillSources(cloud: MatrixCloud): Promise<void> {
  for (const source of ["archive", "stock"]) {
    const isPostgres = source === "archive";
    const grant = isPostgres ? "; GRANT SELECT ON kept TO PUBLIC" : "";
    const sql = `CREATE TABLE kept (what varchar(80)); INSERT INTO kept VALUES ('from before')${grant}`;
    const { code, output } = await cloud.connect("owner", source, sql);
    if (code !== 0) throw new Error(`${source}: its owner cannot write to it:\n${output}`);
  }
}

/** A restored database has the rows that its source had. */
export async function rowsAreThere(cloud: MatrixCloud, { name }: Way): Promise<Cell> {
  const { code, output } = await cloud.connect("consumer", name, "SELECT what FROM kept");
  return code === 0 && output.trim().endsWith('[{"what":"from before"}]')
    ? passed("has the rows of its source")
    : failed(output);
}

/** The way is closed, and the hop that is missing is named. */
export async function isRefusedAt(
  cloud: MatrixCloud,
  { name }: Way,
  hop: string,
  more: readonly string[] = [],
): Promise<Cell> {
  const { code, output } = await cloud.connect("consumer", name, "SELECT 1", more);
  return code === REFUSED && output.includes(`✗ ${hop}: `) ? passed(hop) : failed(output);
}
