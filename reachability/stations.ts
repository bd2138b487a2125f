import type { Explanation } from "./explain";
import type { HopCode } from "./hop";

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

/** The stations of an explanation's way, from behind the client to the database, in the order a connection meets them. */
export function stations({ route, database, through }: Explanation): readonly Station[] {
  const last = { side: "database", what: "database", id: database.name } as const;
  if (route === "direct") return [{ ...last, hops: ["client-egress", "database-ingress"] }];
  const entered: HopCode = route === "vpc-association" ? "vpc-association" : "endpoint";
  const entry = { side: "client", hops: ["client-egress"] } as const;
  const inside: readonly Station[] =
    route === "resource-endpoint"
      ? [{ ...entry, what: "resource endpoint", id: through.endpointId }]
      : [
          route === "vpc-association"
            ? { ...entry, what: "VPC association", id: through.vpcAssociationId }
            : { ...entry, what: "service network endpoint", id: through.endpointId },
          { side: "client", what: "service network", id: through.networkId, hops: [entered] },
          {
            side: "client",
            what: "resource association",
            id: through.resourceAssociationId,
            hops: ["resource-association"],
          },
        ];
  const crossing: readonly HopCode[] =
    route === "resource-endpoint" ? [entered, "share-names-account"] : ["share-names-account"];
  return [
    ...inside,
    { side: "database", what: "resource configuration", id: through.configurationId, hops: crossing },
    { side: "database", what: "resource gateway", id: through.gatewayId, hops: ["resource-configuration"] },
    { ...last, hops: ["gateway", "database-ingress"] },
  ];
}
