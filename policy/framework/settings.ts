import { type Knob, type Knobs, boolean, choice, integer, knobValues, patterns, strings } from "./knobs";
import type { Exemption } from "./exemption";

export const settingsPolicyName = "lattice-db-settings";
export const totalsPolicyName = "lattice-db-totals";

const account = "^[0-9]{12}$";

const exemptionProperties = {
  rule: { type: "string" },
  urnPattern: { type: "string" },
  reason: { type: "string" },
  owner: { type: "string" },
  expires: { type: "string" },
} as const;

/** What an exemption may say. */
export const exemptionKeys: readonly string[] = Object.keys(exemptionProperties);

const exemptions: Knob<readonly Exemption[]> = {
  schema: {
    type: "array",
    default: [],
    description:
      "Agreed exceptions: {rule, urnPattern (the URN, with * for any run of characters), reason, owner, expires (YYYY-MM-DD)}.",
    items: {
      type: "object",
      // Reason, owner and date are not required here: policy-exemption-valid says which exemption lacks which.
      required: ["rule", "urnPattern"],
      properties: exemptionProperties,
    },
  },
  fallback: [],
};

/** What an organisation says once for all rules. */
export const settingsKnobs = {
  profile: choice(
    ["audit", "default", "strict"],
    "default",
    'Set together with "all": audit (with "advisory") only warns, strict (with "mandatory") refuses lesser findings too.',
  ),
  ownAccounts: strings([], "Account ids of the organisation itself; empty means not checked.", account),
  trustedAccounts: strings([], "Account ids of others that may be trusted; empty means not checked.", account),
  organizationIds: strings(
    [],
    "Organisations (o-…) that may be trusted; empty means not checked.",
    "^o-[a-z0-9]{10,32}$",
  ),
  organizationalUnits: strings(
    [],
    "Organisational units (ou-… or their ARNs) to share with; empty means not checked.",
    "ou-",
  ),
  regions: strings([], "Regions in use; empty means not checked."),
  relaxedStacks: patterns('Regular expressions of stack names, such as "^dev", where relaxable rules only warn.'),
  surroundings: choice(
    ["besideDatabases", "everywhere"],
    "besideDatabases",
    "Where rules about what surrounds databases (networks, roles, functions, buckets, logs) judge: in stacks with a database, a share or something of Lattice, or everywhere, as stacks need that hold only the network of another stack's databases.",
  ),
  allowTagExemptions: boolean(false, "Whether a resource may exempt itself by its policy-exempt tags."),
  exemptions,
  exemptionMaxDays: integer(90, "How far ahead an exemption may expire, in days.", 1),
} satisfies Knobs;

type SettingValues = ReturnType<typeof knobValues<typeof settingsKnobs>>;

export interface Settings extends SettingValues {
  /** The day of the run, YYYY-MM-DD (UTC). */
  readonly today: string;
}

export const settingsFrom = (config: Readonly<Record<string, unknown>>, today: string): Settings => ({
  ...knobValues(settingsKnobs, config),
  today,
});

/** Accounts whose resources and principals count as known; empty when nobody listed any, and then nothing is judged. */
export const knownAccounts = (settings: Settings): readonly string[] => [
  ...settings.ownAccounts,
  ...settings.trustedAccounts,
];
