/** The answer to one statement. Rows are arrays: two columns may have one name. */
export interface StatementResult {
  /** `SELECT`, `INSERT`, `CREATE`, … */
  readonly command: string;
  readonly rowCount: number | null;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly unknown[])[];
}

/** Rows as an aligned table with their number, or what a statement without rows did. */
export function asTable({ command, rowCount, columns, rows }: StatementResult): string {
  if (columns.length === 0) return rowCount === null ? command : `${command} ${rowCount}`;
  const cells = rows.map((row) => row.map(shown));
  const widths = columns.map((name, at) =>
    Math.max(...[name, ...cells.map((row) => row[at] ?? "")].map((text) => text.length)),
  );
  const line = (texts: readonly string[]): string =>
    texts
      .map((text, at) => ` ${text.padEnd(widths[at] ?? 0)} `)
      .join("|")
      .trimEnd();
  const rule = widths.map((width) => "-".repeat(width + 2)).join("+");
  const count = `(${rows.length} row${rows.length === 1 ? "" : "s"})`;
  return [line(columns), rule, ...cells.map(line), count].join("\n");
}

/** Each row as a list of its columns, as `mysql` prints them after `\\G`. */
export function asLists({ columns, rows }: StatementResult): string {
  const width = Math.max(...columns.map((name) => name.length));
  return rows
    .flatMap((row, at) => [
      `*** ${String(at + 1)}. row ***`,
      ...columns.map((name, column) => `${name.padStart(width)}: ${shown(row[column])}`),
    ])
    .join("\n");
}

/** The rows as one line: an array of objects. */
export function asJson({ columns, rows }: StatementResult): string {
  return JSON.stringify(rows.map((row) => Object.fromEntries(columns.map((name, at) => [name, row[at]]))));
}

function shown(value: unknown): string {
  if (value === null || value === undefined) return "";
  return typeof value === "string" ? value.replaceAll("\n", "\\n") : JSON.stringify(value);
}
