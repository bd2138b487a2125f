import type { Entity, Reads } from "../../state/store";
import { parseArn } from "../../../aws/arn";
import { AwsError } from "../../ground/aws-error";
import { NotModelledError } from "../not-modelled";
import { allOwned, owned } from "../owned";
import type { Caller, Services } from "../services";
import { ec2Entity } from "./ec2-entity";
import { flowLogKind, networkInterfaceKind, type FlowLog, type Tags } from "./entities";
import { findSubnet, findVpc } from "./find";

/** What AWS writes when no format is asked for. */
export const defaultLogFormat =
  "${version} ${account-id} ${interface-id} ${srcaddr} ${dstaddr} ${srcport} ${dstport} ${protocol} ${packets} ${bytes} ${start} ${end} ${action} ${log-status}";

/** CreateFlowLogs for one VPC, subnet or network interface. Nothing is ever written to the destination. */
export function createFlowLog(
  services: Pick<Services, "store" | "ids">,
  caller: Caller,
  request: Omit<FlowLog, "flowLogId">,
): Promise<Entity<FlowLog>> {
  return services.store.transaction((transaction) => {
    checkResource(transaction, caller, request.resourceId);
    checkDestination(request);
    const isSame = ({ data }: Entity<FlowLog>): boolean =>
      data.resourceId === request.resourceId &&
      data.logDestination === request.logDestination &&
      data.trafficType === request.trafficType;
    if (allOwned(transaction, flowLogKind, caller).some(isSame)) {
      const message = "There is an existing Flow Log with the same configuration and log destination.";
      throw new AwsError("FlowLogAlreadyExists", message);
    }
    const flowLogId = `fl-${services.ids.hex(17)}`;
    const flowLog = ec2Entity(flowLogKind, flowLogId, caller, { ...request, flowLogId });
    transaction.put(flowLog);
    return flowLog;
  });
}

export function tagFlowLog(services: Pick<Services, "store">, caller: Caller, id: string, tags: Tags): Promise<void> {
  return services.store.transaction((transaction) => {
    const flowLog = owned(transaction, flowLogKind, id, caller);
    if (flowLog === undefined)
      throw new AwsError("InvalidFlowLogId.NotFound", `The flow log ID '${id}' does not exist`);
    transaction.put({ ...flowLog, data: { ...flowLog.data, tags } });
  });
}

/** DeleteFlowLogs. One that is gone already is no error. */
export async function deleteFlowLog(services: Pick<Services, "store">, caller: Caller, id: string): Promise<void> {
  if (owned(services.store, flowLogKind, id, caller) !== undefined) await services.store.delete(flowLogKind, id);
}

function checkResource(reads: Reads, caller: Caller, id: string): void {
  if (id.startsWith("vpc-")) findVpc(reads, caller, id);
  else if (id.startsWith("subnet-")) findSubnet(reads, caller, id);
  else if (owned(reads, networkInterfaceKind, id, caller) === undefined) {
    throw new AwsError("InvalidNetworkInterfaceID.NotFound", `The networkInterface ID '${id}' does not exist`);
  }
}

function checkDestination(request: Omit<FlowLog, "flowLogId">): void {
  if (request.logDestinationType !== "cloud-watch-logs") {
    throw new NotModelledError(`flow logs to ${request.logDestinationType}`, "send them to CloudWatch Logs");
  }
  const destination = parseArn(request.logDestination);
  if (destination?.service !== "logs" || !destination.resource.startsWith("log-group:")) {
    const message = `LogDestination: ${request.logDestination} is not the ARN of a CloudWatch Logs log group.`;
    throw new AwsError("InvalidParameter", message);
  }
  if (request.deliverLogsPermissionArn === undefined) {
    const message = "DeliverLogsPermissionArn can't be empty if LogDestinationType is cloud-watch-logs.";
    throw new AwsError("InvalidParameter", message);
  }
}
