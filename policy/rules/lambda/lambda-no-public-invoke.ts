import type { Field } from "../../../resources/field";
import type { Resource } from "../../../resources/resource";
import { namesOwner } from "../../framework/policy-document";
import { type Finding, rule } from "../../framework/rule";

const permission = ["eventSourceToken", "principal", "principalOrgId", "sourceAccount", "sourceArn"] as const;

export const lambdaNoPublicInvoke = rule({
  id: "lambda-no-public-invoke",
  sentence: "A function says who may invoke it.",
  why: "A function open to everyone, or to a service acting for everyone, does for anybody what its role allows.",
  fix: "Name an account, add principalOrgId, sourceAccount or sourceArn, or set the URL's authorization to AWS_IAM.",
  severity: "critical",
  level: "mandatory",
  surroundings: true,
  controls: [
    "FSBP Lambda.1",
    "Config lambda-function-public-access-prohibited",
    "checkov CKV_AWS_258",
    "checkov CKV_AWS_301",
    "checkov CKV_AWS_364",
    "trivy AWS-0067",
  ],
  url: "https://docs.aws.amazon.com/lambda/latest/dg/access-control-resource-based.html",
  reads: {
    "aws:lambda/permission:Permission": permission,
    "aws-native:lambda:Permission": permission,
    "aws:lambda/functionUrl:FunctionUrl": ["authorizationType"],
    "aws-native:lambda:Url": ["authType"],
  },
  check(resource) {
    return [...openPermission(resource), ...openUrl(resource)];
  },
});

function openPermission(resource: Resource): Finding[] {
  const at = resource.get("principal");
  const principal = at.text() ?? "";
  const owner = ["principalOrgId", "sourceAccount", "sourceArn"].some((name) => isNamed(resource.get(name)));
  if (owner) return [];
  if (principal === "*") return [{ at, what: "is *" }];
  // A token stands for one account's skill with those services that send no account.
  if (!isService(principal) || isNamed(resource.get("eventSourceToken"))) return [];
  return [{ at, what: `is ${principal}, without sourceAccount or sourceArn` }];
}

const isService = (principal: string): boolean => /\.(amazonaws|amazon)\.com(\.cn)?$/.test(principal);

/** A value not known yet counts: it comes from something that has it. */
const isNamed = (field: Field): boolean => (field.known ? isSaid(field.text() ?? "") : field.present);

/** An ARN that names whose it is, or another text without wildcards. */
const isSaid = (text: string): boolean => (text.startsWith("arn:") ? namesOwner(text) : /^[^*?]+$/.test(text));

function openUrl(resource: Resource): Finding[] {
  const at = resource.get(resource.native ? "authType" : "authorizationType");
  return at.text() === "NONE" ? [{ at, what: "is NONE" }] : [];
}
