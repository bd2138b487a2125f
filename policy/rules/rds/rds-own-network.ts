import type { Field } from "../../../resources/field";
import { rule } from "../../framework/rule";
import { isDefaultGroup } from "./default-group";
import { origin, originOf } from "./origin";

export const rdsOwnNetwork = rule({
  id: "rds-own-network",
  sentence: "A database stands in a subnet group and security groups of its own.",
  why: "The default VPC's subnets lead to the internet, and its default security group admits whatever else is in it.",
  fix: "Name a subnet group of private subnets, and a security group that admits only the resource gateway.",
  severity: "high",
  level: "mandatory",
  controls: ["FSBP RDS.18", "checkov CKV_AWS_198"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_VPC.WorkingWithRDSInstanceinaVPC.html",
  reads: {
    "aws:rds/instance:Instance": ["dbSubnetGroupName", "vpcSecurityGroupIds", ...origin.instance],
    "aws:rds/cluster:Cluster": ["dbSubnetGroupName", "vpcSecurityGroupIds", ...origin.cluster],
    "aws-native:rds:DbInstance": [
      "dbSubnetGroupName",
      "vpcSecurityGroups",
      "dbSecurityGroups",
      ...origin.nativeInstance,
    ],
    "aws-native:rds:DbCluster": ["dbSubnetGroupName", "vpcSecurityGroupIds", ...origin.nativeCluster],
  },
  check(database) {
    const from = originOf(database);
    if (from === "member") return [];
    const subnets = database.get("dbSubnetGroupName");
    const groups = database.get(
      database.type === "aws-native:rds:DbInstance" ? "vpcSecurityGroups" : "vpcSecurityGroupIds",
    );
    const old = database.get("dbSecurityGroups");
    return [
      ...(isDefaultGroup(subnets) ? [{ at: subnets, what: missing(subnets, "is the default group") }] : []),
      ...(!groups.unknown && groups.items().length === 0 ? [{ at: groups, what: missing(groups, "is empty") }] : []),
      ...(old.present
        ? [{ at: old, what: "is given, and CloudFormation then drops encryption and most settings" }]
        : []),
      // A replica is put beside its source where it names nothing else.
    ].filter(({ at }): boolean => from !== "replica" || at.present);
  },
});

const missing = (field: Field, otherwise: string): string => (field.absent ? "is left out" : otherwise);
