import { proxyEndpointOf } from "../../../services/rds/proxies/find";
import {
  createProxyEndpoint,
  deleteProxyEndpoint,
  modifyProxyEndpoint,
} from "../../../services/rds/proxies/proxy-endpoint";
import { choice, flag, output, setOf, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";
import { timeouts } from "../../timeouts";

/** A further endpoint of a proxy. Its id is `proxy/endpoint`, as the provider's. */
export const proxyEndpoint = resourceType({
  token: "aws:rds/proxyEndpoint:ProxyEndpoint",
  label: "RDS DB Proxy Endpoint",
  fields: {
    arn: output(text()),
    dbProxyEndpointName: text({ required: true, replaces: true }),
    dbProxyName: text({ required: true, replaces: true }),
    endpoint: output(text()),
    isDefault: output(flag()),
    tags: tags(),
    targetRole: choice(["READ_WRITE", "READ_ONLY"], { default: "READ_WRITE", replaces: true }),
    timeouts,
    vpcId: output(text()),
    vpcSecurityGroupIds: setOf(text(), { computed: true }),
    vpcSubnetIds: setOf(text(), { required: true, replaces: true }),
  },
  create: async (call, { tags: wanted = {}, ...inputs }) => {
    await createProxyEndpoint(call.services, call, { ...inputs, tags: wanted });
    return `${inputs.dbProxyName}/${inputs.dbProxyEndpointName}`;
  },
  read: (call, id) => {
    const [dbProxyName = "", name = ""] = id.split("/");
    const found = proxyEndpointOf(call.services.store, call, dbProxyName, name);
    return found && { ...found.data, arn: found.arn, dbProxyName, isDefault: false };
  },
  update: (call, id, { vpcSecurityGroupIds, tags: wanted = {} }) => {
    const [proxyName = "", name = ""] = id.split("/");
    const groups = vpcSecurityGroupIds === undefined ? {} : { vpcSecurityGroupIds };
    return modifyProxyEndpoint(call.services, call, proxyName, name, { ...groups, tags: wanted });
  },
  delete: (call, id) => {
    const [proxyName = "", name = ""] = id.split("/");
    return unlessGone(deleteProxyEndpoint(call.services, call, proxyName, name));
  },
});
