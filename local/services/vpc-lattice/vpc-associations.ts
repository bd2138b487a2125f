import type { Entity, Reads } from "../../state/store";
import { arnOf } from "../../../aws/arn";
import { defined } from "../defined";
import { vpcKind, type Vpc } from "../ec2/entities";
import { entityOf } from "../entity-of";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import { serviceNetworkKind, vpcAssociationKind, type ServiceNetworkVpcAssociation } from "./entities";
import { conflict, invalid, notFound, quotaExceeded } from "./errors";
import { findServiceNetwork, idOf } from "./find";
import { checkSecurityGroups } from "./security-groups";

/** VPC Lattice's quota of VPC associations of a service network. */
const QUOTA = 500;
const MOST_SPECIFIED_DOMAINS = 10;

type Association = Entity<ServiceNetworkVpcAssociation>;

export interface CreateVpcAssociationRequest extends Pick<ServiceNetworkVpcAssociation, "tags"> {
  /** Id or ARN; an ARN where the network is another account's. */
  readonly serviceNetworkIdentifier: string;
  readonly vpcIdentifier: string;
  /** Default: none, and nothing filters the clients. */
  readonly securityGroupIds?: readonly string[] | undefined;
  /** Default: false. */
  readonly privateDnsEnabled?: boolean | undefined;
  readonly dnsOptions?: ServiceNetworkVpcAssociation["dnsOptions"] | undefined;
}

export type VpcAssociationChanges = Partial<Pick<ServiceNetworkVpcAssociation, "securityGroupIds" | "tags">> & {
  readonly privateDnsEnabled?: boolean;
  /** Given as undefined, the association has none from now on. */
  readonly dnsOptions?: ServiceNetworkVpcAssociation["dnsOptions"] | undefined;
};

/** CreateServiceNetworkVpcAssociation: the caller's own VPC, at most one association each. */
export function createVpcAssociation(
  services: Pick<Services, "store" | "ids" | "clock" | "settings">,
  caller: Caller,
  request: CreateVpcAssociationRequest,
): Promise<Association> {
  const { securityGroupIds = [], privateDnsEnabled = false, dnsOptions } = request;
  return services.store.transaction((transaction) => {
    const action = "CreateServiceNetworkVpcAssociation";
    const network = findServiceNetwork(
      transaction,
      services.settings,
      caller,
      request.serviceNetworkIdentifier,
      action,
    );
    const vpc = owned(transaction, vpcKind, request.vpcIdentifier, caller);
    if (vpc === undefined) throw notFound("VPC", request.vpcIdentifier);
    checkFree(transaction, vpc, network.id);
    checkSecurityGroups(transaction, caller, vpc.id, securityGroupIds);
    checkDns(vpc, privateDnsEnabled, dnsOptions);

    const id = `snva-${services.ids.hex(17)}`;
    const arn = arnOf(caller, "vpc-lattice", `servicenetworkvpcassociation/${id}`);
    const data: ServiceNetworkVpcAssociation = defined({
      serviceNetworkId: network.id,
      vpcId: vpc.id,
      securityGroupIds,
      privateDnsEnabled,
      dnsOptions,
      status: "ACTIVE" as const,
      createdAt: services.clock.now().toISOString(),
      tags: request.tags,
    });
    const association = entityOf(vpcAssociationKind, id, arn, caller, data);
    transaction.put(association);
    return association;
  });
}

/**
 * UpdateServiceNetworkVpcAssociation and its tags: once it has security groups, it cannot be without any. Private DNS
 * can be changed since November 2026.
 */
export function updateVpcAssociation(
  services: Pick<Services, "store">,
  caller: Caller,
  id: string,
  changes: VpcAssociationChanges,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const association = findVpcAssociation(transaction, caller, id);
    const groups = changes.securityGroupIds ?? association.data.securityGroupIds;
    if (groups.length === 0 && association.data.securityGroupIds.length > 0) {
      throw invalid(`Association ${id} has security groups: they can be replaced, but not all removed`);
    }
    checkSecurityGroups(transaction, caller, association.data.vpcId, groups);
    const data = defined({ ...association.data, ...changes });
    const vpc = transaction.get(vpcKind, data.vpcId);
    if (vpc !== undefined && "dnsOptions" in changes) checkDns(vpc, data.privateDnsEnabled, data.dnsOptions);
    transaction.put({ ...association, data });
  });
}

/** DeleteServiceNetworkVpcAssociation: the VPC's owner can, and the network's. */
export function deleteVpcAssociation(services: Pick<Services, "store">, caller: Caller, id: string): Promise<void> {
  return services.store.transaction((transaction) => {
    findVpcAssociation(transaction, caller, id);
    transaction.delete(vpcAssociationKind, idOf(id));
  });
}

/** Seen by the VPC's owner and the network's; not found for anybody else. */
export function findVpcAssociation(reads: Reads, caller: Caller, identifier: string): Association {
  const association = reads.get(vpcAssociationKind, idOf(identifier));
  const network = reads.get(serviceNetworkKind, association?.data.serviceNetworkId ?? "");
  const isSeen = association?.account === caller.account || network?.account === caller.account;
  if (association?.region !== caller.region || !isSeen) {
    throw notFound("Service network VPC association", identifier);
  }
  return association;
}

function checkFree(reads: Reads, vpc: Entity<Vpc>, networkId: string): void {
  const [other] = reads.list(vpcAssociationKind, ({ data }) => data.vpcId === vpc.id);
  if (other !== undefined) {
    throw conflict(
      `VPC ${vpc.id} is already associated with service network ${other.data.serviceNetworkId} (${other.id}); ` +
        "a VPC has at most one association: reach further networks through service network endpoints",
    );
  }
  const inNetwork = reads.list(vpcAssociationKind, ({ data }) => data.serviceNetworkId === networkId);
  if (inNetwork.length >= QUOTA) throw quotaExceeded(`VPC associations of ${networkId}`, QUOTA);
}

function checkDns(
  vpc: Entity<Vpc>,
  privateDnsEnabled: boolean,
  dnsOptions: ServiceNetworkVpcAssociation["dnsOptions"],
): void {
  const { enableDnsSupport, enableDnsHostnames } = vpc.data;
  if (privateDnsEnabled && !(enableDnsSupport && enableDnsHostnames)) {
    throw invalid(`Private DNS needs DNS support and DNS hostnames in ${vpc.id}: turn on both`);
  }
  if (dnsOptions === undefined) return;
  if (!privateDnsEnabled) throw invalid("DNS options need private DNS: set privateDnsEnabled");
  const { privateDnsPreference, privateDnsSpecifiedDomains: domains } = dnsOptions;
  const takesDomains = privateDnsPreference.includes("SPECIFIED_DOMAINS");
  if (takesDomains !== domains.length > 0 || domains.length > MOST_SPECIFIED_DOMAINS) {
    const allowed = takesDomains ? `1 to ${MOST_SPECIFIED_DOMAINS}` : "no";
    throw invalid(`Preference ${privateDnsPreference} takes ${allowed} specified domains, got ${domains.length}`);
  }
}
