import { z } from "zod";

import type { Place } from "../../components/account/place";
import { isInstanceKey } from "../../components/database/cluster-problems";
import { loginUserProblem, mostTrustedAccounts, MAX_TRUSTED_ACCOUNTS } from "../../components/sharing/connect-role";
import { configKey, fieldProblem, NAMESPACE, problem, shown, type ConfigProblem } from "../config-problem";
import { grantSettings, sharedWithSchema, type Grants } from "./grants";
import { grantProblems } from "./grant-problems";
import { text, textOrWhole, yes, type Setting } from "./setting";

/** Who may use a database of the producer, and as whom. */
export const sharing = {
  /** The user other accounts log in as, with an IAM token. */
  loginUser: { schema: text.default("app"), example: "app" },
  /**
   * Who may reach the database; none keeps it to this account. A list of account ids, which have one login in common, or
   * a map of grants by keys that stay, each an account id or the settings of a grant.
   */
  sharedWith: {
    schema: sharedWithSchema.default([]),
    example: "444455556666",
    path: ["[0]"],
    each: grantSettings,
  },
  /** Lets accounts outside the organisation into `sharedWith`. */
  allowExternalPrincipals: { schema: yes.default(false), example: false },
} satisfies Readonly<Record<string, Setting>>;

const GRANT = "must be the key of a grant, or a map of keys by the names of databases";
const grantKey = textOrWhole(GRANT).refine((key) => isInstanceKey(key), GRANT);

const STACK = "must be the name of the producer's stack";

/** The roads to a producer's contract: its stack, the contract itself, a file with it. */
export const roads = {
  /** The producer's stack, as in producerStack. */
  stack: {
    schema: textOrWhole(STACK)
      .refine((name) => /^[\w.-]{1,100}(?:\/[\w.-]{1,100}){0,2}$/.test(name), STACK)
      .exactOptional(),
    example: "producer",
  },
  /** Its contract, as in producerContract. */
  contract: {
    schema: z.record(text, z.unknown(), "must be the producer's contract, a map").exactOptional(),
    example: 1,
    path: [".version"],
  },
  /** A file with its contract, as in producerContractFile. */
  contractFile: { schema: text.exactOptional(), example: "contract.json" },
} satisfies Readonly<Record<string, Setting>>;

/** What a consumer takes of which producer. */
export const taking = {
  producerStack: {
    description:
      "Consumer only; this, producerContract or producerContractFile. The producer's stack, as a stack reference has it " +
      '("producer" or "organization/lattice-db/producer").',
    ...roads.stack,
  },
  producerContract: {
    description: "Consumer only. The producer's contract itself, as `pulumi stack output contract --json` prints it.",
    ...roads.contract,
  },
  producerContractFile: {
    description: "Consumer only. A JSON file with that contract, relative to the project's folder.",
    ...roads.contractFile,
  },
  databaseNames: {
    description:
      "Consumer only. Which of the producer's databases to use; none means all that are shared with this account.",
    schema: z.array(text, "must be a list of names").default([]),
    example: "orders",
    path: ["[0]"],
  },
  grant: {
    description:
      "Consumer only. The key of this account's grant where its account id does not tell it: for an organisation or a " +
      "unit, or one of several. One key, or a map of them by the names of databases.",
    schema: z
      .unknown()
      .transform((given, context) => {
        const read = (typeof given === "string" ? grantKey : z.record(text, grantKey, GRANT)).safeParse(given);
        if (read.success) return read.data;
        for (const { path, message } of read.error.issues) {
          context.addIssue({ code: "custom", path: [...path], message });
        }
        return z.NEVER;
      })
      .exactOptional(),
    example: "platform",
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
  readonly loginUser: string;
  readonly sharedWith: readonly string[];
  readonly grants?: Grants;
}

/**
 * Whether the users and accounts of a database make sense, to AWS and in this account.
 * @param masterUsername The owner's login, where it is known.
 */
export function sharingProblems(
  name: string,
  given: Given,
  masterUsername: string | undefined,
  place: Place | undefined,
  day = new Date(),
): ConfigProblem[] {
  const { loginUser, sharedWith, grants } = given;
  const path = ["databases", name];
  const userProblem = loginUserProblem(loginUser);
  return [
    ...(userProblem === undefined ? [] : [fieldProblem(path, userProblem)]),
    // rds_iam would take the owner's password away, and with it the only way in when IAM login fails.
    ...(loginUser === masterUsername
      ? [problem([...path, "loginUser"], `must be another user than masterUsername, got ${shown(loginUser)} for both`)]
      : []),
    ...(grants === undefined
      ? listProblems([...path, "sharedWith"], sharedWith, place)
      : grantProblems([...path, "sharedWith"], grants, { masterUsername, loginUser, place, day })),
  ];
}

function listProblems(path: readonly PropertyKey[], sharedWith: readonly string[], place: Place | undefined) {
  return [
    ...countProblems(path, sharedWith.length, place),
    ...sharedWith.flatMap((id, index) => {
      const at = [...path, index];
      if (id === place?.accountId)
        return [{ ...problem(at, "must be another account, got this stack's own"), remove: true }];
      if (sharedWith.indexOf(id) === index) return [];
      return [{ ...problem(at, `must name each account once, got ${shown(id)} again`), remove: true }];
    }),
  ];
}

function countProblems(path: readonly PropertyKey[], count: number, place: Place | undefined): ConfigProblem[] {
  const most = place === undefined ? MAX_TRUSTED_ACCOUNTS : mostTrustedAccounts(place);
  if (count <= most) return [];
  const where = place === undefined ? "" : ` in ${place.region}`;
  const text = `must name ${most} accounts at most${where} (an IAM trust policy holds no more), got ${count}`;
  // Every removal moves up those behind it.
  const edits = Array.from({ length: count - most }, () => ({ key: configKey(NAMESPACE, [...path, most]) }));
  return [{ ...problem(path, text), edits }];
}

/** The roads to the producer's contract, of which a consumer takes one. */
export const ROADS = ["producerStack", "producerContract", "producerContractFile"] as const;

/** Whether the contract comes by one road, and by one only. */
export function roadProblems(given: Readonly<Record<string, unknown>>): ConfigProblem[] {
  const [first, ...others] = ROADS.filter((road) => given[road] !== undefined);
  const [usual, ...also] = ROADS;
  if (first === undefined) {
    return [problem([usual], `must be the name of the producer's stack, got nothing (nor ${also.join(", ")})`)];
  }
  if (others.length === 0) return [];
  const text = `must be alone, got ${others.join(" and ")} as well: the contract comes by one road`;
  return [{ ...problem([first], text), edits: others.map((road) => ({ key: configKey(NAMESPACE, [road]) })) }];
}
