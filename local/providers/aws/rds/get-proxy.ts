import { proxyOf } from "../../../services/rds/proxies/find";
import { text } from "../../fields";
import { providerFunction } from "../../functions";
import { theOne } from "../the-one";

export const getProxy = providerFunction({
  token: "aws:rds/getProxy:getProxy",
  fields: { name: text({ required: true }), region: text() },
  invoke: (given, { name, region = given.region }) => {
    const found = proxyOf(given.services.store, { ...given, region }, name);
    const { arn, data } = theOne("RDS DB Proxy", found === undefined ? [] : [found]);
    const { auth, requireTLS, dbProxyName } = data;
    return {
      ...data,
      ...{ arn, region, id: dbProxyName, name: dbProxyName, requireTls: requireTLS },
      ...{ endpointNetworkType: "IPV4", targetConnectionNetworkType: "IPV4" },
      auths: auth.map(({ userName = "", description = "", clientPasswordAuthType = "", ...it }) => ({
        ...it,
        ...{ clientPasswordAuthType, description, username: userName },
      })),
    };
  },
});
