import type { Field } from "./field";
import type { Resource } from "./resource";

/** Where the principals of a RAM share are written. */
export const principalReads = {
  "aws:ram/principalAssociation:PrincipalAssociation": ["principal"],
  "aws:ram/resourceShareAssociationsExclusive:ResourceShareAssociationsExclusive": ["principals"],
  "aws-native:ram:ResourceShare": ["principals"],
} as const;

export const sharePrincipals = (resource: Resource): readonly Field[] => [
  ...resource.get("principal").items(),
  ...resource.get("principals").items(),
];

/** The organisation a principal stands for as a whole. */
export const organizationOf = (principal: string): string | undefined =>
  /^arn:[^:]+:organizations::\d{12}:organization\/(o-[a-z0-9]+)$/.exec(principal)?.[1];

/** The organisation and the unit a principal stands for. */
export function unitOf(principal: string): { readonly organization: string; readonly unit: string } | undefined {
  const found = /^arn:[^:]+:organizations::\d{12}:ou\/(o-[a-z0-9]+)\/(ou-[a-z0-9]+-[a-z0-9]+)$/.exec(principal);
  return found?.[1] === undefined || found[2] === undefined ? undefined : { organization: found[1], unit: found[2] };
}
