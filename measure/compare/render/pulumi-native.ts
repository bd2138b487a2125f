import type { Case } from "../case";
import { isRecord } from "./intrinsic";
import { camelCase, pascalCase } from "./names";
import type { Rendered } from "./rendered";

/** Properties whose contents are JSON or a map of the user's own names, and keep their spelling. */
const verbatim = new Set([
  "AssumeRolePolicyDocument",
  "KeyPolicy",
  "Parameters",
  "Policy",
  "PolicyDocument",
  "ResourcePolicy",
]);

/** Types of CloudFormation that `@pulumi/aws-native` lacks. */
const missing = new Set(["AWS::EC2::NetworkAclEntry"]);

/** The case as resources of `@pulumi/aws-native`; `undefined` where it has no counterpart there. */
export function pulumiNative({ resources }: Pick<Case, "resources">): readonly Rendered[] | undefined {
  if (Object.values(resources).some(({ type }) => missing.has(type))) return undefined;
  return Object.entries(resources).map(([id, { type, properties }]) => ({
    id,
    name: id,
    type: nativeToken(type),
    properties: camelCased(properties),
  }));
}

/** `AWS::RDS::DBInstance` -> `aws-native:rds:DbInstance`. */
function nativeToken(type: string): string {
  const [, service = "", name = ""] = type.split("::");
  return `aws-native:${service.toLowerCase()}:${pascalCase(name)}`;
}

export function camelCased(properties: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const entries = Object.entries(properties).map(([key, value]) => {
    return [camelCase(key), verbatim.has(key) ? value : deep(value)] as const;
  });
  return Object.fromEntries(entries.filter(([, value]) => value !== undefined));
}

function deep(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(deep);
  if (!isRecord(value) || "Ref" in value || "Fn::GetAtt" in value) return value;
  return camelCased(value);
}
