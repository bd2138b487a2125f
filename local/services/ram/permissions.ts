import type { Entity, Kind, Reads } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import {
  resourceConfigurationKind,
  serviceNetworkKind,
  type ResourceConfiguration,
  type ServiceNetwork,
} from "../vpc-lattice/entities";
import { resourceShareKind, shareResourceKind } from "./entities";

/** AWS's managed permission for each kind of entity that RAM can share; resource gateways are not among them. */
const permissions: Readonly<Record<Kind<unknown>, string>> = {
  [serviceNetworkKind]: "arn:aws:ram::aws:permission/AWSRAMPermissionVpcLatticeServiceNetworkReadWrite",
  [resourceConfigurationKind]: "arn:aws:ram::aws:permission/AWSRAMPermissionVpcLatticeResourceConfiguration",
};

/** Refuses permissions the local cloud does not know: customer-managed ones are not modelled. */
export function checkPermissions(arns: readonly string[]): void {
  const known = Object.values(permissions);
  for (const arn of arns) {
    if (!known.includes(arn)) throw new AwsError("UnknownResourceException", `Permission ${arn} could not be found.`);
  }
}

/** Refuses what cannot be shared: another kind of thing, a CHILD configuration, a network that excludes sharing. */
export function checkShareable(entity: Entity): void {
  if (!Object.hasOwn(permissions, entity.kind)) {
    throw new AwsError("InvalidParameterException", `Resource ${entity.arn} is of a type that can't be shared.`);
  }
  if (
    entity.kind === resourceConfigurationKind &&
    (entity as unknown as Entity<ResourceConfiguration>).data.type === "CHILD"
  ) {
    const message = `Resource ${entity.arn} is a CHILD resource configuration: share its GROUP instead.`;
    throw new AwsError("InvalidParameterException", message);
  }
  const { sharingConfig } = (entity as unknown as Entity<ServiceNetwork>).data;
  if (entity.kind === serviceNetworkKind && sharingConfig?.enabled === false) {
    const message = `Service network ${entity.arn} was created with sharing disabled (sharingConfig) and can't be shared.`;
    throw new AwsError("OperationNotPermittedException", message);
  }
}

/** The permissions of a share: those asked for, and the default one of each kind of resource in it. */
export function permissionsOf(reads: Reads, shareArn: string): readonly string[] {
  const asked = reads.get(resourceShareKind, shareArn)?.data.permissionArns ?? [];
  const defaults = reads
    .list(shareResourceKind, (it) => it.data.resourceShareArn === shareArn)
    .map((it) => permissions[reads.byArn(it.data.associatedEntity)?.kind ?? ""])
    .filter((it) => it !== undefined);
  return [...new Set([...asked, ...defaults])].sort();
}
