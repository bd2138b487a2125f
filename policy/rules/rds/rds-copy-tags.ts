import { rule } from "../../framework/rule";
import { stated } from "../../framework/stated";
import { origin, originOf } from "./origin";

export const rdsCopyTags = rule({
  id: "rds-copy-tags",
  sentence: "A database's snapshots carry its tags.",
  why: "Access rules, costs and clean-up that go by tags miss snapshots that have none.",
  fix: "Set copyTagsToSnapshot to true.",
  severity: "low",
  level: "advisory",
  controls: ["FSBP RDS.16", "FSBP RDS.17", "checkov CKV_AWS_313", "checkov CKV2_AWS_60"],
  url: "https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/USER_Tagging.html",
  reads: {
    "aws:rds/instance:Instance": ["copyTagsToSnapshot", ...origin.instance],
    "aws:rds/cluster:Cluster": ["copyTagsToSnapshot", ...origin.cluster],
    "aws-native:rds:DbInstance": ["copyTagsToSnapshot", ...origin.nativeInstance],
    "aws-native:rds:DbCluster": ["copyTagsToSnapshot", ...origin.nativeCluster],
  },
  check(database) {
    // Left out means false. A replica makes no snapshots by itself; a cluster decides for its members.
    const copy = database.get("copyTagsToSnapshot");
    if (!copy.isNotTrue() || ["replica", "member"].includes(originOf(database))) return [];
    return [{ at: copy, what: stated(copy) }];
  },
  mend: () => ({ copyTagsToSnapshot: true }),
});
