import { z } from "zod";

import type { Place } from "../../components/account/place";
import { DATABASE_DEFAULTS } from "../../components/database/database-settings";
import { loginUserProblem, mostTrustedAccounts, MAX_TRUSTED_ACCOUNTS } from "../../components/sharing/connect-role";
import { fieldProblem, problem, shown, type ConfigProblem } from "../config-problem";
import { digits, text, textOrWhole, yes, type Setting } from "./setting";

const accountId = digits.refine((id) => /^\d{12}$/.test(id), "must be an account id of twelve digits, in quotes");
const accountIds = z
  .array(accountId, "must be a list of account ids")
  .max(MAX_TRUSTED_ACCOUNTS, `must name ${MAX_TRUSTED_ACCOUNTS} accounts at most`)
  .refine((ids) => new Set(ids).size === ids.length, "must name each account once");

/** Who may use a database of the producer, and as whom. */
export const sharing = {
  /** The user other accounts log in as, with an IAM token. */
  loginUser: { schema: text.default("app"), example: "app" },
  /** Accounts that may reach the database; none keeps it to this one. */
  sharedWith: { schema: accountIds.default([]), example: "444455556666", path: ["[0]"] },
  /** Lets accounts outside the organisation into `sharedWith`. */
  allowExternalPrincipals: { schema: yes.default(false), example: false },
} satisfies Readonly<Record<string, Setting>>;

/** What a consumer takes of which producer. */
export const taking = {
  producerStack: {
    description:
      "Consumer only, required. The producer's stack, as a stack reference has it " +
      '("producer" or "organization/lattice-db/producer").',
    schema: textOrWhole("must be the name of the producer's stack"),
    example: "producer",
  },
  databaseNames: {
    description:
      "Consumer only. Which of the producer's databases to use; none means all that are shared with this account.",
    schema: z.array(text, "must be a list of names").default([]),
    example: "orders",
    path: ["[0]"],
  },
  acceptShares: {
    description:
      "Consumer only. Accepts the RAM invitation within its 12 hours; true outside the producer's organisation, " +
      "false inside it and for an account that has the share already (it cannot leave it).",
    schema: yes.default(false),
    example: false,
  },
} satisfies Readonly<Record<string, Setting>>;

/** What of a database it takes to judge whom it is shared with. */
interface Given {
  readonly instance: { readonly masterUsername?: string | undefined };
  readonly loginUser: string;
  readonly sharedWith: readonly string[];
}

/** Whether the users and accounts of a database make sense, to AWS and in this account. */
export function sharingProblems(name: string, given: Given, place: Place | undefined): ConfigProblem[] {
  const { instance, loginUser, sharedWith } = given;
  const path = ["databases", name];
  const userProblem = loginUserProblem(loginUser);
  const { masterUsername = DATABASE_DEFAULTS.masterUsername } = instance;
  return [
    ...(userProblem === undefined ? [] : [fieldProblem(path, userProblem)]),
    // rds_iam would take the owner's password away, and with it the only way in when IAM login fails.
    ...(loginUser === masterUsername
      ? [problem([...path, "loginUser"], `must be another user than masterUsername, got ${shown(loginUser)} for both`)]
      : []),
    ...(place !== undefined && sharedWith.length > mostTrustedAccounts(place)
      ? [
          problem(
            [...path, "sharedWith"],
            `must name ${mostTrustedAccounts(place)} accounts at most in ${place.region}`,
          ),
        ]
      : []),
    ...sharedWith.flatMap((id, index) => (id === place?.accountId ? [ownAccount([...path, "sharedWith", index])] : [])),
  ];
}

function ownAccount(path: readonly PropertyKey[]): ConfigProblem {
  return { ...problem(path, "must be another account, got this stack's own"), remove: true };
}
