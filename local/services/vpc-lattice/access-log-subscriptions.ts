import type { Entity, Reads } from "../../state/store";
import { arnOf, parseArn } from "../../../aws/arn";
import { defined } from "../defined";
import { entityOf } from "../entity-of";
import { logGroupKind } from "../logs/entities";
import { NotModelledError } from "../not-modelled";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import {
  accessLogSubscriptionKind,
  resourceConfigurationKind,
  serviceNetworkKind,
  type AccessLogSubscription,
} from "./entities";
import { conflict, invalid, notFound } from "./errors";
import { findOwn, idOf } from "./find";

export interface CreateAccessLogSubscriptionRequest extends Pick<AccessLogSubscription, "destinationArn" | "tags"> {
  /** Of a service network or a resource configuration: id or ARN. */
  readonly resourceIdentifier: string;
  /** For a service network. Default: SERVICE, which has nothing of what passes to databases. */
  readonly serviceNetworkLogType?: "SERVICE" | "RESOURCE" | undefined;
}

/** CreateAccessLogSubscription: one for each log type and type of destination. Only log groups are modelled. */
export function createAccessLogSubscription(
  services: Pick<Services, "store" | "ids" | "clock">,
  caller: Caller,
  request: CreateAccessLogSubscriptionRequest,
): Promise<Entity<AccessLogSubscription>> {
  return services.store.transaction((transaction) => {
    const resource = findResource(transaction, caller, request.resourceIdentifier);
    const isNetwork = resource.kind === serviceNetworkKind;
    if (!isNetwork && request.serviceNetworkLogType !== undefined) {
      throw invalid(`${resource.id} is no service network: leave serviceNetworkLogType out`);
    }
    const serviceNetworkLogType = isNetwork ? (request.serviceNetworkLogType ?? "SERVICE") : undefined;
    checkDestination(transaction, caller, request.destinationArn);
    const [other] = transaction.list(
      accessLogSubscriptionKind,
      ({ data }) => data.resourceId === resource.id && data.serviceNetworkLogType === serviceNetworkLogType,
    );
    if (other !== undefined) {
      throw conflict(`${resource.id} has an access log subscription of this type and destination type: ${other.id}`);
    }

    const id = `als-${services.ids.hex(17)}`;
    const arn = arnOf(caller, "vpc-lattice", `accesslogsubscription/${id}`);
    const data: AccessLogSubscription = defined({
      resourceId: resource.id,
      resourceArn: resource.arn,
      destinationArn: request.destinationArn,
      serviceNetworkLogType,
      createdAt: services.clock.now().toISOString(),
      tags: request.tags,
    });
    const subscription = entityOf(accessLogSubscriptionKind, id, arn, caller, data);
    transaction.put(subscription);
    return subscription;
  });
}

/** UpdateAccessLogSubscription (another log group) and its tags. */
export function updateAccessLogSubscription(
  services: Pick<Services, "store">,
  caller: Caller,
  identifier: string,
  changes: Partial<Pick<AccessLogSubscription, "destinationArn" | "tags">>,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const subscription = find(transaction, caller, identifier);
    checkDestination(transaction, caller, changes.destinationArn ?? subscription.data.destinationArn);
    transaction.put({ ...subscription, data: { ...subscription.data, ...changes } });
  });
}

export function deleteAccessLogSubscription(
  services: Pick<Services, "store">,
  caller: Caller,
  identifier: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    transaction.delete(accessLogSubscriptionKind, find(transaction, caller, identifier).id);
  });
}

function find(reads: Reads, caller: Caller, identifier: string): Entity<AccessLogSubscription> {
  return findOwn(reads, accessLogSubscriptionKind, "Access log subscription", caller, identifier);
}

function findResource(reads: Reads, caller: Caller, identifier: string): Entity<unknown> {
  const id = idOf(identifier);
  if (id.startsWith("sn-")) return findOwn(reads, serviceNetworkKind, "Service network", caller, identifier);
  if (id.startsWith("rcfg-")) {
    return findOwn(reads, resourceConfigurationKind, "Resource configuration", caller, identifier);
  }
  throw notFound("Resource", identifier);
}

function checkDestination(reads: Reads, caller: Caller, arn: string): void {
  const parsed = parseArn(arn);
  if (parsed?.service === "s3" || parsed?.service === "firehose") {
    throw new NotModelledError(`access logs to ${arn}`, "use a CloudWatch log group");
  }
  if (parsed?.service !== "logs" || !parsed.resource.startsWith("log-group:")) {
    throw invalid(
      `${arn} is no destination for access logs: use the ARN of a log group, a bucket or a delivery stream`,
    );
  }
  if (owned(reads, logGroupKind, arn.replace(/:\*$/, ""), caller) === undefined) throw notFound("Log group", arn);
}
