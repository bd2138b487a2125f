import { randomInt } from "node:crypto";
import type { Client } from "../../reachability/client";
import type { Explanation } from "../../reachability/explain";
import type { Reads } from "../state/store";
import { vpcEndpointKind, vpcKind } from "../services/ec2/entities";
import { logGroupKind } from "../services/logs/entities";
import { putLogEvents } from "../services/logs/log-events";
import type { RdsEndpoint } from "../services/rds/endpoints";
import type { Services } from "../services/services";
import {
  accessLogSubscriptionKind,
  resourceConfigurationKind,
  resourceGatewayKind,
  serviceNetworkKind,
} from "../services/vpc-lattice/entities";
import { childrenOf, domainNameOf, managedAssociations } from "../services/vpc-lattice/managed-children";
import { addressOf, latticeAddress } from "./addresses";

/** A record of VPC Lattice's access log for resources, in AWS's field names (user guide, "Access logs"). */
interface AccessRecord {
  readonly eventTimestamp: string;
  readonly serviceNetworkArn?: string;
  readonly serviceNetworkResourceAssociationId?: string;
  readonly vpcEndpointId?: string;
  readonly sourceVpcArn?: string;
  readonly resourceConfigurationArn?: string;
  readonly protocol: "TCP";
  readonly sourceIpPort: string;
  readonly destinationIpPort: string;
  readonly gatewayIpPort?: string;
  readonly resourceIpPort?: string;
  /** Not AWS's: the code of the hop that refused the connection. */
  readonly refusedBy?: string;
}

export interface LoggedConnection {
  readonly client: Client;
  /** The client's address. */
  readonly sourceIp: string;
  readonly endpoint: RdsEndpoint;
  readonly explanation: Explanation;
  readonly ports: Ports;
}

/** Where a connection comes from on its two ways: to Lattice, and from the gateway to the database. */
export interface Ports {
  readonly source: number;
  readonly gateway: number;
}

const LOG_STREAM = "resource-access-logs";
const EPHEMERAL_PORTS = [32768, 61000] as const;

export function ephemeralPorts(): Ports {
  return { source: randomInt(...EPHEMERAL_PORTS), gateway: randomInt(...EPHEMERAL_PORTS) };
}

/**
 * Writes the record to the log groups that subscribe to the service network's or the configuration's RESOURCE traffic:
 * readable, in the order of the calls, when this returns; on disk when the promise resolves.
 */
export async function logAccess(
  services: Pick<Services, "store" | "clock">,
  connection: LoggedConnection,
): Promise<void> {
  const { configurationId, networkId } = connection.explanation.through;
  const destinations = services.store
    .list(accessLogSubscriptionKind, ({ data }) => data.resourceId === configurationId || data.resourceId === networkId)
    .filter(({ data }) => data.serviceNetworkLogType !== "SERVICE")
    .map(({ data }) => data.destinationArn)
    // A subscription may outlive its log group; what it would have written is lost, the connection is not.
    .filter((arn) => services.store.get(logGroupKind, arn.replace(/:\*$/, "")) !== undefined);
  if (destinations.length === 0) return;
  const now = services.clock.now();
  const record = accessRecord(services.store, now, connection);
  const event = { timestamp: now.getTime(), message: JSON.stringify(record) };
  await Promise.all(destinations.map((arn) => putLogEvents(services, arn, LOG_STREAM, [event])));
}

function accessRecord(
  reads: Reads,
  now: Date,
  { client, sourceIp, endpoint: met, explanation, ports }: LoggedConnection,
): AccessRecord {
  const { through, verdict, headline } = explanation;
  const { address, port } = met.instance.data.endpoint;
  const gateway = reads.get(resourceGatewayKind, through.gatewayId ?? "");
  const gatewayIp = gateway && addressOf(reads, gateway.arn);
  const endpoint = reads.get(vpcEndpointKind, through.endpointId ?? "");
  const child = childrenOf(reads, through.configurationId ?? "").find((it) => domainNameOf(it) === address);
  const association = served(reads, through.resourceAssociationId, child?.id);
  const configuration = child ?? reads.get(resourceConfigurationKind, through.configurationId ?? "");
  const destinationIp = (endpoint && addressOf(reads, endpoint.arn)) ?? latticeAddress(association ?? "");
  const resourceIp = addressOf(reads, met.interfaceOf);
  const optional = {
    serviceNetworkArn: reads.get(serviceNetworkKind, through.networkId ?? "")?.arn,
    serviceNetworkResourceAssociationId: association,
    vpcEndpointId: through.endpointId,
    sourceVpcArn: reads.get(vpcKind, client.vpcId ?? "")?.arn,
    resourceConfigurationArn: configuration?.arn,
    gatewayIpPort: gatewayIp && `${gatewayIp}:${ports.gateway}`,
    resourceIpPort: resourceIp && `${resourceIp}:${port}`,
    refusedBy: verdict === "open" ? undefined : headline?.code,
  };
  return {
    eventTimestamp: now.toISOString(),
    protocol: "TCP",
    sourceIpPort: `${sourceIp}:${ports.source}`,
    destinationIpPort: `${destinationIp}:${port}`,
    ...Object.fromEntries(Object.entries(optional).filter(([, value]) => value !== undefined)),
  };
}

/** What the client's packets go to: of a configuration of type ARN the child, which has the name and the address. */
function served(reads: Reads, associationId: string | undefined, childId: string | undefined): string | undefined {
  if (associationId === undefined) return undefined;
  const managed = managedAssociations(reads, associationId);
  return managed.find(({ data }) => data.resourceConfigurationId === childId)?.id ?? associationId;
}
