import type { Matrix } from "./matrix";
import { cellsOf, type Cell, type Row } from "./row";

const HEADS = ["kind", "SQL from the consumer", "refused without", "replica, reader or restored", "what answers here"];

/** The matrix as a table in Markdown, with the reasons of its gaps below. */
export function table({ rows, adoption }: Matrix): string {
  const gaps = [...new Set(rows.flatMap(({ way }) => way.gap ?? []))];
  const lines = rows.map((row) => lineOf(row, gaps));
  const adopted = adoption.map(({ title, cell }) => `- Existing databases: ${title}: ${cell.text}.`);
  return [
    [HEADS, HEADS.map(() => "---"), ...lines].map((cells) => `| ${cells.join(" | ")} |`).join("\n"),
    gaps.map((gap, at) => `${at + 1}. ${gap}`).join("\n"),
    adopted.join("\n"),
  ]
    .filter((part) => part !== "")
    .join("\n\n");
}

function lineOf(row: Row, gaps: readonly string[]): string[] {
  const { way, sql, refusals, reading, server = "–" } = row;
  if (way.gap !== undefined) {
    const gap = `gap ${gaps.indexOf(way.gap) + 1}`;
    return [way.title, gap, gap, way.part !== "database" && way.part !== "proxy" ? gap : "–", "–"];
  }
  return [way.title, textOf(sql), refusals.map(textOf).join(", "), textOf(reading), server];
}

function textOf(cell: Cell | undefined): string {
  return cell?.text ?? "–";
}

/** How many checks of a matrix passed and failed. */
export function countsOf({ rows, adoption }: Matrix): { readonly passed: number; readonly failed: number } {
  const cells = [...rows.flatMap(cellsOf), ...adoption.map(({ cell }) => cell)];
  const failed = cells.filter(({ verdict }) => verdict === "failed").length;
  return { passed: cells.length - failed, failed };
}

/** What failed, with what was printed. */
export function failures({ rows, adoption }: Matrix): string[] {
  const ofRows = rows.flatMap((row) => cellsOf(row).map((cell) => ({ title: row.way.name, cell })));
  return [...ofRows, ...adoption].flatMap(({ title, cell }) =>
    cell.verdict === "failed" ? [`${title}:\n${cell.output ?? ""}`] : [],
  );
}
