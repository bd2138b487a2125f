import type { Client } from "../../reachability/client";
import { explain, type Explanation } from "../../reachability/explain";
import { hop, type Hop } from "../../reachability/hop";
import { clientName } from "../../reachability/path";
import type { Entity } from "../state/store";
import type { RdsEndpoint } from "../services/rds/endpoints";
import type { DbInstance } from "../services/rds/entities";
import type { Services } from "../services/services";
import { resolveName } from "./resolve-name";
import { endpointNode } from "./databases-from-store";
import { topologyFromStore } from "./topology-from-store";

export interface ConnectionRequest {
  readonly client: Client;
  readonly host: string;
  readonly port: number;
}

/** What the name stands for, and whether the client gets there now. */
export interface Judgement {
  readonly endpoint: RdsEndpoint;
  readonly explanation: Explanation;
}

/** Decides one connection by the state as it is at this moment; undefined for a name that does not exist. */
export function judgeConnection(
  { store, settings, clock }: Pick<Services, "store" | "settings" | "clock">,
  { client, host, port }: ConnectionRequest,
): Judgement | undefined {
  const resolved = resolveName(store, client, host);
  if (resolved === undefined) return undefined;
  const { endpoint, via, goneAssociation } = resolved;
  const { instance } = endpoint;
  const topology = topologyFromStore(store, settings, clock.now());
  const explanation = explain(topology, client, endpointNode(store, endpoint), via);
  const wrong =
    portHop(instance, client, port) ??
    nameHopOf(explanation, instance, client, host, via === undefined, goneAssociation);
  return { endpoint, explanation: wrong === undefined ? explanation : withHop(explanation, wrong) };
}

/** Where a hop is blocked, it is what keeps the name's record away too. */
function nameHopOf(
  { verdict }: Explanation,
  instance: Entity<DbInstance>,
  client: Client,
  host: string,
  hasNoRoute: boolean,
  goneAssociation: string | undefined,
): Hop | undefined {
  if (verdict === "blocked") return undefined;
  if (goneAssociation !== undefined) return goneHop(instance, client, goneAssociation);
  return hasNoRoute ? routeHop(instance, client, host) : undefined;
}

function goneHop({ data }: Entity<DbInstance>, client: Client, association: string): Hop {
  return nameHop(client, data, {
    reason: `${association}, the association that gave out this name, does not exist any more`,
    fix: `connect to ${data.endpoint.address}, the database's own name, which stays`,
  });
}

/** Nothing listens on any other port, whatever security groups and configurations let through. */
function portHop({ data }: Entity<DbInstance>, client: Client, port: number): Hop | undefined {
  if (port === data.endpoint.port) return undefined;
  return nameHop(client, data, {
    reason: `${data.dbInstanceIdentifier} does not listen on port ${port}`,
    fix: `connect to port ${data.endpoint.port}`,
  });
}

/** The public answer to the database's own name is an address inside its VPC. */
function routeHop({ data }: Entity<DbInstance>, client: Client, host: string): Hop {
  return nameHop(client, data, {
    reason: `${host} is an address in ${data.vpcId}, where ${client.vpcId ?? "the client"} has no route`,
    fix: "connect to the DNS name of the Lattice association, or turn on DNS support and DNS hostnames in the VPC",
  });
}

function nameHop(client: Client, data: DbInstance, finding: Pick<Hop, "reason" | "fix">): Hop {
  return hop("name", clientName(client), data.endpoint.address, { verdict: "blocked", ...finding });
}

function withHop(explanation: Explanation, first: Hop): Explanation {
  return { ...explanation, verdict: "blocked", hops: [first, ...explanation.hops], headline: first };
}
