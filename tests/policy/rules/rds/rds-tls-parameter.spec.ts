import { rdsTlsParameter as rule } from "../../../../policy/rules/rds/rds-tls-parameter";
import { type Node, node, unknown } from "../../judge";
import { judges, judgesStack } from "../../tables";

const ssl = (value: unknown) => ({ parameters: [{ name: "rds.force_ssl", value }] });
const transport = (value: unknown) => ({ parameters: [{ name: "require_secure_transport", value }] });

for (const type of [
  "aws:rds/parameterGroup:ParameterGroup",
  "aws:rds/clusterParameterGroup:ClusterParameterGroup",
] as const) {
  judges(rule, type, {
    base: ssl("1"),
    passes: {
      "MySQL's parameter on": transport("ON"),
      "no parameters": { parameters: undefined },
      "other parameters off": { parameters: [{ name: "log_connections", value: "0" }] },
    },
    finds: {
      "PostgreSQL's 0": [ssl("0"), "parameters[0].value turns rds.force_ssl off"],
      "a number": [ssl(0), "parameters[0].value turns rds.force_ssl off"],
      "MySQL's 0": [transport("0"), "parameters[0].value turns require_secure_transport off"],
      "MySQL's OFF": [transport(" OFF "), "parameters[0].value turns require_secure_transport off"],
      "a boolean": [transport(false), "parameters[0].value turns require_secure_transport off"],
      "a name in capitals": [
        {
          parameters: [
            { name: "max_connections", value: "0" },
            { name: " RDS.Force_SSL", value: "off" },
          ],
        },
        "parameters[1].value turns rds.force_ssl off",
      ],
      "one off beside one not known yet": [
        { parameters: [{ name: unknown, value: "0" }, ...ssl("0").parameters] },
        "parameters[1].value turns rds.force_ssl off",
      ],
    },
    undecided: {
      "unknown parameters": { parameters: unknown },
      "an unknown value": ssl(unknown),
      "an unknown name": { parameters: [{ name: unknown, value: "0" }] },
    },
  });
}

for (const type of ["aws-native:rds:DbParameterGroup", "aws-native:rds:DbClusterParameterGroup"] as const) {
  judges(rule, type, {
    base: { parameters: { "rds.force_ssl": "1" } },
    passes: {
      "text that is no JSON": { parameters: "{" },
      "a number": { parameters: { "rds.force_ssl": 1 } },
    },
    finds: {
      "PostgreSQL's 0": [{ parameters: { "rds.force_ssl": "0" } }, "parameters.rds.force_ssl turns rds.force_ssl off"],
      "MySQL's OFF, in JSON": [
        { parameters: '{"require_secure_transport":"off"}' },
        "parameters.require_secure_transport turns require_secure_transport off",
      ],
    },
    undecided: { "an unknown value": { parameters: { "rds.force_ssl": unknown } } },
  });
}

const instance = "aws:rds/instance:Instance";
const database = (props: object, dependsOn: Node["dependsOn"] = {}): Node =>
  node(instance, "orders", { engine: "postgres", ...props }, dependsOn);
const group = (props: object): Node =>
  node("aws:rds/parameterGroup:ParameterGroup", "group", { name: "tls", family: "postgres17", ...props });
const silent = (name: string) => `(advice) ${name} names a group that does not set TLS`;
const byDefault = (name: string) =>
  `(advice) ${name} leaves TLS to the engine version's default, which may not require it`;
const inTls = database({ parameterGroupName: "tls" });

