import type { Entity } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import { owned } from "../owned";
import type { Caller, Services } from "../services";
import { ec2Entity } from "./ec2-entity";
import { routeTableAssociationKind, type RouteTableAssociation } from "./entities";
import { findRouteTable, findSubnet } from "./find";

export interface AssociateRequest {
  readonly routeTableId: string;
  readonly subnetId: string;
}

/** AssociateRouteTable: both of one VPC, and the subnet has no association yet. */
export function associateRouteTable(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  request: AssociateRequest,
): Promise<Entity<RouteTableAssociation>> {
  const { routeTableId, subnetId } = request;
  return services.store.transaction((transaction) => {
    const table = findRouteTable(transaction, caller, routeTableId);
    const subnet = findSubnet(transaction, caller, subnetId);
    if (table.data.vpcId !== subnet.data.vpcId) {
      const message = `route table ${routeTableId} and subnet ${subnetId} belong to different networks`;
      throw new AwsError("InvalidParameterValue", message);
    }
    if (transaction.list(routeTableAssociationKind).some((it) => it.data.subnetId === subnetId)) {
      const message = `the specified association for route table ${routeTableId} conflicts with an existing association`;
      throw new AwsError("Resource.AlreadyAssociated", message);
    }
    const routeTableAssociationId = `rtbassoc-${services.ids.hex(17)}`;
    const data = { routeTableAssociationId, routeTableId, subnetId };
    const association = ec2Entity(routeTableAssociationKind, routeTableAssociationId, caller, data);
    transaction.put(association);
    return association;
  });
}

/** DisassociateRouteTable: the subnet follows the VPC's main route table again. */
export function disassociateRouteTable(services: Pick<Services, "store">, caller: Caller, id: string): Promise<void> {
  return services.store.transaction((transaction) => {
    if (owned(transaction, routeTableAssociationKind, id, caller) !== undefined) {
      transaction.delete(routeTableAssociationKind, id);
    }
  });
}
