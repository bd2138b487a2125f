import type { Entity } from "../../../state/store";
import type { DbProxy, ProxyAuth } from "../../../services/rds/proxies/entities";
import { proxyOf } from "../../../services/rds/proxies/find";
import { createProxy, deleteProxy, modifyProxy, type ProxySettings } from "../../../services/rds/proxies/proxy";
import { choice, flag, integer, object, output, setOf, tags, text, type InputsOf } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType, type Problem, type Properties } from "../../resource-type";
import { timeouts } from "../../timeouts";

const authFields = {
  authScheme: choice(["SECRETS"]),
  clientPasswordAuthType: choice(["POSTGRES_SCRAM_SHA_256", "POSTGRES_MD5", "MYSQL_NATIVE_PASSWORD"], {
    computed: true,
  }),
  description: text(),
  iamAuth: choice(["DISABLED", "REQUIRED"]),
  secretArn: text(),
  username: text(),
};

const fields = {
  arn: output(text()),
  auths: setOf(object(authFields)),
  debugLogging: flag({ computed: true }),
  defaultAuthScheme: choice(["NONE", "IAM_AUTH"], { computed: true }),
  endpoint: output(text()),
  endpointNetworkType: choice(["IPV4"], { computed: true, replaces: true }),
  engineFamily: choice(["MYSQL", "POSTGRESQL"], { required: true, replaces: true }),
  idleClientTimeout: integer({ computed: true }),
  name: text({ replaces: true, autoName: { maxLength: 63, lowerCase: true } }),
  requireTls: flag({ computed: true }),
  roleArn: text({ required: true }),
  tags: tags(),
  targetConnectionNetworkType: choice(["IPV4"], { computed: true, replaces: true }),
  timeouts,
  vpcSecurityGroupIds: setOf(text(), { computed: true }),
  vpcSubnetIds: setOf(text(), { required: true, replaces: true }),
};

/** RDS Proxies of MySQL and PostgreSQL. Another name is another proxy here; AWS would rename it. */
export const proxy = resourceType({
  token: "aws:rds/proxy:Proxy",
  label: "RDS DB Proxy",
  fields,
  check: authProblems,
  create: async (call, inputs) => {
    const { name, engineFamily, roleArn, vpcSubnetIds } = inputs;
    const made = { dbProxyName: name, engineFamily, roleArn, vpcSubnetIds };
    const { data } = await createProxy(call.services, call, { ...settingsOf(inputs), ...made });
    return data.dbProxyName;
  },
  read: (call, id) => {
    const found = proxyOf(call.services.store, call, id);
    return found && propertiesOf(found);
  },
  update: (call, id, inputs) => modifyProxy(call.services, call, id, settingsOf(inputs)),
  delete: (call, id) => unlessGone(deleteProxy(call.services, call, id)),
});

function settingsOf(inputs: InputsOf<typeof fields>): ProxySettings {
  return {
    auth: (inputs.auths ?? []).map(authOf),
    defaultAuthScheme: inputs.defaultAuthScheme,
    roleArn: inputs.roleArn,
    requireTLS: inputs.requireTls,
    idleClientTimeout: inputs.idleClientTimeout,
    debugLogging: inputs.debugLogging,
    vpcSecurityGroupIds: inputs.vpcSecurityGroupIds,
    tags: inputs.tags ?? {},
  };
}

function authOf(auth: InputsOf<typeof authFields>): ProxyAuth {
  const { clientPasswordAuthType, description, username: userName } = auth;
  const optional = { clientPasswordAuthType, description, userName };
  return {
    ...Object.fromEntries(Object.entries(optional).filter(([, it]) => it !== undefined)),
    authScheme: "SECRETS",
    secretArn: auth.secretArn ?? "",
    iamAuth: auth.iamAuth ?? "DISABLED",
  };
}

function propertiesOf({ arn, data }: Entity<DbProxy>): Properties {
  const { auth, requireTLS, dbProxyName: name, ...rest } = data;
  return {
    ...rest,
    ...{ arn, name, requireTls: requireTLS, endpointNetworkType: "IPV4", targetConnectionNetworkType: "IPV4" },
    auths: auth.map(({ userName, ...it }) => ({ ...it, username: userName })),
  };
}

function authProblems({ auths, defaultAuthScheme }: Properties): readonly Problem[] {
  const hasNone = auths === undefined || (Array.isArray(auths) && auths.length === 0);
  if (!hasNone || (defaultAuthScheme !== undefined && defaultAuthScheme !== "NONE")) return [];
  return [{ property: "auths", reason: 'is required unless defaultAuthScheme is "IAM_AUTH"' }];
}
