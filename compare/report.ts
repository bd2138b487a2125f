import type { Case } from "./case";
import { type Concern, concerns } from "./concerns";
import { type Answers, score } from "./score";

export interface Column {
  readonly name: string;
  readonly answers: Answers;
  readonly milliseconds: number;
}

/** The comparison in Markdown. */
export function report(cases: readonly Case[], columns: readonly Column[], day: string, machine: string): string {
  const traps = cases.filter(({ trap }) => trap).length;
  const all = score(
    cases,
    cases.map(() => true),
  );
  return [
    "## Compared with other tools",
    `${cases.length} configurations, each written once and shown to every tool in the form it reads: ${all.bad} with one
mistake, ${all.good} without, of which ${traps} are often taken for mistakes. A tool has found a mistake if it reports any check about it on
the resource that has it; such a check on a good configuration is a false alarm. Which checks count is listed in
[concerns.ts](../compare/concerns.ts), the configurations in [cases](../compare/cases). Run on ${day}, ${machine};
\`npm run compare:policy\` does it again.`,
    totals(cases, columns),
    `Of checkov all checks were run, of cdk-nag all rules, whatever pack they are in; of this pack the default settings. Times are
wall times of the whole run, the best of three, without the engine, CDK's compilation or Terraform's plan; the pack is
started once for all configurations, in both SDKs' forms, and must be right in both. In Terraform's form
${cases.length - shown(columns[2])} configurations do not exist.`,
    perConcern(cases, columns),
  ].join("\n\n");
}

const shown = (column: Column | undefined): number => column?.answers.filter((it) => it !== undefined).length ?? 0;

function totals(cases: readonly Case[], columns: readonly Column[]): string {
  const rows = columns.map(({ name, answers, milliseconds }) => {
    const { bad, good, found, falseAlarms } = score(cases, answers);
    const seconds = `${(milliseconds / 1000).toFixed(1)} s`;
    return `| ${name} | ${found} of ${bad} | ${bad - found} | ${falseAlarms} of ${good} | ${seconds} |`;
  });
  return ["| tool | found | missed | false alarms | time |", "| --- | --- | --- | --- | --- |", ...rows].join("\n");
}

function perConcern(cases: readonly Case[], columns: readonly Column[]): string {
  const rows = (Object.keys(concerns) as Concern[]).map((concern) => {
    const cells = columns.map(({ answers }) => cell(score(cases, answers, concern)));
    return `| ${[concerns[concern].title, ...cells].join(" | ")} |`;
  });
  const names = columns.map(({ name }) => name);
  return [`| concern | ${names.join(" | ")} |`, `| --- |${" --- |".repeat(names.length)}`, ...rows].join("\n");
}

function cell({ bad, good, found, falseAlarms }: ReturnType<typeof score>): string {
  if (bad + good === 0) return "–";
  const alarms = falseAlarms === 0 ? "" : `, ${falseAlarms} false of ${good}`;
  return `${found}/${bad}${alarms}`;
}
