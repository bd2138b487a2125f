import { keyFault } from "../../framework/customer-key";
import { type Finding, rule } from "../../framework/rule";
import { stated } from "../../framework/stated";

export const cloudtrailSecure = rule({
  id: "cloudtrail-secure",
  sentence: "The audit trail covers every Region, runs, and shows if somebody changed it.",
  why: "What an intruder does in a Region without a trail, or deletes from one without digests, stays unseen.",
  fix: "Set isMultiRegionTrail and enableLogFileValidation, keep it logging, and add a key and a log group of its own.",
  severity: "high",
  level: "mandatory",
  surroundings: true,
  controls: [
    "FSBP CloudTrail.1",
    "FSBP CloudTrail.2",
    "FSBP CloudTrail.4",
    "FSBP CloudTrail.5",
    "CIS 3.1",
    "CIS 3.2",
    "CIS 3.5",
    "checkov CKV_AWS_35",
    "checkov CKV_AWS_36",
    "checkov CKV_AWS_67",
    "checkov CKV_AWS_251",
    "checkov CKV2_AWS_10",
    "trivy AWS-0014",
    "trivy AWS-0015",
    "trivy AWS-0016",
    "trivy AWS-0162",
  ],
  url: "https://docs.aws.amazon.com/awscloudtrail/latest/userguide/best-practices-security.html",
  reads: {
    "aws:cloudtrail/trail:Trail": [
      "cloudWatchLogsGroupArn",
      "enableLogFileValidation",
      "enableLogging",
      "isMultiRegionTrail",
      "kmsKeyId",
    ],
    "aws-native:cloudtrail:Trail": [
      "cloudWatchLogsLogGroupArn",
      "enableLogFileValidation",
      "isLogging",
      "isMultiRegionTrail",
      "kmsKeyId",
    ],
  },
  check(trail) {
    // AWS takes both for false when left out.
    const switches = ["isMultiRegionTrail", "enableLogFileValidation"].map((name) => trail.get(name));
    // CloudFormation requires isLogging; @pulumi/aws logs unless told not to.
    const logging = trail.get(trail.native ? "isLogging" : "enableLogging");
    const stopped = trail.native ? logging.isNotTrue() : logging.flag() === false;
    const off = [...switches.filter((field) => field.isNotTrue()), ...(stopped ? [logging] : [])];
    const key = trail.get("kmsKeyId");
    const fault = keyFault(key);
    const group = trail.get(trail.native ? "cloudWatchLogsLogGroupArn" : "cloudWatchLogsGroupArn");
    return [
      ...off.map((at): Finding => ({ at, what: stated(at) })),
      ...(fault === undefined ? [] : [{ at: key, what: fault, advisory: true as const }]),
      ...(group.absent ? [{ at: group, what: "is left out", advisory: true as const }] : []),
    ];
  },
});
