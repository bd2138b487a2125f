import type { Entity, Transaction } from "../../state/store";
import { AwsError } from "../../ground/aws-error";
import type { Caller, Services } from "../services";
import { ec2Entity } from "./ec2-entity";
import { internetGatewayKind, type InternetGateway, type Tags } from "./entities";
import { findInternetGateway, findVpc } from "./find";
import { blackholeRoutes } from "./route-table";

type Settings = Pick<InternetGateway, "vpcId" | "tags">;

/** CreateInternetGateway and, with a `vpcId`, AttachInternetGateway. */
export function createInternetGateway(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  settings: Settings,
): Promise<Entity<InternetGateway>> {
  return services.store.transaction((transaction) => {
    const internetGatewayId = `igw-${services.ids.hex(17)}`;
    checkAttachment(transaction, caller, internetGatewayId, settings.vpcId);
    const gateway = ec2Entity(internetGatewayKind, internetGatewayId, caller, { ...settings, internetGatewayId });
    transaction.put(gateway);
    return gateway;
  });
}

/** Attaches it to `vpcId` instead of where it is now; `undefined` detaches it. */
export function modifyInternetGateway(
  services: Pick<Services, "store">,
  caller: Caller,
  id: string,
  vpcId: string | undefined,
  tags: Tags,
): Promise<void> {
  return services.store.transaction((transaction) => {
    const gateway = findInternetGateway(transaction, caller, id);
    if (vpcId !== gateway.data.vpcId) {
      checkAttachment(transaction, caller, id, vpcId);
      blackholeRoutes(transaction, id);
    }
    transaction.put({ ...gateway, data: { ...gateway.data, vpcId, tags } });
  });
}

/** DetachInternetGateway and DeleteInternetGateway. */
export function deleteInternetGateway(services: Pick<Services, "store">, caller: Caller, id: string): Promise<void> {
  return services.store.transaction((transaction) => {
    findInternetGateway(transaction, caller, id);
    blackholeRoutes(transaction, id);
    transaction.delete(internetGatewayKind, id);
  });
}

function checkAttachment(transaction: Transaction, caller: Caller, id: string, vpcId: string | undefined): void {
  if (vpcId === undefined) return;
  findVpc(transaction, caller, vpcId);
  if (transaction.list(internetGatewayKind).some((it) => it.id !== id && it.data.vpcId === vpcId)) {
    const message = `Network ${vpcId} already has an internet gateway attached`;
    throw new AwsError("InvalidParameterValue", message);
  }
}
