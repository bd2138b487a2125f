import { rule } from "../../framework/rule";
import { stated } from "../../framework/stated";
import { origin, originOf } from "./origin";

export const rdsMultiAz = rule({
  id: "rds-multi-az",
  sentence: "A database has a standby in another zone.",
  why: "When its zone fails, a database without a standby is away until someone restores it elsewhere.",
  fix: "Set multiAz to true.",
  severity: "medium",
  level: "advisory",
  controls: ["FSBP RDS.5", "checkov CKV_AWS_157", "cdk-nag RDS3"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZSingleStandby.html",
  reads: {
    "aws:rds/instance:Instance": ["multiAz", ...origin.instance],
    "aws-native:rds:DbInstance": ["multiAz", ...origin.nativeInstance],
  },
  check(database) {
    // Left out means one zone. A replica is a second copy itself; a cluster spreads its members.
    const zones = database.get("multiAz");
    if (!zones.isNotTrue() || ["replica", "member"].includes(originOf(database))) return [];
    return [{ at: zones, what: stated(zones) }];
  },
});
