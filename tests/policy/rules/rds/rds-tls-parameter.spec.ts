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
const silent = (name: string) => `${name} names a group that leaves TLS to the default of the engine's version`;
const inTls = database({ parameterGroupName: "tls" });
const inOldTls = database({ engine: "postgres", engineVersion: "14.12", parameterGroupName: "tls" });

judgesStack(rule, {
  passes: {
    "a group that requires TLS": [group(ssl("1")), inTls],
    "a group that turns TLS off, which is told of the group": [group(ssl("0")), inOldTls],
    "a group of another stack": [inOldTls],
    "a silent group of a version that requires TLS by itself": [group({}), inTls],
    "a silent group of a version not known yet": [
      group({}),
      database({ engineVersion: unknown, parameterGroupName: "tls" }),
    ],
    "no group and the default one, of which check has told": [
      database({ engineVersion: "14" }),
      database({ engineVersion: "14", parameterGroupName: "default.postgres14" }),
    ],
    "an engine that is not listed": [database({ engine: "oracle-ee", parameterGroupName: "tls" }), group({})],
    "no engine": [node(instance, "orders", { parameterGroupName: "tls" }), group({})],
    "a member, for which its cluster's group counts": [
      node("aws-native:rds:DbParameterGroup", "group", { dbParameterGroupName: "tls", parameters: {} }),
      node("aws-native:rds:DbInstance", "orders", {
        engine: "aurora-mysql",
        dbClusterIdentifier: "c",
        dbParameterGroupName: "tls",
      }),
    ],
    "a group not known yet that requires TLS": [
      group({ name: unknown, ...ssl("1") }),
      database({ engineVersion: "14", parameterGroupName: unknown }, { parameterGroupName: ["group"] }),
    ],
    "an aws-native group in a map": [
      node("aws-native:rds:DbParameterGroup", "group", {
        dbParameterGroupName: "tls",
        parameters: { require_secure_transport: unknown },
      }),
      node("aws-native:rds:DbInstance", "orders", { engine: "mysql", dbParameterGroupName: "tls" }),
    ],
    "a group of Db2 that lets clients in over TLS alone": [
      group({ parameters: [{ name: "DB2COMM", value: "SSL" }] }),
      database({ engine: "db2-se", parameterGroupName: "tls" }),
    ],
    "a group the provider has still to fill in, where the program names none": [
      group({}),
      node(instance, "orders", { engine: "mysql", parameterGroupName: unknown }, {}, { inputs: { engine: "mysql" } }),
    ],
  },
  finds: {
    "a group that says nothing of TLS": [
      [group({ parameters: [{ name: "log_connections", value: "1" }] }), inOldTls],
      `orders: ${silent("parameterGroupName")}, which does not require it`,
    ],
    "a group without parameters": [
      [group({}), inOldTls],
      `orders: ${silent("parameterGroupName")}, which does not require it`,
    ],
    "a group not known yet that says nothing of TLS": [
      [
        group({ name: unknown }),
        database({ engine: "mysql", parameterGroupName: unknown }, { parameterGroupName: ["group"] }),
      ],
      `orders: ${silent("parameterGroupName")}, which does not require it`,
    ],
    "a group of Db2 that says PostgreSQL's word for it": [
      [group(ssl("1")), database({ engine: "db2-ae", parameterGroupName: "tls" })],
      `orders: ${silent("parameterGroupName")}, which does not require it`,
    ],
    "a cluster's silent group": [
      [
        node("aws:rds/clusterParameterGroup:ClusterParameterGroup", "group", { name: "tls" }),
        node("aws:rds/cluster:Cluster", "orders", { engine: "aurora-mysql", dbClusterParameterGroupName: "tls" }),
      ],
      `orders: (advice) ${silent("dbClusterParameterGroupName")}, which may not require it`,
    ],
    "an aws-native cluster's silent group": [
      [
        node("aws-native:rds:DbClusterParameterGroup", "group", {
          dbClusterParameterGroupName: "tls",
          parameters: { max_connections: "5" },
        }),
        node("aws-native:rds:DbCluster", "orders", {
          engine: "aurora-mysql",
          engineVersion: "8.0.mysql_aurora.3.10.0",
          dbClusterParameterGroupName: "tls",
        }),
      ],
      `orders: ${silent("dbClusterParameterGroupName")}, which does not require it`,
    ],
  },
  undecided: {
    "a group that RDS has still to choose": [database({ parameterGroupName: unknown })],
    "parameters not known yet": [group({ parameters: unknown }), inTls],
    "a parameter's name not known yet": [group({ parameters: [{ name: unknown, value: "1" }] }), inTls],
    "a parameter not known yet": [group({ parameters: [unknown] }), inTls],
    "an unknown engine": [database({ engine: unknown, parameterGroupName: "tls" })],
    "one of two groups": [
      group({}),
      node("aws:rds/parameterGroup:ParameterGroup", "other", ssl("1")),
      database({ parameterGroupName: unknown }, { parameterGroupName: ["group", "other"] }),
    ],
  },
});
judgesStack(rule, {
  options: { knobs: { engines: ["mysql"] } },
  passes: { "an engine nobody listed": [group({}), inOldTls] },
  finds: {
    "an engine listed": [
      [group({}), database({ engine: "mysql", parameterGroupName: "tls" })],
      `orders: ${silent("parameterGroupName")}, which does not require it`,
    ],
  },
});

