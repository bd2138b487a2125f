import { z } from "zod";

import { parsePrincipal, principalMust } from "../../components/account/principal";
import { digits, schemasOf, text, textOrWhole, yes, type Settings } from "./setting";

const accountId = digits.refine((id) => /^\d{12}$/.test(id), "must be an account id of twelve digits, in quotes");
const accountIds = z.array(accountId, "must be a list of account ids");

const principal = textOrWhole(principalMust("")).refine((text) => parsePrincipal(text) !== undefined, {
  error: ({ input }) => principalMust(String(input)),
});
const DAY = "must be a day such as 2027-01-31";

/** What a grant says: one principal, as whom it logs in, and until when. */
export const grantSettings = {
  principal: {
    description: "Whom the grant is for: an account id, or the ARN of an organisation or of a unit of one.",
    schema: principal,
    example: "444455556666",
  },
  loginUser: {
    description: "The user it logs in as; left out, the `loginUser` of the database.",
    schema: text.exactOptional(),
    example: "app",
  },
  databaseUsers: {
    description: "Further users it may log in as, 63 at most.",
    schema: z.array(text, "must be a list of users").exactOptional(),
    example: "reports",
    path: ["[0]"],
  },
  until: {
    description:
      "Its last day, by UTC: then its login ends by itself, and the next deployment is refused until the grant is " +
      "renewed or taken away.",
    schema: text
      // What the engine makes of a day, in quotes or not, on its way from the stack file.
      .transform((day) => day.replace(/ 00:00:00 \+0000 UTC$/, ""))
      .refine((day) => isDay(day), DAY)
      .exactOptional(),
    example: "2099-12-31",
  },
  allowExternalPrincipals: {
    description:
      "Lets an account outside the organisation in; left out, as the database says, and false for an organisation.",
    schema: yes.exactOptional(),
    example: false,
  },
} satisfies Settings;

const grant = z.strictObject(schemasOf(grantSettings));
/** A grant as the stack file has it; in its short form it is the principal alone. */
export type GivenGrant = z.infer<typeof grant> & { readonly isShort?: true };
const eitherGrant = z.unknown().transform((given, context): GivenGrant => {
  const isMap = typeof given === "object" && given !== null && !Array.isArray(given);
  return isMap ? read(grant, given, context) : { principal: read(principal, given, context), isShort: true };
});
const grants = z.record(z.string(), eitherGrant, "must be a list of account ids, or a map of grants");

function isDay(day: string): boolean {
  return /^\d{4}-\d\d-\d\d$/.test(day) && !Number.isNaN(Date.parse(`${day}T00:00:00Z`));
}

/** Whom a database is shared with: accounts that have one login in common, or grants by keys that stay. */
export type SharedWith = string[] | Readonly<Record<string, GivenGrant>>;

/**
 * Either form. Not a union, of which zod would say no more than that neither fits; nothing at all is a list without
 * accounts, and so is an empty map.
 */
export const sharedWithSchema = z
  .unknown()
  .transform((given, context): SharedWith => read(Array.isArray(given) ? accountIds : grants, given, context));

/** By its schema, with the issues it has as this one's. */
function read<Schema extends z.ZodType>(schema: Schema, given: unknown, context: z.RefinementCtx): z.output<Schema> {
  const { success, data, error } = schema.safeParse(given);
  if (success) return data;
  for (const issue of error.issues) {
    const path = [...issue.path];
    const unknown = issue.code === "unrecognized_keys" ? { code: issue.code, keys: issue.keys, input: {} } : undefined;
    context.addIssue({ path, message: issue.message, ...(unknown ?? { code: "custom" }) });
  }
  return z.NEVER;
}

/** A grant with what its database says where it says nothing itself. */
export interface Grant {
  readonly principal: string;
  readonly loginUser: string;
  readonly databaseUsers: readonly string[];
  /** Its last day. */
  readonly until?: string | undefined;
  readonly allowExternalPrincipals: boolean;
  /** The stack file says no more of it than its principal. */
  readonly isShort: boolean;
}
export type Grants = Readonly<Record<string, Grant>>;

interface Common {
  readonly loginUser: string;
  readonly allowExternalPrincipals: boolean;
}

/** Grants by their keys; undefined for a list, whose accounts have all in common. */
export function grantsOf(sharedWith: SharedWith, common: Common): Grants | undefined {
  if (Array.isArray(sharedWith)) return undefined;
  return Object.fromEntries(
    Object.entries(sharedWith).map(([key, { principal, loginUser, databaseUsers = [], until, isShort, ...given }]) => {
      const isAccount = parsePrincipal(principal)?.kind === "account";
      const { allowExternalPrincipals = isAccount && common.allowExternalPrincipals } = given;
      const grant: Grant = {
        ...{ principal, loginUser: loginUser ?? common.loginUser, databaseUsers, allowExternalPrincipals },
        isShort: isShort === true,
        ...(until !== undefined && { until }),
      };
      return [key, grant];
    }),
  );
}

/** Whom a database is shared with, each once. */
export function principalsOf(sharedWith: SharedWith): string[] {
  return Array.isArray(sharedWith)
    ? sharedWith
    : [...new Set(Object.values(sharedWith).map(({ principal }) => principal))];
}
