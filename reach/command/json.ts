import { isUnknown } from "../../reachability/maybe";
import type { Hop } from "../../reachability/hop";
import type { Thing } from "../things";
import { verdictOf, words, type Answer } from "./answer";
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

interface JsonName {
  readonly name: string | null;
  readonly kind: "database" | "custom" | "lattice";
  /** Whether it leads the client this way, and whether the certificate names it; null where that is not known. */
  readonly resolves: boolean | null;
  readonly verifyFull: boolean | null;
  readonly reason: string;
}

/** What `--json` writes of one way; stable, as scripts read it. */
export interface JsonAnswer {
  readonly client: string;
  readonly database: string;
  readonly verdict: (typeof words)[keyof typeof words];
  readonly route: string;
  readonly hops: readonly JsonHop[];
  /** What a client can call the database, the best first; null for a name that is not known yet. */
  readonly names: readonly JsonName[];
  /** Where --as asks for it; its hops beside those of the way. */
  readonly login?: { readonly as: string; readonly user: string; readonly hops: readonly JsonHop[] };
  readonly blockedBy: Pick<JsonHop, "code" | "resource"> | null;
  /** What is not known yet, a phrase each: "the gateway is created". */
  readonly unknownUntil: readonly string[];
}

const yes = { open: true, blocked: false, unknown: null } as const;

export function jsonAnswer({ client, database, explanation, login }: Answer, things: readonly Thing[]): JsonAnswer {
  const hops = explanation.hops.map((hop) => jsonHop(hop, subjectOf(explanation, hop), things));
  const roleArn = login?.explanation.connectRoleArn;
  const loginHops = (login?.explanation.hops ?? []).map((hop) => {
    return jsonHop(
      hop,
      hop.code === "login-role" || hop.code === "login-permission" ? roleArn : explanation.database.id,
      things,
    );
  });
  const blocking = [...hops, ...loginHops].find(({ verdict }) => verdict === "blocked");
  const open = [...explanation.hops, ...(login?.explanation.hops ?? [])].filter(({ verdict }) => verdict === "unknown");
  return {
    client: client.name,
    database: database.name,
    verdict: words[verdictOf({ explanation, ...(login === undefined ? {} : { login }) })],
    route: explanation.route,
    hops,
    names: explanation.names.map(({ name, kind, resolves, verifyFull, reason }) => ({
      name: isUnknown(name) ? null : name,
      kind,
      resolves: yes[resolves],
      verifyFull: yes[verifyFull],
      reason,
    })),
    ...(login === undefined ? {} : { login: { as: login.principalArn, user: login.user, hops: loginHops } }),
    blockedBy: blocking === undefined ? null : { code: blocking.code, resource: blocking.resource },
    unknownUntil: [...new Set(open.map(({ until, reason }) => until ?? reason))],
  };
}

function jsonHop(hop: Hop, subject: string | undefined, things: readonly Thing[]): JsonHop {
  return {
    code: hop.code,
    resource: resourceOf(subject, things),
    verdict: words[hop.verdict],
    reason: hop.reason,
    source: hop.source,
    fix: hop.verdict === "open" ? null : (hop.fix ?? null),
  };
}

function resourceOf(id: string | undefined, things: readonly Thing[]): NamedResource | null {
  if (id === undefined) return null;
  const thing = things.find((it) => it.id === id && !it.external) ?? things.find((it) => it.id === id);
  if (thing === undefined) return { urn: null, id, arn: id.startsWith("arn:") ? id : null };
  return { urn: thing.urn, id: thing.physicalId ?? null, arn: thing.arn ?? null };
}
