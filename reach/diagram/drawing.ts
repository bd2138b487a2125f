import type { Explanation } from "../../reachability/explain";
import { stations, type Station } from "../../reachability/stations";
import { allOf, type Verdict } from "../../reachability/verdict";

/** What is drawn, whatever draws it. */
export interface Drawing {
  /** Few ways read best downwards; of many, each is a row. */
  readonly direction: "down" | "right";
  /** In the order connections meet them. */
  readonly accounts: readonly DrawnAccount[];
  readonly arrows: readonly Arrow[];
}

export interface DrawnAccount {
  readonly id: string;
  /** `account 111122223333`; `outside AWS`. */
  readonly label: string;
  readonly places: readonly Place[];
}

export interface Place {
  readonly id: string;
  /** `resource gateway`. */
  readonly what: string;
  /** Its name; for what does not exist, that. */
  readonly name: string;
  readonly exists: boolean;
  readonly kind: "client" | "network" | "lattice" | "database";
}

export interface Arrow {
  readonly from: string;
  readonly to: string;
  /** The worst that is said of it on any of the ways it is part of. */
  readonly verdict: Verdict;
  /** What stands in the way; none where it is open. */
  readonly label?: string;
}

/** A person's name for what has this id in the topology. */
export type NameOf = (id: string) => string;

/** More than these side by side, and none can be read at 800 pixels. */
const MOST_BESIDE = 3;

/** The ways of some explanations, drawn through the accounts they lead through; what they share is drawn once. */
export function drawingOf(explanations: readonly Explanation[], nameOf: NameOf): Drawing {
  const places = new Map<string, Map<string, Place>>();
  const arrows = new Map<string, Arrow>();
  const isFull = explanations.length > MOST_BESIDE;
  for (const explanation of explanations) {
    let from = addPlace(places, explanation.client.account, clientPlace(explanation, nameOf));
    for (const station of isFull ? folded(stations(explanation)) : stations(explanation)) {
      const account = explanation[station.side].account;
      const to = addPlace(places, account, placeOf(station, account, nameOf));
      addArrow(arrows, arrowOf(explanation, station, from, to));
      from = to;
    }
  }
  const labelOf = (id: string): string => (/^\d/.test(id) ? `account ${id}` : id);
  const accounts = [...places].map(([id, inside]) => ({ id, label: labelOf(id), places: [...inside.values()] }));
  return { direction: isFull ? "right" : "down", accounts, arrows: [...arrows.values()] };
}

const FOLDABLE = ["service network", "resource association"];

/** Without what stands between the entry and the configuration and is there; what is said of it counts for what follows. */
function folded(all: readonly Station[]): readonly Station[] {
  let hops: Station["hops"] = [];
  return all.flatMap((station) => {
    hops = [...hops, ...station.hops];
    if (FOLDABLE.includes(station.what) && station.id !== undefined) return [];
    const kept = { ...station, hops };
    hops = [];
    return [kept];
  });
}

function addPlace(places: Map<string, Map<string, Place>>, account: string, place: Place): string {
  const inside = places.get(account) ?? new Map<string, Place>();
  places.set(account, inside);
  if (!inside.has(place.id)) inside.set(place.id, place);
  return place.id;
}

function clientPlace({ client }: Explanation, nameOf: NameOf): Place {
  const { account, vpcId, subnetId, securityGroupIds, sourceIp } = client;
  const id = ["client", account, vpcId, subnetId, sourceIp, ...securityGroupIds].join(" ");
  const named = securityGroupIds[0] ?? subnetId ?? vpcId;
  return {
    id,
    what: "client",
    name: sourceIp ?? (named === undefined ? account : nameOf(named)),
    exists: true,
    kind: "client",
  };
}

const kinds: Readonly<Record<string, Place["kind"]>> = { database: "database", "resource endpoint": "network" };

function placeOf({ what, id }: Station, account: string, nameOf: NameOf): Place {
  const kind = kinds[what] ?? (/endpoint|VPC/.test(what) ? "network" : "lattice");
  if (id === undefined) return { id: `no ${what} in ${account}`, what, name: "does not exist", exists: false, kind };
  return { id, what, name: nameOf(id), exists: true, kind };
}

function arrowOf({ hops }: Explanation, station: Station, from: string, to: string): Arrow {
  const passed = hops.filter(({ code }) => station.hops.includes(code));
  const verdict = allOf(passed.map((hop) => hop.verdict));
  const obstacle = passed.find((hop) => hop.verdict === verdict && verdict !== "open");
  return { from, to, verdict, ...(obstacle === undefined ? {} : { label: obstacle.code }) };
}

function addArrow(arrows: Map<string, Arrow>, arrow: Arrow): void {
  const key = `${arrow.from}\u0000${arrow.to}`;
  const before = arrows.get(key);
  if (before === undefined || allOf([before.verdict, arrow.verdict]) !== before.verdict) arrows.set(key, arrow);
}
