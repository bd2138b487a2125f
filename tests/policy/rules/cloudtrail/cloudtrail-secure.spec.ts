import { cloudtrailSecure } from "../../../../policy/rules/cloudtrail/cloudtrail-secure";
import { unknown } from "../../judge";
import { type Table, judges } from "../../tables";

const key = "arn:aws:kms:eu-west-1:111122223333:key/1";
const group = "arn:aws:logs:eu-west-1:111122223333:log-group:trail:*";

const common: Omit<Table, "base"> = {
  passes: {
    "switches given as text": { isMultiRegionTrail: "true", enableLogFileValidation: "true" },
  },
  finds: {
    "one Region": [{ isMultiRegionTrail: false }, "isMultiRegionTrail is false"],
    "one Region, by default": [{ isMultiRegionTrail: undefined }, "isMultiRegionTrail is left out"],
    "no digests": [{ enableLogFileValidation: false }, "enableLogFileValidation is false"],
    "no digests, by default": [{ enableLogFileValidation: null }, "enableLogFileValidation is left out"],
    "no key": [{ kmsKeyId: undefined }, "(advice) kmsKeyId is left out"],
    "a definite mistake beside an unknown value": [
      { isMultiRegionTrail: unknown, enableLogFileValidation: false },
      "enableLogFileValidation is false",
    ],
  },
  undecided: {
    "an unknown reach": { isMultiRegionTrail: unknown },
    "an unknown validation": { enableLogFileValidation: unknown },
    "an unknown key": { kmsKeyId: unknown },
  },
};

judges(cloudtrailSecure, "aws:cloudtrail/trail:Trail", {
  ...common,
  base: { isMultiRegionTrail: true, enableLogFileValidation: true, kmsKeyId: key, cloudWatchLogsGroupArn: group },
  passes: {
    ...common.passes,
    "logging, which is the default": { enableLogging: true },
    "a log group known only after the update": { cloudWatchLogsGroupArn: unknown },
  },
  finds: {
    ...common.finds,
    "a trail that is switched off": [{ enableLogging: false }, "enableLogging is false"],
    "no log group": [{ cloudWatchLogsGroupArn: undefined }, "(advice) cloudWatchLogsGroupArn is left out"],
  },
  undecided: { ...common.undecided, "unknown logging": { enableLogging: unknown } },
});

judges(cloudtrailSecure, "aws-native:cloudtrail:Trail", {
  ...common,
  base: {
    isMultiRegionTrail: true,
    enableLogFileValidation: true,
    isLogging: true,
    kmsKeyId: key,
    cloudWatchLogsLogGroupArn: group,
  },
  finds: {
    ...common.finds,
    "a trail that is switched off": [{ isLogging: false }, "isLogging is false"],
    "a trail nobody switched on": [{ isLogging: undefined }, "isLogging is left out"],
    "no log group": [{ cloudWatchLogsLogGroupArn: undefined }, "(advice) cloudWatchLogsLogGroupArn is left out"],
  },
  undecided: { ...common.undecided, "unknown logging": { isLogging: unknown } },
});
