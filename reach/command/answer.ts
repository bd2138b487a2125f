import { explain, type Explanation } from "../../reachability/explain";
import { explainLogin, type LoginExplanation } from "../../reachability/login/explain-login";
import { seenThrough } from "../../reachability/proxy";
import type { Topology } from "../../reachability/topology";
import { allOf, type Verdict } from "../../reachability/verdict";
import type { AskedClient, AskedDatabase } from "./askable";

/** The answer for one client and one database. */
export interface Answer {
  readonly client: AskedClient;
  readonly database: AskedDatabase;
  /** Of the subnet from which it is hardest: a client that may be in several must get through from each. */
  readonly explanation: Explanation;
  /** Where a login by IAM is asked for, too. */
  readonly login?: Login;
  /** How many of its places have that verdict, of how many. */
  readonly alike: readonly [number, number];
}

/** Who logs in by IAM, and what comes of it. */
export interface Login {
  readonly principalArn: string;
  readonly user: string;
  readonly externalId?: string;
  readonly explanation: LoginExplanation;
}

const worst: Readonly<Record<Verdict, number>> = { blocked: 0, unknown: 1, open: 2 };

export function answer(topology: Topology, client: AskedClient, database: AskedDatabase): Answer {
  const all = client.places.map((place) => explain(topology, place, database.database));
  const explanation = all.reduce((one, other) => (worst[other.verdict] < worst[one.verdict] ? other : one));
  const alike = all.filter(({ verdict }) => verdict === explanation.verdict).length;
  return { client, database, explanation, alike: [alike, all.length] };
}

/** The answer with the login of a role as a user: to what the client meets, the database or the proxy before it. */
export function withLogin(topology: Topology, only: Answer, asked: Omit<Login, "explanation">): Answer {
  const { database, through } = only.explanation;
  const proxy = topology.proxies?.find(({ id }) => id === through.proxyId);
  const met = proxy === undefined ? database : seenThrough(proxy);
  return { ...only, login: { ...asked, explanation: explainLogin(topology, asked, met) } };
}

/** Of the way, and of the login where one is asked for. */
export function verdictOf({ explanation, login }: Pick<Answer, "explanation" | "login">): Verdict {
  return allOf([explanation.verdict, ...(login === undefined ? [] : [login.explanation.verdict])]);
}

/** The word for people and programs. */
export const words: Readonly<Record<Verdict, "reachable" | "blocked" | "unknown">> = {
  open: "reachable",
  blocked: "blocked",
  unknown: "unknown",
};

/** 0 reachable, 1 blocked, 3 unknown; of several the first that is not 0, blocked before unknown. */
export function exitCode(verdicts: readonly Verdict[]): 0 | 1 | 3 {
  if (verdicts.includes("blocked")) return 1;
  return verdicts.includes("unknown") ? 3 : 0;
}
