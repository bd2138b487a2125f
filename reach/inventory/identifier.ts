import { parseArn } from "../../aws/arn";

/**
 * One form for an id, whichever the program gives: `rcfg-…` from its ARN, `sg-…` from `111122223333/sg-…`. What has no
 * id beside its ARN (databases, shares), and any other text, stays as it is.
 */
export function canonicalId(text: string): string {
  if (!text.includes("/")) return text;
  const arn = parseArn(text);
  const last = text.slice(text.lastIndexOf("/") + 1);
  if (arn === undefined) return /^\d{12}\/sg-/.test(text) ? last : text;
  return ["vpc-lattice", "ec2"].includes(arn.service) && isUniqueId(last) ? last : text;
}

/** AWS's own ids, which no other account and Region has; names that people give are none. */
export const isUniqueId = (text: string): boolean =>
  /^(tgw-)?[a-z]+-[0-9a-f]{8,}$/.test(text) || /^(db|cluster|prx)-[A-Z0-9]{20,}$/.test(text);

export const isAccountId = (text: string): boolean => /^\d{12}$/.test(text);
