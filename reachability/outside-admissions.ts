import { parseCidr, contains } from "../aws/cidr";
import { waysOf, wayFacts, type Admission, type OpenWay } from "./admissions";
import { outsideClient } from "./client";
import { isOverIpv6, viewsOf } from "./ipv6";
import type { Link } from "./links";
import { isUnknown, unknown, type Maybe } from "./maybe";
import { publicParts } from "./public-addresses";
import { rangesAdmitted } from "./sources";
import type { Database, Topology } from "./topology";
import { allOf, type Verdict } from "./verdict";

/** Whose way to a database is built from outside AWS: the ranges that what lets clients in names, as far as links lead there. */
export function outsideAdmissions(topology: Topology, database: Database): readonly Admission[] {
  return viewsOf(topology).flatMap((view) => admissionsIn(view, database));
}

function admissionsIn(topology: Topology, database: Database): readonly Admission[] {
  const ways = waysOf({ topology, client: outsideClient(undefined), database });
  return ways.flatMap((way) => {
    const { door, path } = way;
    if (door === "every client" || path.link === undefined) return [];
    const { link } = path;
    const ranges = rangesBehind(topology, link);
    const admitted = rangesAdmitted(topology, door).flatMap((range) => common(range, ranges));
    const isThere = (range: Maybe<string>): boolean =>
      isUnknown(range) ||
      (range.includes(":") === isOverIpv6(topology) &&
        (link.kind !== "internet-gateway" || publicParts(range).length > 0));
    return [...new Set(admitted)].filter(isThere).flatMap((range) => admissionOf(way, range));
  });
}

/** Judged as `explain` would a client there: it has neither groups nor egress of its own. */
function admissionOf(way: OpenWay, range: Maybe<string>): readonly Admission[] {
  const isOpen = isUnknown(range);
  const client = outsideClient(isOpen ? undefined : range);
  const hops = way.hops({ ...way.path, client });
  const verdict: Verdict = isOpen
    ? allOf(hops.map((it) => it.standing()))
    : allOf(hops.map((it) => it.judge().verdict));
  if (verdict === "blocked") return [];
  const source = isOpen ? "unknown clients" : { cidr: range };
  return [{ ...wayFacts(way), source, verdict: isOpen ? "unknown" : verdict }];
}

/** Ranges outside AWS to which a link leads; unknown among them where it may lead to any. */
function rangesBehind(topology: Topology, link: Link): readonly Maybe<string>[] {
  if (link.kind === "internet-gateway") return ["0.0.0.0/0", "::/0"];
  if (link.kind === "vpn-gateway") {
    const { connections } = link.gateway;
    return isUnknown(connections) ? [connections] : connections.flatMap(({ cidrs }) => spread(cidrs));
  }
  if (link.kind === "peering") return [];
  const { id, learns = [] } = link.near;
  const routes = topology.transitGatewayRouteTables.flatMap((table): readonly Maybe<string>[] => {
    if (isUnknown(table.routes)) return [table.routes];
    return table.routes
      .filter(({ attachmentId }) => attachmentId === id || isUnknown(attachmentId))
      .map((it) => it.cidr);
  });
  return [...spread(learns), ...routes];
}

const spread = (ranges: Maybe<readonly string[]>): readonly Maybe<string>[] => (isUnknown(ranges) ? [ranges] : ranges);

/** What a range shares with others; the range itself where one of these may be any. */
function common(range: Maybe<string>, others: readonly Maybe<string>[]): readonly Maybe<string>[] {
  if (isUnknown(range)) return others.length === 0 ? [] : [anybody];
  return others.flatMap((other) => (isUnknown(other) ? [range] : narrower(range, other)));
}

const anybody = unknown("who is let in is known");

function narrower(one: string, other: string): readonly string[] {
  const [a, b] = [parseCidr(one), parseCidr(other)];
  if (a === undefined || b === undefined) return [];
  if (contains(b, a)) return [one];
  return contains(a, b) ? [other] : [];
}
