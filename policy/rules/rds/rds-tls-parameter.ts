import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import type { Stack } from "../../../resources/stack";
import { databaseTypes } from "../../../resources/type-pairs";
import { strings } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";
import { engineOf, isEngine } from "./engine";
import { isMember, origin, originOf } from "./origin";
import { namesKnown, parameterReads, parameterValues } from "./parameters";
import { tlsByDefault } from "./tls-by-default";

/** PostgreSQL and SQL Server have the first, MySQL and MariaDB the second. */
const tlsParameters = ["rds.force_ssl", "require_secure_transport"];
const db2Parameter = "db2comm";
const groups = Object.keys(parameterReads) as (keyof typeof parameterReads)[];
/** Aurora takes these parameters from the cluster's group, so its members are not asked. */
const groupNames = {
  "aws:rds/instance:Instance": "parameterGroupName",
  "aws:rds/cluster:Cluster": "dbClusterParameterGroupName",
  "aws-native:rds:DbInstance": "dbParameterGroupName",
  "aws-native:rds:DbCluster": "dbClusterParameterGroupName",
} as const;

export const rdsTlsParameter = rule({
  id: "rds-tls-parameter",
  sentence: "A database refuses connections without TLS.",
  why: "Lattice forwards bytes as they come: without TLS the login and the data cross two networks in clear text.",
  fix: "In its parameter group set rds.force_ssl to 1 (PostgreSQL, SQL Server), require_secure_transport to 1 (MySQL, MariaDB) or ON (Aurora MySQL), or DB2COMM to SSL (Db2).",
  severity: "high",
  level: "mandatory",
  controls: ["FSBP RDS.38", "FSBP RDS.39", "checkov CKV2_AWS_69", "prowler rds_instance_transport_encrypted"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
  knobs: {
    engines: strings(
      ["postgres", "mysql", "mariadb", "aurora-postgresql", "aurora-mysql", "sqlserver", "db2"],
      "Engines whose databases must have a parameter group that requires TLS.",
    ),
  },
  reads: {
    ...parameterReads,
    "aws:rds/instance:Instance": ["engine", "engineVersion", "parameterGroupName", ...origin.instance],
    "aws:rds/cluster:Cluster": ["engine", "engineVersion", "dbClusterParameterGroupName", ...origin.cluster],
    "aws-native:rds:DbInstance": ["engine", "engineVersion", "dbParameterGroupName", ...origin.nativeInstance],
    "aws-native:rds:DbCluster": ["engine", "engineVersion", "dbClusterParameterGroupName", ...origin.nativeCluster],
  },
  check(resource, { knobs }) {
    if (!Object.hasOwn(groupNames, resource.type)) return groupFindings(resource);
    return isEngine(engineOf(resource) ?? "", knobs.engines) ? defaultGroupFindings(resource) : [];
  },
  checkStack(stack, { knobs }) {
    return stack
      .ofType(...databaseTypes)
      .filter((database) => isEngine(engineOf(database) ?? "", knobs.engines))
      .flatMap((database) => silentGroupFindings(stack, database));
  },
});

/** RDS takes 0 and OFF; Pulumi programs also write booleans. */
const isOff = (value: Field): boolean =>
  value.flag() === false || ["0", "off"].includes(value.text()?.trim().toLowerCase() ?? "");

/** Db2 has a list of ways in, TCPIP in clear text among them. */
const isPlain = (value: Field): boolean =>
  (value.text() ?? "").split(",").some((way) => way.trim().toLowerCase() === "tcpip");

function groupFindings(group: Resource): Finding[] {
  const off = parameterValues(group, tlsParameters).filter(([, value]) => isOff(value));
  const plain = parameterValues(group, [db2Parameter]).filter(([, value]) => isPlain(value));
  return [
    ...off.map(([name, at]) => ({ at, what: `turns ${name} off` })),
    ...plain.map(([, at]) => ({ at, what: "lets clients in over TCPIP, without TLS" })),
  ];
}

type DatabaseType = keyof typeof groupNames;

/** The group a database names; of what the program says, since RDS fills in its default group where it says nothing. */
const groupOf = (database: Resource): Field => database.input(groupNames[database.type as DatabaseType]);

const isDefault = (group: Field): boolean => group.absent || (group.text() ?? "").startsWith("default.");

/** What a database without a group of its own has by its engine's version. */
function defaultGroupFindings(database: Resource): Finding[] {
  const at = groupOf(database);
  if (!isDefault(at)) return [];
  // A replica has its source's group, a member its cluster's.
  const from = originOf(database);
  if (from === "member" || (at.absent && from === "replica")) return [];
  return byDefault(database, at, "leaves TLS to the default of its engine's version");
}

function byDefault(database: Resource, at: Field, says: string): Finding[] {
  switch (tlsByDefault(database)) {
    case "off":
      return [{ at, what: `${says}, which does not require it` }];
    case "unsure":
      return [{ at, what: `${says}, which may not require it`, advisory: true }];
    default:
      return [];
  }
}

function silentGroupFindings(stack: Stack, resource: Resource): Finding[] {
  const at = groupOf(resource);
  // Where it is the default one, check has judged it.
  if (isDefault(at) || isMember(resource)) return [];
  const { resources, certain } = stack.follow(resource, at, ...groups);
  const names = isEngine(engineOf(resource) ?? "", ["db2"]) ? [db2Parameter] : tlsParameters;
  const silent = resources.filter((group) => namesKnown(group) && parameterValues(group, names).length === 0);
  if (!certain || silent.length === 0) return [];
  const said = byDefault(resource, at, "names a group that leaves TLS to the default of the engine's version");
  return said.map((finding) => ({ ...finding, resource }));
}
