import type { Explanation } from "./explain";
import type { HopCode } from "./hop-code";
import { leadsTo, pieces, type Piece } from "./way-hops";

/** What a connection passes on its way, and the hops that lead to it from what it passed before. */
export interface Station {
  /** Whose account it is in. */
  readonly side: "client" | "database";
  readonly what: string;
  /** None where it does not exist. */
  readonly id?: string | undefined;
  /** None lead to the client, where every way begins. */
  readonly hops: readonly HopCode[];
}

type Place = Omit<Station, "hops">;

/** The stations of an explanation's way, from behind the client to the database, in the order a connection meets them. */
export function stations(explanation: Explanation): readonly Station[] {
  const places = placesOf(explanation);
  const codes = explanation.hops.map(({ code }) => code);
  let hops: readonly HopCode[] = [];
  return pieces.flatMap((piece) => {
    hops = [...hops, ...codes.filter((code) => leadsTo[code] === piece)];
    const place = places[piece];
    if (place === undefined) return [];
    const station = { ...place, hops };
    hops = [];
    return [station];
  });
}

/** The pieces that a way of this kind has, made or not. */
function placesOf({ route, database, through }: Explanation): Partial<Record<Piece, Place>> {
  const proxy = { proxy: { side: "database", what: "RDS Proxy", id: through.proxyId } } as const;
  const last = {
    ...(through.proxyId === undefined ? {} : proxy),
    database: { side: "database", what: "database", id: database.name },
  } as const;
  if (route === "direct") return last;
  const databaseSide = {
    "resource configuration": { side: "database", what: "resource configuration", id: through.configurationId },
    "resource gateway": { side: "database", what: "resource gateway", id: through.gatewayId },
    ...last,
  } as const;
  if (route === "resource-endpoint") {
    return { entry: { side: "client", what: "resource endpoint", id: through.endpointId }, ...databaseSide };
  }
  const entry =
    route === "vpc-association"
      ? ({ side: "client", what: "VPC association", id: through.vpcAssociationId } as const)
      : ({ side: "client", what: "service network endpoint", id: through.endpointId } as const);
  return {
    entry,
    "service network": { side: "client", what: "service network", id: through.networkId },
    "resource association": { side: "client", what: "resource association", id: through.resourceAssociationId },
    ...databaseSide,
  };
}
