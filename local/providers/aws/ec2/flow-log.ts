import { flowLogKind } from "../../../services/ec2/entities";
import { createFlowLog, defaultLogFormat, deleteFlowLog, tagFlowLog } from "../../../services/ec2/flow-log";
import { defined } from "../../../services/defined";
import { owned } from "../../../services/owned";
import { choice, integer, output, tags, text } from "../../fields";
import { sameLogGroup } from "../same-log-group";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";

const places = ["vpcId", "subnetId", "eniId"] as const;

export const flowLog = resourceType({
  token: "aws:ec2/flowLog:FlowLog",
  label: "EC2 Flow Log",
  fields: {
    vpcId: text({ replaces: true }),
    subnetId: text({ replaces: true }),
    eniId: text({ replaces: true }),
    trafficType: choice(["ACCEPT", "REJECT", "ALL"], { replaces: true }),
    logDestination: text({ computed: true, replaces: true, same: sameLogGroup }),
    logDestinationType: choice(["cloud-watch-logs", "s3", "kinesis-data-firehose"], {
      default: "cloud-watch-logs",
      replaces: true,
    }),
    iamRoleArn: text({ replaces: true }),
    maxAggregationInterval: integer({ default: 600, oneOf: [60, 600], replaces: true }),
    logFormat: text({ computed: true, replaces: true }),
    tags: tags(),
    arn: output(text()),
  },
  check: (inputs) => {
    const given = places.filter((key) => inputs[key] !== undefined);
    if (given.length === 1) return [];
    return [
      {
        property: "vpcId",
        reason: `exactly one of ${places.join(", ")} must be given, got ${given.join(", ") || "none"}`,
      },
    ];
  },
  create: async (call, { vpcId, subnetId, eniId, iamRoleArn, maxAggregationInterval, ...inputs }) => {
    const created = await createFlowLog(call.services, call, {
      resourceId: vpcId ?? subnetId ?? eniId ?? "",
      trafficType: inputs.trafficType ?? "ALL",
      logDestinationType: inputs.logDestinationType,
      logDestination: inputs.logDestination?.replace(/:\*$/, "") ?? "",
      ...defined({ deliverLogsPermissionArn: iamRoleArn }),
      maxAggregationInterval: maxAggregationInterval === 60 ? 60 : 600,
      logFormat: inputs.logFormat ?? defaultLogFormat,
      tags: inputs.tags ?? {},
    });
    return created.id;
  },
  read: (call, id) => {
    const found = owned(call.services.store, flowLogKind, id, call);
    if (found === undefined) return undefined;
    const { resourceId, deliverLogsPermissionArn, ...data } = found.data;
    const place = resourceId.startsWith("vpc-") ? "vpcId" : resourceId.startsWith("subnet-") ? "subnetId" : "eniId";
    return { ...data, [place]: resourceId, ...defined({ iamRoleArn: deliverLogsPermissionArn }), arn: found.arn };
  },
  update: (call, id, { tags = {} }) => tagFlowLog(call.services, call, id, tags),
  delete: (call, id) => unlessGone(deleteFlowLog(call.services, call, id)),
});