judgesStack(rule, {
  passes: {
    "a group that requires TLS": [group(ssl("1")), inTls],
    "a group that turns TLS off, which is told of the group": [group(ssl("0")), inTls],
    "a group of another stack": [inTls],
    "an engine that is not listed": [database({ engine: "oracle-ee", parameterGroupName: "default.oracle-ee-19" })],
    "no engine": [node(instance, "orders", { parameterGroupName: "default.postgres17" })],
    "a replica without a group, which has its source's": [database({ replicateSourceDb: "primary" })],
    "a member, for which its cluster's group counts": [
      node("aws-native:rds:DbInstance", "orders", { engine: "aurora-mysql", dbClusterIdentifier: "c" }),
    ],
    "a group not known yet that requires TLS": [
      group({ name: unknown, ...ssl("1") }),
      database({ parameterGroupName: unknown }, { parameterGroupName: ["group"] }),
    ],
    "an aws-native group in a map": [
      node("aws-native:rds:DbParameterGroup", "group", {
        dbParameterGroupName: "tls",
        parameters: { require_secure_transport: unknown },
      }),
      node("aws-native:rds:DbInstance", "orders", { engine: "mysql", dbParameterGroupName: "tls" }),
    ],
  },
  finds: {
    "a group that says nothing of TLS": [
      [group({ parameters: [{ name: "log_connections", value: "1" }] }), inTls],
      `orders: ${silent("parameterGroupName")}`,
    ],
    "a group without parameters": [[group({}), inTls], `orders: ${silent("parameterGroupName")}`],
    "a group not known yet that says nothing of TLS": [
      [group({ name: unknown }), database({ parameterGroupName: unknown }, { parameterGroupName: ["group"] })],
      `orders: ${silent("parameterGroupName")}`,
    ],
    "the default group": [
      [database({ parameterGroupName: "default.postgres17" })],
      `orders: ${byDefault("parameterGroupName")}`,
    ],
    "no group": [[database({})], `orders: ${byDefault("parameterGroupName")}`],
    "a replica in the default group": [
      [database({ replicateSourceDb: "primary", parameterGroupName: "default.postgres17" })],
      `orders: ${byDefault("parameterGroupName")}`,
    ],
    "an edition of an engine": [[database({ engine: "SQLServer-ex" })], `orders: ${byDefault("parameterGroupName")}`],
    "a cluster": [
      [node("aws:rds/cluster:Cluster", "orders", { engine: "aurora-mysql" })],
      `orders: ${byDefault("dbClusterParameterGroupName")}`,
    ],
    "a cluster's silent group": [
      [
        node("aws:rds/clusterParameterGroup:ClusterParameterGroup", "group", { name: "tls" }),
        node("aws:rds/cluster:Cluster", "orders", { engine: "aurora-mysql", dbClusterParameterGroupName: "tls" }),
      ],
      `orders: ${silent("dbClusterParameterGroupName")}`,
    ],
    "an aws-native database": [
      [node("aws-native:rds:DbInstance", "orders", { engine: "mariadb" })],
      `orders: ${byDefault("dbParameterGroupName")}`,
    ],
    "an aws-native cluster's silent group": [
      [
        node("aws-native:rds:DbClusterParameterGroup", "group", {
          dbClusterParameterGroupName: "tls",
          parameters: { max_connections: "5" },
        }),
        node("aws-native:rds:DbCluster", "orders", {
          engine: "aurora-postgresql",
          dbClusterParameterGroupName: "tls",
        }),
      ],
      `orders: ${silent("dbClusterParameterGroupName")}`,
    ],
  },
  undecided: {
    "a group that RDS has still to choose": [database({ parameterGroupName: unknown })],
    "parameters not known yet": [group({ parameters: unknown }), inTls],
    "a parameter's name not known yet": [group({ parameters: [{ name: unknown, value: "1" }] }), inTls],
    "a parameter not known yet": [group({ parameters: [unknown] }), inTls],
    "an unknown engine": [database({ engine: unknown })],
    "one of two groups": [
      group({}),
      node("aws:rds/parameterGroup:ParameterGroup", "other", ssl("1")),
      database({ parameterGroupName: unknown }, { parameterGroupName: ["group", "other"] }),
    ],
  },
});
judgesStack(rule, {
  options: { knobs: { engines: ["mysql"] } },
  passes: { "an engine nobody listed": [database({})] },
  finds: { "an engine listed": [[database({ engine: "mysql" })], `orders: ${byDefault("parameterGroupName")}`] },
});
