import { logGroupKeptEncrypted } from "../../../../policy/rules/logs/log-group-kept-encrypted";
import { judgesDocuments } from "../../documents";
import { unknown } from "../../judge";
import { judges } from "../../tables";

const Action = "logs:PutLogEvents";

for (const type of ["aws:cloudwatch/logGroup:LogGroup", "aws-native:logs:LogGroup"] as const) {
  judges(logGroupKeptEncrypted, type, {
    base: { retentionInDays: 365, kmsKeyId: "arn:aws:kms:eu-west-1:111122223333:key/1" },
    passes: {
      "ten years": { retentionInDays: 3653 },
      "a shorter time where that is enough": [{ retentionInDays: 7 }, { knobs: { minDays: 7 } }],
      "logs on their way elsewhere": { retentionInDays: undefined, logGroupClass: "DELIVERY" },
      "rarely read logs": { logGroupClass: "INFREQUENT_ACCESS" },
    },
    finds: {
      "a week": [{ retentionInDays: 7 }, "(advice) retentionInDays is 7 days, less than 365"],
      "a day less": [{ retentionInDays: "364" }, "(advice) retentionInDays is 364 days, less than 365"],
      "no decision": [{ retentionInDays: undefined }, "(advice) retentionInDays is left out"],
      "no decision in another class": [
        { retentionInDays: undefined, logGroupClass: "STANDARD" },
        "(advice) retentionInDays is left out",
      ],
      "for ever, by zero": [{ retentionInDays: 0 }, "(advice) retentionInDays is 0"],
      "no key, beside an unknown time": [
        { retentionInDays: unknown, kmsKeyId: undefined },
        "(advice) kmsKeyId is left out",
      ],
    },
    undecided: {
      "an unknown time": { retentionInDays: unknown },
      "an unknown class": { retentionInDays: undefined, logGroupClass: unknown },
      "an unknown key": { kmsKeyId: unknown },
    },
  });
}

judgesDocuments(
  logGroupKeptEncrypted,
  ["aws:cloudwatch/logResourcePolicy:LogResourcePolicy", "policyDocument"],
  ["aws-native:logs:ResourcePolicy", "policyDocument"],
  {
    base: { Principal: { Service: "delivery.logs.amazonaws.com" }, Action },
    passes: {
      "everyone of one account": {
        Principal: "*",
        Action,
        Condition: { StringEquals: { "aws:SourceAccount": "111122223333" } },
      },
      "a denial": { Effect: "Deny", Principal: "*", Action },
    },
    finds: { everyone: [{ Principal: { AWS: "*" }, Action }, "Statement[0].Principal.AWS lets everyone write logs"] },
    undecided: { "an unknown principal": { Principal: unknown, Action } },
  },
);

judges(logGroupKeptEncrypted, "aws-native:logs:LogGroup", {
  base: { retentionInDays: 365, kmsKeyId: "key" },
  finds: {
    "everyone in the group's own policy": [
      { resourcePolicyDocument: { Statement: [{ Effect: "Allow", Principal: "*", Action }] } },
      "resourcePolicyDocument.Statement[0].Principal lets everyone write logs",
    ],
  },
});

judges(logGroupKeptEncrypted, "aws:cloudwatch/logResourcePolicy:LogResourcePolicy", {
  base: { policyDocument: "" },
  finds: { "no JSON": [{ policyDocument: "{" }, "policyDocument is no policy document that can be read"] },
});
