import { createHash, randomBytes } from "node:crypto";
import type { Field } from "../fields";
import type { CheckRequest } from "../requests";

const SUFFIX_DIGITS = 7;

export type AutoNamed = { readonly name: string } | { readonly reason: string };

/**
 * The name Pulumi's providers give a resource that has none: its logical name, a hyphen and 7 hexadecimal digits, or
 * what the project's `pulumi:autonaming` setting proposes. The same seed gives the same name.
 */
export function autoName(
  options: NonNullable<Field["autoName"]>,
  request: Pick<CheckRequest, "name" | "type" | "randomSeed" | "autonaming">,
): AutoNamed {
  const { autonaming } = request;
  if (autonaming?.mode === "disable") return { reason: "is required: autonaming is off for this resource; set it" };
  if (autonaming !== undefined) return fitting(options, autonaming.proposedName);
  return fitting(options, `${request.name}-${suffix(request)}`);
}

function fitting(options: NonNullable<Field["autoName"]>, proposed: string): AutoNamed {
  const { prefix = "" } = options;
  const prefixed = proposed.startsWith(prefix) ? proposed : `${prefix}${proposed}`;
  const name = options.lowerCase === true ? prefixed.toLowerCase() : prefixed;
  if (name.length <= options.maxLength) return { name };
  const reason = `must have at most ${options.maxLength} characters, but "${name}", made from the resource's name, has ${name.length}; set it or shorten the resource's name`;
  return { reason };
}

function suffix(request: Pick<CheckRequest, "name" | "type" | "randomSeed">): string {
  if (request.randomSeed === "") return randomBytes(4).toString("hex").slice(0, SUFFIX_DIGITS);
  const seed = `${request.randomSeed}:${request.type}:${request.name}`;
  return createHash("sha256").update(seed).digest("hex").slice(0, SUFFIX_DIGITS);
}