const byDefault = (name: string) =>
  `${name} leaves TLS to the default of its engine's version, which does not require it`;
const maybe = (name: string) =>
  `(advice) ${name} leaves TLS to the default of its engine's version, which may not require it`;

for (const [type, name, replica] of [
  [instance, "parameterGroupName", { replicateSourceDb: "primary" }],
  ["aws-native:rds:DbInstance", "dbParameterGroupName", { sourceDbInstanceIdentifier: "primary" }],
] as const) {
  judges(rule, type, {
    base: { engine: "postgres", engineVersion: "17" },
    passes: {
      "the version RDS prefers": { engineVersion: undefined },
      "the first that requires TLS": { engineVersion: "15.4" },
      "its default group": { [name]: "default.postgres17" },
      "a group of one's own, which is judged beside it": { engineVersion: "14", [name]: "tls" },
      "a replica without a group, which has its source's": { engineVersion: "14", ...replica },
      "MariaDB from 11.8 on": { engine: "mariadb", engineVersion: "11.8.2" },
      "MariaDB 12": { engine: "mariadb", engineVersion: "12.3" },
      "an engine that is not listed": { engine: "oracle-ee", engineVersion: "19" },
      "no engine": { engine: undefined },
    },
    finds: {
      "PostgreSQL before 15": [{ engineVersion: "14.12" }, byDefault(name)],
      "its default group": [{ engineVersion: "14", [name]: "default.postgres14" }, byDefault(name)],
      "a replica in the default group": [
        { engineVersion: "13", ...replica, [name]: "default.postgres13" },
        byDefault(name),
      ],
      "MySQL of any version": [{ engine: "mysql", engineVersion: "8.4.6" }, byDefault(name)],
      "MySQL of a version not known yet": [{ engine: "mysql", engineVersion: unknown }, byDefault(name)],
      "an edition of SQL Server": [{ engine: "SQLServer-ex", engineVersion: undefined }, byDefault(name)],
      Db2: [{ engine: "db2-se", engineVersion: "11.5" }, byDefault(name)],
      "MariaDB before 11.8": [{ engine: "mariadb", engineVersion: "11.4" }, byDefault(name)],
      "MariaDB before 11": [{ engine: "mariadb", engineVersion: "10.11" }, byDefault(name)],
      "MariaDB of any 11": [{ engine: "mariadb", engineVersion: "11" }, maybe(name)],
      "MariaDB of the version RDS prefers": [{ engine: "mariadb", engineVersion: undefined }, maybe(name)],
    },
    undecided: { "an unknown version": { engineVersion: unknown }, "an unknown engine": { engine: unknown } },
  });
}

for (const type of ["aws:rds/cluster:Cluster", "aws-native:rds:DbCluster"] as const) {
  judges(rule, type, {
    base: { engine: "aurora-mysql", engineVersion: "8.4.mysql_aurora.8.4.7" },
    passes: { "a later one": { engineVersion: "9.0" } },
    finds: {
      "Aurora MySQL 3": [{ engineVersion: "8.0.mysql_aurora.3.10.0" }, byDefault("dbClusterParameterGroupName")],
      "Aurora PostgreSQL, of which AWS does not say it": [
        { engine: "aurora-postgresql", engineVersion: "17.4" },
        maybe("dbClusterParameterGroupName"),
      ],
    },
  });
}

judges(rule, "aws-native:rds:DbInstance", {
  base: { engine: "aurora-mysql", engineVersion: "8.0", dbClusterIdentifier: "c" },
});

judges(rule, "aws:rds/parameterGroup:ParameterGroup", {
  base: { parameters: [{ name: "DB2COMM", value: "SSL" }] },
  finds: {
    "Db2 over plain TCP": [
      { parameters: [{ name: "DB2COMM", value: "TCPIP" }] },
      "parameters[0].value lets clients in over TCPIP, without TLS",
    ],
    "Db2 over plain TCP beside TLS": [
      { parameters: [{ name: "db2comm", value: "SSL, tcpip" }] },
      "parameters[0].value lets clients in over TCPIP, without TLS",
    ],
  },
});
