import { rdsOwnNetwork as rule } from "../../../../policy/rules/rds/rds-own-network";
import { unknown } from "../../judge";
import { type Table, judges } from "../../tables";

const table = (groups: string): Table => ({
  base: { dbSubnetGroupName: "orders", [groups]: ["sg-1"] },
  passes: {
    "a subnet group of a kind the provider refuses": { dbSubnetGroupName: ["default"] },
    "groups made in the same update": { dbSubnetGroupName: unknown, [groups]: [unknown] },
  },
  finds: {
    "no subnet group": [{ dbSubnetGroupName: undefined }, "dbSubnetGroupName is left out"],
    "the default group": [{ dbSubnetGroupName: "default" }, "dbSubnetGroupName is the default group"],
    "the default group in capitals": [{ dbSubnetGroupName: " DEFAULT" }, "dbSubnetGroupName is the default group"],
    "an empty subnet group": [{ dbSubnetGroupName: "" }, "dbSubnetGroupName is the default group"],
    "no security groups": [{ [groups]: undefined }, `${groups} is left out`],
    "an empty list": [{ [groups]: [] }, `${groups} is empty`],
    both: [
      { dbSubnetGroupName: undefined, [groups]: undefined },
      ["dbSubnetGroupName is left out", `${groups} is left out`],
    ],
    "a restored database": [
      { dbSubnetGroupName: undefined, snapshotIdentifier: "s", dbSnapshotIdentifier: "s" },
      "dbSubnetGroupName is left out",
    ],
  },
  undecided: { "an unknown list": { [groups]: unknown } },
});

judges(rule, "aws:rds/instance:Instance", table("vpcSecurityGroupIds"));
judges(rule, "aws:rds/cluster:Cluster", table("vpcSecurityGroupIds"));
judges(rule, "aws-native:rds:DbInstance", table("vpcSecurityGroups"));
judges(rule, "aws-native:rds:DbCluster", table("vpcSecurityGroupIds"));

judges(rule, "aws:rds/instance:Instance", {
  base: { replicateSourceDb: "orders" },
  finds: {
    "a replica put into the default group": [
      { dbSubnetGroupName: "default", vpcSecurityGroupIds: [] },
      ["dbSubnetGroupName is the default group", "vpcSecurityGroupIds is empty"],
    ],
  },
});
judges(rule, "aws-native:rds:DbInstance", {
  base: { dbClusterIdentifier: "orders" },
  finds: {
    "groups of the days before VPCs": [
      {
        dbClusterIdentifier: undefined,
        dbSubnetGroupName: "orders",
        vpcSecurityGroups: ["sg-1"],
        dbSecurityGroups: ["old"],
      },
      "dbSecurityGroups is given, and CloudFormation then drops encryption and most settings",
    ],
  },
});
