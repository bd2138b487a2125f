import { admissions, type Admission } from "./admissions";
import { inOrder } from "./indexed";
import { configurationsOf, mayReferTo, sharedId } from "./lookup";
import { isUnknown, onlyKnown, type Maybe } from "./maybe";
import { outsideAdmissions } from "./outside-admissions";
import { proxiesOf, seenThrough } from "./proxy";
import type { Database, Share, SharePrincipal, Topology } from "./topology";

/** Everyone who can reach a database. */
export interface Audience {
  /** Whom AWS RAM lets in: they may build the rest of the way themselves. */
  readonly principals: readonly SharedWith[];
  /** Whose way is built, or may turn out to be. */
  readonly clients: readonly Admission[];
}

interface SharedWith {
  readonly shareArn: string;
  /** The resource configuration or the service network. */
  readonly resourceId: string;
  /** 12 digits, or the ARN of an organisation or organizational unit. */
  readonly principal: Maybe<string>;
  readonly accepted: Maybe<boolean>;
}

/** By the same hops as `explain`: whoever it says can reach the database is listed, and nobody whom it says blocked. */
export function audience(topology: Topology, database: Database): Audience {
  const met = [database, ...proxiesOf(topology, database).map(seenThrough)];
  return {
    principals: met.flatMap((front) => sharedPrincipals(topology, front)),
    clients: onceEach(met.flatMap((front) => [...admissions(topology, front), ...outsideAdmissions(topology, front)])),
  };
}

/** Who comes by several ways of one kind, such as IPv4 and IPv6, counts by the best of them. */
function onceEach(all: readonly Admission[]): readonly Admission[] {
  const found = new Map<string, Admission>();
  for (const it of all) {
    const key = JSON.stringify({ ...it, verdict: undefined });
    const before = found.get(key);
    if (before === undefined || it.verdict === "open") found.set(key, it);
  }
  return [...found.values()];
}

function sharedPrincipals(topology: Topology, database: Database): readonly SharedWith[] {
  const shared = new Set<string>();
  for (const configuration of configurationsOf(topology, database)) {
    const ids = onlyKnown([configuration.id, sharedId(configuration)]);
    const networks = topology.resourceAssociations
      .filter(({ configurationId }) => ids.some((id) => mayReferTo(configurationId, id)))
      .map(({ networkId }) => networkId);
    for (const id of [...ids, ...onlyKnown(networks)]) shared.add(id);
  }
  const all = [...shared];
  return topology.shares.flatMap((share) => {
    const { resourceIds } = share;
    const carried = isUnknown(resourceIds)
      ? all
      : inOrder(
          all,
          resourceIds.filter((id) => shared.has(id)),
        );
    return carried.flatMap((id) => principalsOf(share, id));
  });
}

function principalsOf(share: Share, resourceId: string): readonly SharedWith[] {
  const { principals } = share;
  const listed: readonly SharePrincipal[] = isUnknown(principals)
    ? [{ principal: principals, accepted: principals }]
    : principals;
  return listed.map((principal) => ({ shareArn: share.arn, resourceId, ...principal }));
}
