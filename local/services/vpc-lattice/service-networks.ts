import type { Entity, Reads } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { defined } from "../defined";
import { vpcEndpointKind } from "../ec2/entities";
import { entityOf } from "../entity-of";
import { allOwned } from "../owned";
import { shareResourceKind } from "../ram/entities";
import type { Caller, Services } from "../services";
import {
  accessLogSubscriptionKind,
  authPolicyKind,
  resourceAssociationKind,
  serviceNetworkKind,
  vpcAssociationKind,
  type ServiceNetwork,
} from "./entities";
import { conflict, quotaExceeded } from "./errors";
import { findOwn } from "./find";
import { checkName, checkUnique, type NameRule } from "./names";

const nameRule: NameRule = { what: "Service network", least: 3, most: 63, reserved: "servicenetwork-" };

/** VPC Lattice's quota of service networks in a Region. */
const QUOTA = 50;

export interface CreateServiceNetworkRequest extends Pick<ServiceNetwork, "name" | "authType" | "tags"> {
  readonly sharingConfig?: ServiceNetwork["sharingConfig"] | undefined;
}

export function createServiceNetwork(
  services: Pick<Services, "store" | "ids" | "clock">,
  caller: Caller,
  request: CreateServiceNetworkRequest,
): Promise<Entity<ServiceNetwork>> {
  checkName(request.name, nameRule);
  return services.store.transaction((transaction) => {
    checkUnique(transaction, serviceNetworkKind, caller, request.name, nameRule);
    if (allOwned(transaction, serviceNetworkKind, caller).length >= QUOTA) {
      throw quotaExceeded("service networks in this Region", QUOTA);
    }
    const id = `sn-${services.ids.hex(17)}`;
    const data: ServiceNetwork = defined({ ...request, createdAt: services.clock.now().toISOString() });
    const network = entityOf(
      serviceNetworkKind,
      id,
      arnOf(caller, "vpc-lattice", `servicenetwork/${id}`),
      caller,
      data,
    );
    transaction.put(network);
    return network;
  });
}

/** UpdateServiceNetwork and its tags. Name and sharing cannot be changed. */
export function updateServiceNetwork(
  services: Pick<Services, "store">,
  caller: Caller,
  identifier: string,
  changes: Partial<Pick<ServiceNetwork, "authType" | "tags">>,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const network = findOwn(transaction, serviceNetworkKind, nameRule.what, caller, identifier);
    transaction.put({ ...network, data: { ...network.data, ...changes } });
    const policy = transaction.get(authPolicyKind, network.id);
    if (policy !== undefined) {
      const state =
        changes.authType === "NONE" ? "Inactive" : changes.authType === "AWS_IAM" ? "Active" : policy.data.state;
      transaction.put({ ...policy, data: { ...policy.data, state } });
    }
  });
}

/** DeleteServiceNetwork: refused while anything is associated with it. Policies and log subscriptions go with it. */
export function deleteServiceNetwork(
  services: Pick<Services, "store">,
  caller: Caller,
  identifier: string,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const network = findOwn(transaction, serviceNetworkKind, nameRule.what, caller, identifier);
    const users = usersOf(transaction, network);
    if (users !== undefined) throw conflict(`ServiceNetwork ${network.id} has ${users} associated`);
    transaction.delete(authPolicyKind, network.id);
    for (const it of transaction.list(accessLogSubscriptionKind, ({ data }) => data.resourceId === network.id)) {
      transaction.delete(accessLogSubscriptionKind, it.id);
    }
    for (const it of transaction.list(shareResourceKind, ({ data }) => data.associatedEntity === network.arn)) {
      transaction.delete(shareResourceKind, it.id);
    }
    transaction.delete(serviceNetworkKind, network.id);
  });
}

function usersOf(reads: Reads, network: Entity<ServiceNetwork>): string | undefined {
  if (reads.list(vpcAssociationKind, ({ data }) => data.serviceNetworkId === network.id).length > 0) return "VPC(s)";
  if (reads.list(resourceAssociationKind, ({ data }) => data.serviceNetworkId === network.id).length > 0) {
    return "resource configuration(s)";
  }
  if (reads.list(vpcEndpointKind, ({ data }) => data.serviceNetworkArn === network.arn).length > 0) {
    return "VPC endpoint(s)";
  }
  return undefined;
}
