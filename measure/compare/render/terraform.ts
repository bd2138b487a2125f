import { intrinsic, isRecord } from "./intrinsic";
import { snakeCase } from "./names";
import { terraformType } from "./pulumi-aws";
import type { Rendered } from "./rendered";

/** Blocks Terraform names in the singular and Pulumi in the plural. */
const singular: Readonly<Record<string, string>> = { parameters: "parameter", auths: "auth", rules: "rule" };

/** The same resources in Terraform's language. */
export const terraform = (resources: readonly Rendered[]): string =>
  resources
    .map(({ name, type, properties }) => {
      return `resource "${terraformType(type)}" "${name}" {\n${body(properties, resources, "  ")}}\n`;
    })
    .join("\n");

function body(properties: Readonly<Record<string, unknown>>, all: readonly Rendered[], indent: string): string {
  return Object.entries(properties)
    .filter(([, value]) => value !== undefined)
    .map(([key, value]) => member(key, value, all, indent))
    .join("");
}

function member(key: string, value: unknown, all: readonly Rendered[], indent: string): string {
  const name = singular[key] ?? snakeCase(key);
  const reference = intrinsic(value);
  if (reference !== undefined) return `${indent}${name} = ${expression(value, all)}\n`;
  const blocks = Array.isArray(value) && value.length > 0 && value.every(isRecord) && !value.some(intrinsic);
  if (blocks)
    return value
      .filter(isRecord)
      .map((item) => block(name, item, all, indent))
      .join("");
  if (isRecord(value)) return block(name, value, all, indent);
  if (typeof value === "string" && value.startsWith("{")) {
    // `${` would be an expression; IAM's variables are meant.
    return `${indent}${name} = <<POLICY\n${value.replaceAll("${", () => "$${")}\nPOLICY\n`;
  }
  return `${indent}${name} = ${expression(value, all)}\n`;
}

const block = (
  name: string,
  item: Readonly<Record<string, unknown>>,
  all: readonly Rendered[],
  indent: string,
): string => `${indent}${name} {\n${body(item, all, `${indent}  `)}${indent}}\n`;

function expression(value: unknown, all: readonly Rendered[]): string {
  const reference = intrinsic(value);
  if (reference !== undefined) {
    const target = all.find(({ name }) => name === reference.id);
    const type = terraformType(target?.type ?? "");
    // Groups of RDS are referred to by name.
    const own = /^aws_db_\w+_group$/.test(type) ? "name" : "id";
    return `${type}.${reference.id}.${reference.attribute === undefined ? own : "arn"}`;
  }
  if (Array.isArray(value)) return `[${value.map((item) => expression(item, all)).join(", ")}]`;
  return JSON.stringify(value);
}
