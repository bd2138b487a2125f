import type { NameOf } from "../diagram/drawing";
import { words, type Answer } from "./answer";
import { withNames } from "./names";

const signs = { open: "✅", blocked: "❌", unknown: "❔" } as const;

/** The answers as a table, for a pull request. */
export function markdown(answers: readonly Answer[], nameOf: NameOf): string {
  const rows = answers.map(({ client, database, explanation: { verdict, headline, route } }) => {
    const why = headline === undefined ? route : `\`${headline.code}\`: ${withNames(headline.reason, nameOf)}`;
    const fix = headline?.fix === undefined ? "" : withNames(headline.fix, nameOf);
    return [client.name, database.name, `${signs[verdict]} ${words[verdict]}`, why, fix].map(cell).join(" | ");
  });
  return [
    "| client | database | verdict | why | fix |",
    "|---|---|---|---|---|",
    ...rows.map((row) => `| ${row} |`),
  ].join("\n");
}

/** Nothing in a cell ends it, or is read as HTML. */
export function cell(text: string): string {
  return text
    .replace(/[<>]/g, (sign) => `&#${sign.charCodeAt(0)};`)
    .replaceAll("|", "\\|")
    .replace(/\s*\n\s*/g, " ");
}
