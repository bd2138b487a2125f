import type { Hop } from "../../reachability/hop";
import type { Thing } from "../things";
import { words, type Answer } from "./answer";
import { subjectOf } from "./hop-resource";

/** A resource under all its names; null for what does not exist yet or is not known. */
interface NamedResource {
  readonly urn: string | null;
  readonly id: string | null;
  readonly arn: string | null;
}

interface JsonHop {
  readonly code: Hop["code"];
  readonly resource: NamedResource | null;
  readonly verdict: (typeof words)[keyof typeof words];
  readonly reason: string;
  /** Where AWS says so. */
  readonly source: string;
  readonly fix: string | null;
}

/** What `--json` writes of one way; stable, as scripts read it. */
export interface JsonAnswer {
  readonly client: string;
  readonly database: string;
  readonly verdict: (typeof words)[keyof typeof words];
  readonly route: string;
  readonly hops: readonly JsonHop[];
  readonly blockedBy: Pick<JsonHop, "code" | "resource"> | null;
  /** What is not known yet, a phrase each: "the gateway is created". */
  readonly unknownUntil: readonly string[];
}

export function jsonAnswer({ client, database, explanation }: Answer, things: readonly Thing[]): JsonAnswer {
  const hops = explanation.hops.map((hop): JsonHop => ({
    code: hop.code,
    resource: resourceOf(subjectOf(explanation, hop), things),
    verdict: words[hop.verdict],
    reason: hop.reason,
    source: hop.source,
    fix: hop.verdict === "open" ? null : (hop.fix ?? null),
  }));
  const blocking = hops.find(({ verdict }) => verdict === "blocked");
  const open = explanation.hops.filter(({ verdict }) => verdict === "unknown");
  return {
    client: client.name,
    database: database.name,
    verdict: words[explanation.verdict],
    route: explanation.route,
    hops,
    blockedBy: blocking === undefined ? null : { code: blocking.code, resource: blocking.resource },
    unknownUntil: [...new Set(open.map(({ until, reason }) => until ?? reason))],
  };
}

function resourceOf(id: string | undefined, things: readonly Thing[]): NamedResource | null {
  if (id === undefined) return null;
  const thing = things.find((it) => it.id === id && !it.external) ?? things.find((it) => it.id === id);
  if (thing === undefined) return { urn: null, id, arn: id.startsWith("arn:") ? id : null };
  return { urn: thing.urn, id: thing.physicalId ?? null, arn: thing.arn ?? null };
}
