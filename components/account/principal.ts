/** Whom RAM shares with and a role can trust: one account, an organisation, or a unit of one. */
export type Principal =
  | { readonly kind: "account"; readonly accountId: string }
  | { readonly kind: "organization"; readonly organizationId: string }
  | { readonly kind: "unit"; readonly organizationId: string; readonly unitId: string };

const ORGANIZATION = /^arn:aws[a-z-]*:organizations::\d{12}:organization\/(o-[a-z0-9]{10,32})$/;
const UNIT = /^arn:aws[a-z-]*:organizations::\d{12}:ou\/(o-[a-z0-9]{10,32})\/(ou-[a-z0-9]{4,32}-[a-z0-9]{8,32})$/;

/** Reads a principal as RAM takes it; undefined for anything else, a bare `o-…` among it. */
export function parsePrincipal(text: string): Principal | undefined {
  if (/^\d{12}$/.test(text)) return { kind: "account", accountId: text };
  const organizationId = ORGANIZATION.exec(text)?.[1];
  if (organizationId !== undefined) return { kind: "organization", organizationId };
  const [, ofUnit, unitId] = UNIT.exec(text) ?? [];
  return ofUnit === undefined || unitId === undefined ? undefined : { kind: "unit", organizationId: ofUnit, unitId };
}

/** What is wrong with a principal; undefined where nothing is. */
export function principalProblem(field: string, text: string): string | undefined {
  return parsePrincipal(text) === undefined ? `${field} ${principalMust(text)}, got "${text}"` : undefined;
}

/** What a principal must be, with the command that tells the ARN of what is only named by its id. */
export function principalMust(text: string): string {
  return `must be an account id of twelve digits, or the ARN of an organisation or of a unit of one${arnHint(text)}`;
}

/** RAM takes ARNs only, which name the management account. */
function arnHint(text: string): string {
  if (/^o-[a-z0-9]+$/.test(text)) {
    return " (aws organizations describe-organization --query Organization.Arn tells it)";
  }
  if (!/^ou-[a-z0-9]+-[a-z0-9]+$/.test(text)) return "";
  const command = "aws organizations describe-organizational-unit --organizational-unit-id";
  return ` (${command} ${text} --query OrganizationalUnit.Arn tells it)`;
}

/**
 * Where an account of a unit is in its organisation, as `aws:PrincipalOrgPaths` has it: right below the root, or below
 * other units. The id of a unit begins with that of its root.
 */
export function pathsOfUnit(organizationId: string, unitId: string): string[] {
  const root = `${organizationId}/r-${unitId.split("-")[1] ?? ""}`;
  return [`${root}/${unitId}/*`, `${root}/*/${unitId}/*`];
}
