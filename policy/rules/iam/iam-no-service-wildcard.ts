import { allowedBy, identityPolicyReads } from "../../framework/identity-policies";
import { strings } from "../../framework/knobs";
import { type Statement, patternFits } from "../../framework/policy-document";
import { type Finding, rule } from "../../framework/rule";
import { dataReads } from "./iam-data-read-scoped";
import { coversEverything, criticalServices, isAdmin, isEveryAction } from "./grants";
import { escalations } from "./iam-no-escalation";

export const iamNoServiceWildcard = rule({
  id: "iam-no-service-wildcard",
  sentence: "Actions of the services that guard databases are allowed one by one.",
  why: "Whoever has kms:* or ram:* can delete keys or share databases, and gets every action that AWS adds.",
  fix: "List the actions that are needed, and name the resources of those that change something.",
  severity: "high",
  level: "mandatory",
  surroundings: true,
  controls: [
    "FSBP IAM.21",
    "cfn-guard IAM_ROLE_NO_WILDCARD_ACTIONS_ON_PERMISSIONS",
    "checkov CKV_AWS_290",
    "checkov CKV_AWS_355",
  ],
  url: "https://docs.aws.amazon.com/securityhub/latest/userguide/iam-controls.html#iam-21",
  knobs: { services: strings(criticalServices, "Service prefixes of which no policy may allow every action.") },
  reads: identityPolicyReads,
  check(resource, { knobs: { services } }) {
    return allowedBy(resource).flatMap((statement): Finding[] => {
      if (isAdmin(statement)) return [];
      return [...wildcards(statement, services), ...writesOnEverything(statement, services)];
    });
  },
});

function wildcards(statement: Statement, services: readonly string[]): Finding[] {
  return statement.actions.flatMap((at): Finding[] => {
    const text = at.text() ?? "";
    if (isEveryAction(text)) return [{ at, what: "allows every action of every service" }];
    return isWildcardOf(text, services) ? [{ at, what: `allows every action: ${text}` }] : [];
  });
}

const isWildcardOf = (action: string, services: readonly string[]): boolean =>
  services.some((service) => /^\*+$/.test(actionOf(action, service) ?? ""));

/** The action's name if it is one of the service. */
function actionOf(action: string, service: string): string | undefined {
  const [prefix = "", name] = action.toLowerCase().split(":");
  return prefix === service ? name : undefined;
}

/** Conditions may keep it to less; these findings are about statements that nothing keeps. */
function writesOnEverything(statement: Statement, services: readonly string[]): Finding[] {
  if (statement.conditions.length > 0) return [];
  if (!statement.resources.some((resource) => coversEverything(resource.text() ?? ""))) return [];
  const writes = statement.actions.flatMap((action) => {
    const text = action.text() ?? "";
    return !isWildcardOf(text, services) && (isWrite(text, services) || isWhole(text)) ? [text] : [];
  });
  if (writes.length === 0) return [];
  return [{ at: statement.field, what: `allows ${writes.join(", ")} on every resource`, advisory: true }];
}

/** Every action of some other service, which is left to the organisation to guard. */
const isWhole = (action: string): boolean =>
  /^[^*:]+:\*+$/.test(action) && !elsewhere.some((name) => patternFits(action, name));

const reads =
  /^(batchget|check|decode|describe|download|generate(credential|organizations|service)|get|list|search|simulate|verify)/;

function isWrite(action: string, services: readonly string[]): boolean {
  const names = services.flatMap((service) => actionOf(action, service) ?? []);
  if (names.length === 0 || names.some((name) => reads.test(name))) return false;
  return !elsewhere.some((name) => patternFits(action, name)) && !unscoped.some((name) => patternFits(name, action));
}

/** Reported by rules of their own. */
const elsewhere = ["iam:PassRole", ...[...escalations, ...dataReads].flatMap(({ actions }) => actions)];

/** Actions AWS takes on `*` alone, or whose resource has no name before (service authorization reference). */
const unscoped = [
  "iam:*AccountAlias",
  "iam:*AccountPasswordPolicy",
  "iam:CreateServiceLinkedRole",
  "kms:CreateKey",
  "kms:GenerateRandom",
  "organizations:*",
  "ram:CreateResourceShare",
  "ram:EnableSharingWithAwsOrganization",
  "sts:SetSourceIdentity",
  "sts:TagSession",
];
