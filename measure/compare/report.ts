import type { Case } from "./case";
import { type Concern, concerns } from "./concerns";
import { type Answers, score } from "./score";

export interface Column {
  readonly name: string;
  readonly answers: Answers;
  readonly seconds: number;
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
    `${cases.length} configurations, each written once and shown to every tool in the form it reads: ${all.bad} with a
mistake, ${all.good} without, of which ${traps} are often taken for mistakes. A tool has found a mistake if it reports any check
about it on a resource it concerns; such a check on a good configuration is a false alarm. Run on ${day}, ${machine};
\`npm run compare:policy\` does it again.`,
    totals(cases, columns),
    `The configurations follow this pack's own catalogue: the figures say how much of that each tool covers, and nothing of
what others check beyond it. They are in [cases](../measure/compare/cases), the checks that count in
[concerns.ts](../measure/compare/concerns.ts), and the rules of the comparison in
[decision 0060](../docs/decisions/0060-how-the-policy-comparison-is-fair.md). Of checkov all checks were run, of cdk-nag all
rules, whatever pack they are in; of this pack the default settings, with the setting surroundings
on everywhere as most cases have no database in them, in the forms of both SDKs as a preview shows them, and it
must be right in both. In Terraform's form ${cases.length - shown(columns[2])} configurations do not exist. The time is processor
time for all configurations, the best of three runs, with each tool's start but without Pulumi's engine or Terraform's plan;
cdk-nag's has CDK's synthesis in it, which it needs.`,
    perConcern(cases, columns),
  ].join("\n\n");
}

const shown = (column: Column | undefined): number => column?.answers.filter((it) => it !== undefined).length ?? 0;

function totals(cases: readonly Case[], columns: readonly Column[]): string {
  const rows = columns.map(({ name, answers, seconds }) => {
    const { bad, good, found, falseAlarms } = score(cases, answers);
    return `| ${name} | ${found} of ${bad} | ${bad - found} | ${falseAlarms} of ${good} | ${seconds.toFixed(1)} s |`;
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
