import type { NameOf } from "../diagram/drawing";
import type { Admitted, AudienceAnswer, Invited } from "./audience";
import { cell } from "./markdown";
import type { Paint } from "./paint";

/** Everyone who can and who could, for a terminal. */
export function audienceText({ database, admitted, couldBe }: AudienceAnswer, nameOf: NameOf, paint: Paint): string {
  return [
    paint("bold", `who can reach ${database}`),
    ...listOr(
      admitted.map((it) => admittedLine(it, nameOf, paint)),
      "nobody",
    ),
    paint("bold", "who could: named by a share, with no way built yet"),
    ...listOr(
      couldBe.map((it) => `  ${invitedText(it, nameOf)}`),
      "nobody",
    ),
    summary({ database, admitted, couldBe }),
  ].join("\n");
}

/** Likewise, for a pull request. */
export function audienceMarkdown({ database, admitted, couldBe }: AudienceAnswer, nameOf: NameOf): string {
  const rows = admitted.map((it) => [
    it.account,
    it.vpc === null ? "unknown" : it.vpc === undefined ? "" : nameOf(it.vpc),
    `${nameOf(it.clients)}${subnetsText(it, nameOf)}`,
    `${it.entry === null ? it.way : `${it.way} (${nameOf(it.entry)})`}${linkText(it, nameOf)}`,
    it.certain ? "✅" : "❔",
  ]);
  return [
    `**Who can reach ${cell(database)}**`,
    "",
    "| account | VPC | clients | way | certain |",
    "|---|---|---|---|---|",
    ...rows.map((row) => `| ${row.map(cell).join(" | ")} |`),
    "",
    ...(couldBe.length === 0 ? [] : ["**Who could: named by a share, with no way built yet**", ""]),
    ...couldBe.map((it) => `- ${cell(invitedText(it, nameOf))}`),
  ].join("\n");
}

function admittedLine(it: Admitted, nameOf: NameOf, paint: Paint): string {
  const { vpc, clients, way, entry, link, certain } = it;
  const mark = certain ? paint("green", "✔") : paint("yellow", "?");
  const inside = link === null ? "inside the database's VPC" : "directly";
  const by = entry === null ? inside : `by ${way} ${nameOf(entry)}`;
  const place = vpc === undefined ? it.account : `account ${it.account}, ${vpc === null ? notKnown : nameOf(vpc)}`;
  return `  ${mark} ${place}: ${nameOf(clients)}${subnetsText(it, nameOf)}, ${by}${linkText(it, nameOf)}`;
}

const notKnown = "a VPC that is not known";

function subnetsText({ subnets }: Admitted, nameOf: NameOf): string {
  return subnets === undefined ? "" : ` in ${subnets.map(nameOf).join(", ")}`;
}

function linkText({ link }: Admitted, nameOf: NameOf): string {
  return link === null ? "" : ` through ${nameOf(link)}`;
}

function invitedText({ principal, share, resource, accepted }: Invited, nameOf: NameOf): string {
  const state = accepted === true ? "" : accepted === false ? ", invitation not accepted" : ", acceptance unknown";
  return `${principal ?? "a principal that is not known"}, by ${nameOf(share)} of ${nameOf(resource)}${state}`;
}

function summary({ admitted, couldBe }: AudienceAnswer): string {
  const sure = new Set(admitted.filter(({ certain }) => certain).map(({ account }) => account));
  const maybe = new Set(admitted.map(({ account }) => account).filter((account) => !sure.has(account)));
  const count = (number: number, what: string): string => `${number} ${what}${number === 1 ? "" : "s"}`;
  return `${count(sure.size, "account")} can, ${count(maybe.size, "account")} may, ${count(couldBe.length, "principal")} could`;
}

function listOr(lines: readonly string[], none: string): readonly string[] {
  return lines.length === 0 ? [`  ${none}`] : lines;
}
