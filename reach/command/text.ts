import { isUnknown } from "../../reachability/maybe";
import type { Explanation } from "../../reachability/explain";
import type { Hop } from "../../reachability/hop";
import type { Verdict } from "../../reachability/verdict";
import { verdictOf, words, type Answer, type Login } from "./answer";
import type { NameOf } from "../diagram/drawing";
import { withNames } from "./names";
import type { Paint } from "./paint";

const marks = { open: "✔", blocked: "✘", unknown: "?" } as const;
const styles = { open: "green", blocked: "red", unknown: "yellow" } as const;

/** A way hop by hop, what is in it and what to do, for a terminal. The last line is the verdict. */
export function wayText({ client, database, explanation, alike, login }: Answer, nameOf: NameOf, paint: Paint): string {
  const { hops, verdict } = explanation;
  const named = (sentence: string): string => withNames(sentence, nameOf);
  const said = verdictOf({ explanation, ...(login === undefined ? {} : { login }) });
  const headline = said === verdict ? explanation.headline : login?.explanation.headline;
  const head = paint("bold", `${client.name} → ${database.name}`);
  const port = isUnknown(explanation.database.port) ? "" : `, port ${explanation.database.port}`;
  const from = `${placeText(explanation.client, named)} → account ${explanation.database.account}${port}`;
  return [
    head,
    paint("dim", `  ${from}, ${routeText(explanation)}`),
    ...hops.flatMap((hop) => hopLines(hop, named, paint)),
    ...nameLines(explanation),
    ...(login === undefined ? [] : loginLines(login, named, paint)),
    `${paint(styles[said], words[said])}${named(becauseOf(headline))}${elsewhere(verdict, alike)}`,
  ].join("\n");
}

function placeText(client: Explanation["client"], named: (sentence: string) => string): string {
  const place = client.subnetId ?? client.vpcId ?? "no VPC";
  return client.outside === true ? client.account : `account ${client.account}, ${named(place)}`;
}

function routeText({ client, route, through }: Explanation): string {
  if (client.outside === true && route === "vpc-association") return "by no way that was found";
  if (route !== "direct") return `by ${wayName[route]}`;
  if (through.internetGatewayId !== undefined) return "from the internet";
  const link = through.peeringConnectionId ?? through.transitGatewayId ?? through.vpnGatewayId;
  return link === undefined ? "inside the VPC" : "by routes between networks";
}

const resolving = {
  open: "",
  blocked: " does not lead there this way",
  unknown: " may not lead there this way",
} as const;

/** What a client can call the database, the best first. Of names that nobody knows there is nothing to say. */
function nameLines({ names, verdict }: Answer["explanation"]): readonly string[] {
  if (verdict === "blocked") return [];
  const told = names.flatMap(({ name, resolves, verifyFull }) => {
    if (isUnknown(name)) return [];
    const tls = resolves !== "open" ? "" : verifyFull === "open" ? " (verify-full works)" : " (not with verify-full)";
    return [`${name}${resolving[resolves]}${tls}`];
  });
  return told.length === 0 ? [] : [`  names: ${told.join("; ")}`];
}

function loginLines(login: Login, named: (sentence: string) => string, paint: Paint): readonly string[] {
  const head = `  login of ${login.user} as ${login.principalArn}:`;
  return [head, ...login.explanation.hops.flatMap((hop) => hopLines(hop, named, paint))];
}

const wayName = {
  "vpc-association": "the VPC's association with a service network",
  "service-network-endpoint": "a service network endpoint",
  "resource-endpoint": "a resource endpoint",
} as const;

function hopLines(hop: Hop, named: (sentence: string) => string, paint: Paint): readonly string[] {
  const line = `  ${paint(styles[hop.verdict], marks[hop.verdict])} ${hop.code}: ${named(hop.reason)}`;
  return hop.fix === undefined || hop.verdict === "open" ? [line] : [line, `      fix: ${named(hop.fix)}`];
}

function becauseOf(headline: Hop | undefined): string {
  return headline === undefined ? "" : ` at ${headline.code}: ${headline.reason}`;
}

/** Where the subnets it may be in differ. */
function elsewhere(verdict: Verdict, [alike, all]: Answer["alike"]): string {
  return alike === all
    ? ""
    : `\n(so it is from ${alike} of its ${all} subnets${verdict === "blocked" ? "; it gets through, or may, from the others" : ""})`;
}

/** All clients and databases: a row a pair, what is not reachable with its reason. */
export function tableText(answers: readonly Answer[], nameOf: NameOf, paint: Paint): string {
  const rows = answers.map(({ client, database, explanation }) => ({
    cells: [client.name, database.name] as const,
    verdict: explanation.verdict,
    why:
      explanation.headline === undefined
        ? explanation.route
        : withNames(`${explanation.headline.code}: ${explanation.headline.reason}`, nameOf),
  }));
  const width = (at: 0 | 1): number => Math.max(...rows.map(({ cells }) => cells[at].length));
  const lines = rows.map(
    ({ cells: [from, to], verdict, why }) =>
      `${paint(styles[verdict], marks[verdict])} ${from.padEnd(width(0))}  ${to.padEnd(width(1))}  ${paint(styles[verdict], words[verdict].padEnd(9))}  ${why}`,
  );
  const counts = (["open", "blocked", "unknown"] as const).map(
    (it) => `${rows.filter(({ verdict }) => verdict === it).length} ${words[it]}`,
  );
  return [...lines, counts.join(", ")].join("\n");
}
