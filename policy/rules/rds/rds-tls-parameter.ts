import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import type { Stack } from "../../../resources/stack";
import { strings } from "../../framework/knobs";
import { type Finding, rule } from "../../framework/rule";
import { engineOf, isEngine } from "./engine";
import { amongOutputs, origin, originOf } from "./origin";
import { namesKnown, parameterReads, parameterValues } from "./parameters";

/** PostgreSQL and SQL Server have the first, MySQL and MariaDB the second. */
const tlsParameters = ["rds.force_ssl", "require_secure_transport"];
const groups = Object.keys(parameterReads) as (keyof typeof parameterReads)[];
/** Aurora takes these parameters from the cluster's group, so its members are not asked. */
const groupNames = {
  "aws:rds/instance:Instance": "parameterGroupName",
  "aws:rds/cluster:Cluster": "dbClusterParameterGroupName",
  "aws-native:rds:DbInstance": "dbParameterGroupName",
  "aws-native:rds:DbCluster": "dbClusterParameterGroupName",
} as const;
const databases = Object.keys(groupNames) as (keyof typeof groupNames)[];

export const rdsTlsParameter = rule({
  id: "rds-tls-parameter",
  sentence: "A database refuses connections without TLS.",
  why: "Lattice forwards bytes as they come: without TLS the login and the data cross two networks in clear text.",
  fix: "Set rds.force_ssl to 1 (PostgreSQL) or require_secure_transport to ON (MySQL, MariaDB) in its parameter group.",
  severity: "high",
  level: "mandatory",
  controls: ["FSBP RDS.38", "FSBP RDS.39", "checkov CKV2_AWS_69", "prowler rds_instance_transport_encrypted"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/UsingWithRDS.SSL.html",
  knobs: {
    engines: strings(
      ["postgres", "mysql", "mariadb", "aurora-postgresql", "aurora-mysql", "sqlserver"],
      "Engines whose databases must have a parameter group that requires TLS.",
    ),
  },
  reads: {
    ...parameterReads,
    "aws:rds/instance:Instance": ["engine", "parameterGroupName", ...origin.instance],
    "aws:rds/cluster:Cluster": ["engine", "dbClusterParameterGroupName", ...origin.cluster],
    "aws-native:rds:DbInstance": ["engine", "dbParameterGroupName", ...origin.nativeInstance],
    "aws-native:rds:DbCluster": ["engine", "dbClusterParameterGroupName", ...origin.nativeCluster],
  },
  check(group) {
    const values = parameterValues(group, tlsParameters);
    return values.filter(([, value]) => isOff(value)).map(([name, at]) => ({ at, what: `turns ${name} off` }));
  },
  checkStack(stack, { knobs }) {
    return stack
      .ofType(...databases)
      .filter((database) => isEngine(engineOf(database) ?? "", knobs.engines))
      .flatMap((database) => groupFinding(stack, database));
  },
});

/** RDS takes 0 and OFF; Pulumi programs also write booleans. */
const isOff = (value: Field): boolean =>
  value.flag() === false || ["0", "off"].includes(value.text()?.trim().toLowerCase() ?? "");

function groupFinding(stack: Stack, resource: Resource): Finding[] {
  const from = originOf(resource, amongOutputs);
  const at = resource.get(groupNames[resource.type as keyof typeof groupNames]);
  const name = at.known ? at.text() : undefined;
  // A replica has its source's group, a member its cluster's; what a group elsewhere says cannot be seen from here.
  if (from === "member" || (at.absent && from === "replica")) return [];
  if (at.absent || name?.startsWith("default.") === true)
    return [
      { resource, at, what: "leaves TLS to the engine version's default, which may not require it", advisory: true },
    ];
  const { resources, certain } = stack.follow(resource, at, ...groups);
  const silent = resources.filter((group) => namesKnown(group) && parameterValues(group, tlsParameters).length === 0);
  return certain && silent.length > 0
    ? [{ resource, at, what: "names a group that does not set TLS", advisory: true }]
    : [];
}
