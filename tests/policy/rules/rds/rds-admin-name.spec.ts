import { rdsAdminName as rule } from "../../../../policy/rules/rds/rds-admin-name";
import { unknown } from "../../judge";
import { judges } from "../../tables";

for (const [type, user] of [
  ["aws:rds/instance:Instance", "username"],
  ["aws:rds/cluster:Cluster", "masterUsername"],
  ["aws-native:rds:DbInstance", "masterUsername"],
  ["aws-native:rds:DbCluster", "masterUsername"],
] as const) {
  judges(rule, type, {
    base: { [user]: "dbowner" },
    passes: {
      "a name from elsewhere": { [user]: undefined },
      "a name that only contains one": { [user]: "administrators" },
      "a usual name that is allowed": [{ [user]: "admin" }, { knobs: { names: ["root"] } }],
    },
    finds: {
      admin: [{ [user]: "admin" }, `${user} is admin`],
      administrator: [{ [user]: "administrator" }, `${user} is administrator`],
      "postgres in capitals": [{ [user]: "Postgres" }, `${user} is postgres`],
      root: [{ [user]: "root" }, `${user} is root`],
      sa: [{ [user]: "sa" }, `${user} is sa`],
      "a name the organisation refuses": [{}, `${user} is dbowner`, { knobs: { names: ["dbowner"] } }],
    },
    undecided: { "an unknown name": { [user]: unknown } },
  });
}
