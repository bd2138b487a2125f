import type { Resource } from "../../../resources/resource";
import { keyFault } from "../../framework/customer-key";
import { integer } from "../../framework/knobs";
import { openPrincipals, statementsOf } from "../../framework/policy-document";
import { type Finding, rule } from "../../framework/rule";
import { stated } from "../../framework/stated";

export const logGroupKeptEncrypted = rule({
  id: "log-group-kept-encrypted",
  sentence: "Logs are kept as long as was decided, under a key of one's own, and taken from known senders only.",
  why: "Logs tell who reached a database; they are of use for as long as they are there, and only if nobody can forge them.",
  fix: "Set retentionInDays and kmsKeyId; bind everyone in a log resource policy by aws:SourceAccount.",
  severity: "medium",
  level: "mandatory",
  surroundings: true,
  controls: [
    "Config cw-loggroup-retention-period-check",
    "Config cloudwatch-log-group-encrypted",
    "checkov CKV_AWS_66",
    "checkov CKV_AWS_158",
    "checkov CKV_AWS_338",
    "trivy AWS-0017",
  ],
  url: "https://docs.aws.amazon.com/AmazonCloudWatch/latest/logs/Working-with-log-groups-and-streams.html",
  knobs: { minDays: integer(365, "How long logs must be kept, in days.", 1) },
  reads: {
    "aws:cloudwatch/logGroup:LogGroup": ["kmsKeyId", "logGroupClass", "retentionInDays"],
    "aws-native:logs:LogGroup": ["kmsKeyId", "logGroupClass", "resourcePolicyDocument", "retentionInDays"],
    "aws:cloudwatch/logResourcePolicy:LogResourcePolicy": ["policyDocument"],
    "aws-native:logs:ResourcePolicy": ["policyDocument"],
  },
  check(resource, { knobs }) {
    if (!resource.type.endsWith(":LogGroup")) return openTo(resource, "policyDocument");
    return [...retention(resource, knobs.minDays), ...key(resource), ...openTo(resource, "resourcePolicyDocument")];
  },
});

function retention(group: Resource, minDays: number): Finding[] {
  const at = group.get("retentionInDays");
  const groupClass = group.get("logGroupClass");
  // Logs on their way elsewhere: AWS keeps them for two days and takes no other setting.
  if (at.unknown || groupClass.unknown || groupClass.text() === "DELIVERY") return [];
  // Left out, or 0 in @pulumi/aws: kept for ever, which nobody decided.
  const days = at.number() ?? 0;
  if (days >= minDays) return [];
  const what = days === 0 ? stated(at) : `is ${days} days, less than ${minDays}`;
  return [{ at, what, advisory: true }];
}

function key(group: Resource): Finding[] {
  const at = group.get("kmsKeyId");
  const what = keyFault(at);
  return what === undefined ? [] : [{ at, what, advisory: true }];
}

function openTo(resource: Resource, property: string): Finding[] {
  const policy = resource.get(property);
  const statements = statementsOf(policy);
  if (statements === undefined) return [{ at: policy, what: "is no policy document that can be read" }];
  return statements
    .flatMap((statement) => openPrincipals(statement))
    .map((at) => ({ at, what: "lets everyone write logs" }));
}
