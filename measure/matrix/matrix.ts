import { stackResources } from "../../local/pulumi/stacks";
import { isRefusedAt, readingWorks, rowsAreThere, sqlWorks, writesAreRefused } from "./checks";
import type { Deployment } from "./deployment";
import type { Kind, Way } from "./kinds";
import { makeLogin } from "./make-login";
import { MatrixCloud } from "./matrix-cloud";
import { failed, passed, type Cell, type Row } from "./row";

/** An account that no share names. */
const STRANGER = "777788889999";
const ASSOCIATION = ":ServiceNetworkResourceAssociation";

/** What the matrix says: its rows, and what is said of the databases that are somebody else's. */
export interface Matrix {
  readonly rows: readonly Row[];
  readonly adoption: readonly { readonly title: string; readonly cell: Cell }[];
}

/** Deploys the kinds, tries every way, takes a hop away, and ends the sharing. @throws Error where a deployment fails */
export async function matrixOf(
  deployment: Deployment,
  kinds: readonly Kind[],
  say: (line: string) => void,
): Promise<Matrix> {
  const shown = kinds.filter(({ ways }) => ways.some(({ gap }) => gap === undefined));
  await deployment.up(shown, say);
  const cloud = await MatrixCloud.of(deployment.sandbox);
  const open: Row[] = [];
  for (const kind of kinds) open.push(...(await openWays(cloud, kind, say)));

  const { sandbox } = deployment;
  say("taking the consumer's associations away");
  const associations = stackResources(sandbox.state.backend, "consumer").filter(({ type }) =>
    type.endsWith(ASSOCIATION),
  );
  await deployment.takeAssociations(associations.map(({ urn }) => urn));
  const rows: Row[] = [];
  for (const row of open) rows.push(row.way.gap === undefined ? await closedWay(cloud, row, say) : row);
  return { rows, adoption: shown.some(({ isAdopted }) => isAdopted) ? await adoption(deployment, say) : [] };
}

/** What a client of the consumer's can do while the way is open. */
async function openWays(cloud: MatrixCloud, kind: Kind, say: (line: string) => void): Promise<Row[]> {
  const rows: Row[] = [];
  for (const way of kind.ways) {
    if (way.gap !== undefined) {
      rows.push({ kind, way, refusals: [] });
      continue;
    }
    say(`${way.name}: SQL from the consumer`);
    rows.push(await openWay(cloud, kind, way));
  }
  return rows;
}

async function openWay(cloud: MatrixCloud, kind: Kind, way: Way): Promise<Row> {
  const server = await cloud.serverOf(way.name);
  const stranger = () => isRefusedAt(cloud, way, "share-names-account", ["--account", STRANGER]);
  if (way.part === "replica" || way.part === "reader") {
    const [writer = way] = kind.ways;
    const sql = await readingWorks(cloud, way, writer);
    return { kind, way, server, sql, reading: await writesAreRefused(cloud, way), refusals: [await stranger()] };
  }
  if (way.part === "database" || way.part === "restored") await makeLogin(cloud, way.name);
  const sql = await sqlWorks(cloud, way);
  const rows = way.part === "restored" ? { reading: await rowsAreThere(cloud, way) } : {};
  return { kind, way, server, sql, ...rows, refusals: [await stranger()] };
}

async function closedWay(cloud: MatrixCloud, row: Row, say: (line: string) => void): Promise<Row> {
  say(`${row.way.name}: refused without its association`);
  return { ...row, refusals: [...row.refusals, await isRefusedAt(cloud, row.way, "resource-association")] };
}

/** Databases that are somebody else's stay so, and are left as they were found. */
async function adoption(deployment: Deployment, say: (line: string) => void): Promise<Matrix["adoption"]> {
  say("asking the owner's program whether anything has changed");
  const shared = await deployment.ownerSeesNoChange();
  await deployment.destroy(say);
  say("looking at the owner's databases again");
  const ended = await deployment.nothingHasChanged();
  return [
    { title: "while they are shared, their owner's program has nothing to change", cell: cellOf(shared) },
    { title: "after the end of the sharing nothing of them is other than it was", cell: cellOf(ended) },
  ];
}

function cellOf(problem: string | undefined): Cell {
  return problem === undefined ? passed("yes") : failed(problem);
}
