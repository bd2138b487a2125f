import { proxyOf } from "../../../services/rds/proxies/find";
import { modifyTargetGroup } from "../../../services/rds/proxies/proxy";
import { arnOf } from "../../../../aws/arn";
import { choice, integer, object, output, setOf, text, type InputsOf } from "../../fields";
import { resourceType, type Call } from "../../resource-type";
import { timeouts } from "../../timeouts";

const poolFields = {
  connectionBorrowTimeout: integer({ default: 120, min: 0, max: 3600 }),
  initQuery: text({ computed: true }),
  maxConnectionsPercent: integer({ default: 100, min: 1, max: 100 }),
  maxIdleConnectionsPercent: integer({ default: 50, min: 0, max: 100 }),
  sessionPinningFilters: setOf(choice(["EXCLUDE_VARIABLE_SETS"])),
};

const fields = {
  arn: output(text()),
  connectionPoolConfig: object(poolFields, { computed: true }),
  dbProxyName: text({ required: true, replaces: true }),
  name: output(text()),
  timeouts,
};

/** The one target group of a proxy, which comes and goes with it: this only says how large its pool is. */
export const proxyDefaultTargetGroup = resourceType({
  token: "aws:rds/proxyDefaultTargetGroup:ProxyDefaultTargetGroup",
  label: "RDS DB Proxy Default Target Group",
  fields,
  create: async (call, inputs) => {
    await adjust(call, inputs.dbProxyName, inputs);
    return inputs.dbProxyName;
  },
  read: (call, id) => {
    const found = proxyOf(call.services.store, call, id);
    if (found === undefined) return undefined;
    const { connectionPoolConfig, targetGroupId, dbProxyName } = found.data;
    const arn = arnOf(found, "rds", `target-group:${targetGroupId}`);
    return { arn, dbProxyName, name: "default", connectionPoolConfig };
  },
  update: (call, id, inputs) => adjust(call, id, inputs),
  delete: () => Promise.resolve(),
});

function adjust(call: Call, proxyName: string, { connectionPoolConfig }: InputsOf<typeof fields>): Promise<void> {
  return modifyTargetGroup(call.services, call, proxyName, connectionPoolConfig ?? {});
}
