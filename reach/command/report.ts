import { isCidr } from "../../aws/address-ranges";
import { outsideClient } from "../../reachability/client";
import { explain, type Explanation } from "../../reachability/explain";
import type { Topology } from "../../reachability/topology";
import { answer, exitCode, verdictOf, withLogin, type Answer } from "./answer";
import { NotFound, type Askable } from "./askable";
import type { Question, ReachArguments } from "./arguments";
import { audienceAnswer, type AudienceAnswer } from "./audience";
import { audienceMarkdown, audienceText } from "./audience-text";
import { clientNamed, likelyClients } from "./find-client";
import { databaseNamed, likelyDatabases } from "./find-database";
import { jsonAnswer } from "./json";
import { markdown } from "./markdown";
import { namesOf } from "./names";
import type { Paint } from "./paint";
import { tableText, wayText } from "./text";
import { thingNamed } from "./things-named";

/** What the command says. */
export interface Report {
  readonly text: string;
  readonly exitCode: 0 | 1 | 3;
  /** What a picture of it shows. */
  readonly ways: readonly Explanation[];
}

type Format = ReachArguments["format"];
type Asked = Pick<ReachArguments, "question" | "format" | "securityGroups" | "login">;

/** @throws NotFound for names that nothing has. */
export function report({ question, format, securityGroups, login }: Asked, from: Askable, paint: Paint): Report {
  if (question.kind === "audience") return reportAudience(question.database, format, from, paint);
  if (question.kind === "way") {
    const way = answer(
      from.topology,
      clientNamed(question.from, from, securityGroups),
      databaseNamed("--to", question.to, from),
    );
    const only = login === undefined ? way : loggedIn(way, login, from);
    const text = wayIn(only, format, from, paint);
    return { text, exitCode: exitCode([verdictOf(only)]), ways: [only.explanation] };
  }
  const answers = all(question, securityGroups, from);
  if (answers.length === 0) throw nothingToSay(from);
  const ways = answers.map(({ explanation }) => explanation);
  return { text: tableIn(answers, format, from, paint), exitCode: exitCode(ways.map(({ verdict }) => verdict)), ways };
}

function loggedIn(way: Answer, { role, ...asked }: NonNullable<Asked["login"]>, from: Askable): Answer {
  const principalArn = role.startsWith("arn:") ? role : thingNamed("--as", role, from).arn;
  if (principalArn === undefined) throw new NotFound(`--as ${role} has no ARN yet: give the one it will have`);
  return withLogin(from.topology, way, { principalArn, ...asked });
}

function all(
  question: Extract<Question, { kind: "table" }>,
  securityGroups: readonly string[],
  from: Askable,
): readonly Answer[] {
  const clients =
    question.from === undefined ? likelyClients(from) : [clientNamed(question.from, from, securityGroups)];
  const databases = question.to === undefined ? likelyDatabases(from) : [databaseNamed("--to", question.to, from)];
  return clients.flatMap((client) => databases.map((database) => answer(from.topology, client, database)));
}

function nothingToSay(from: Askable): NotFound {
  const missing = from.topology.databases.length === 0 ? "no database" : "no client";
  return new NotFound(
    `there is ${missing} in what was read (${from.things.length} resources): read other stacks too, or name one`,
  );
}

function wayIn(only: Answer, format: Format, { things }: Askable, paint: Paint): string {
  if (format === "json") return JSON.stringify(jsonAnswer(only, things), undefined, 2);
  return format === "markdown" ? markdown([only], namesOf(things)) : wayText(only, namesOf(things), paint);
}

function tableIn(answers: readonly Answer[], format: Format, { things }: Askable, paint: Paint): string {
  if (format === "json") {
    return JSON.stringify(
      answers.map((it) => jsonAnswer(it, things)),
      undefined,
      2,
    );
  }
  return format === "markdown" ? markdown(answers, namesOf(things)) : tableText(answers, namesOf(things), paint);
}

function reportAudience(name: string, format: Format, from: Askable, paint: Paint): Report {
  const { database } = databaseNamed("--audience", name, from);
  const found = audienceAnswer(name, from.topology, database);
  const ways = found.admitted.flatMap((it) => wayOf(it, from.topology, database.id));
  return { text: audienceIn(found, format, from, paint), exitCode: 0, ways };
}

function audienceIn(found: AudienceAnswer, format: Format, { things }: Askable, paint: Paint): string {
  if (format === "json") return JSON.stringify(found, undefined, 2);
  const nameOf = namesOf(things);
  return format === "markdown" ? audienceMarkdown(found, nameOf) : audienceText(found, nameOf, paint);
}

/** A client of those that are admitted, for the picture. */
function wayOf(
  { account, vpc, clients, subnets }: AudienceAnswer["admitted"][number],
  topology: Topology,
  id: string,
): readonly Explanation[] {
  const database = topology.databases.find((it) => it.id === id);
  if (vpc === null || database === undefined) return [];
  if (vpc === undefined) return [explain(topology, outsideClient(isCidr(clients) ? clients : undefined), database)];
  const securityGroupIds = topology.securityGroups.some((group) => group.id === clients) ? [clients] : [];
  const region = topology.vpcs.find(({ id: it }) => it === vpc)?.region ?? database.region;
  const [subnetId] = subnets ?? [];
  const client = { account, region, vpcId: vpc, securityGroupIds, ...(subnetId === undefined ? {} : { subnetId }) };
  return [explain(topology, client, database)];
}
