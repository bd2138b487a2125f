import type { Place } from "../../components/account/place";
import { parsePrincipal } from "../../components/account/principal";
import { isInstanceKey } from "../../components/database/cluster-problems";
import { databaseUsersProblems, loginUserProblem } from "../../components/sharing/connect-role";
import { configKey, fieldProblem, moved, NAMESPACE, problem, shown, type ConfigProblem } from "../config-problem";
import type { Grant, Grants } from "./grants";

interface Around {
  /** The owner's login, where it is known. */
  readonly masterUsername: string | undefined;
  /** The database's own, of which what is wrong is said once. */
  readonly loginUser: string;
  readonly place: Place | undefined;
  readonly day: Date;
}

/** Whether the grants of a database make sense, to AWS and in this account, and have not ended. */
export function grantProblems(path: readonly PropertyKey[], grants: Grants, around: Around): ConfigProblem[] {
  return Object.entries(grants).flatMap(([key, grant]) => [
    ...keyProblems(path, key, grants),
    ...principalProblems([...path, key], grant, around),
    ...userProblems([...path, key], grant, around),
    ...endProblems([...path, key], key, grant, around.day),
  ]);
}

/** The key is part of the names of the grant's share and role, which have room for so much. */
function keyProblems(path: readonly PropertyKey[], key: string, grants: Grants): ConfigProblem[] {
  if (isInstanceKey(key)) return [];
  const free = freeKey(key, Object.keys(grants));
  const text = `must have a key of 1-20 lower-case letters, digits and single "-", got ${shown(key)}`;
  const edits = moved(NAMESPACE, withoutDefaults(grants[key]), [...path, key], configKey(NAMESPACE, [...path, free]));
  return [{ ...problem([...path, key], text), edits }];
}

function freeKey(key: string, taken: readonly string[]): string {
  const words = key.toLowerCase().match(/[a-z0-9]+/g) ?? [];
  const near = words.join("-").slice(0, 18).replace(/-$/, "") || "grant";
  const free = [near, ...Array.from({ length: 9 }, (_, index) => `${near}${index + 2}`)];
  return free.find((one) => !taken.includes(one)) ?? near;
}

/** As a stack file would have it; what is left out comes from the database again. */
function withoutDefaults(grant: Grant | undefined): unknown {
  if (grant === undefined) return "";
  const { principal, databaseUsers, until, loginUser } = grant;
  return {
    ...{ principal, loginUser },
    ...(databaseUsers.length > 0 && { databaseUsers }),
    ...(until !== undefined && { until }),
  };
}

function principalProblems(path: readonly PropertyKey[], grant: Grant, { place }: Around): ConfigProblem[] {
  const { principal, allowExternalPrincipals } = grant;
  if (principal === place?.accountId) return [gone(path, `must be for another account, got this stack's own`)];
  if (!allowExternalPrincipals || parsePrincipal(principal)?.kind === "account") return [];
  const text = "must be left out for an organisation: only an account gets an invitation, got true";
  const at = [...path, "allowExternalPrincipals"];
  return [{ ...problem(at, text), remove: true }];
}

function userProblems(path: readonly PropertyKey[], grant: Grant, around: Around): ConfigProblem[] {
  const { loginUser, databaseUsers } = grant;
  const own = loginUser === around.loginUser ? undefined : loginUserProblem(loginUser);
  const taken = [loginUser, ...databaseUsers].findIndex((user) => user === around.masterUsername);
  const text = `must be another user than masterUsername, got ${shown(around.masterUsername)} for both`;
  // Of the database's own user it is said there.
  const isSaid = taken === -1 || (taken === 0 && loginUser === around.loginUser);
  const at = taken === 0 ? [...path, "loginUser"] : [...path, "databaseUsers", taken - 1];
  return [
    ...(own === undefined ? [] : [fieldProblem(path, own)]),
    ...databaseUsersProblems({ loginUser, databaseUsers: [...databaseUsers] }).map((said) => ({
      ...fieldProblem(path, said),
      remove: !said.includes("at most"),
    })),
    ...(isSaid ? [] : [{ ...problem(at, text), ...(taken > 0 && { remove: true }) }]),
  ];
}

function endProblems(path: readonly PropertyKey[], key: string, { until }: Grant, day: Date): ConfigProblem[] {
  const today = day.toISOString().slice(0, 10);
  if (until === undefined || until >= today) return [];
  const text =
    `is over: the last day of grant "${key}" was ${until}, and today is ${today}. ` +
    "Take the grant away, as below, or give it a later day";
  return [{ ...problem([...path, "until"], text), edits: [{ key: configKey(NAMESPACE, path) }] }];
}

function gone(path: readonly PropertyKey[], text: string): ConfigProblem {
  return { ...problem(path, text), edits: [{ key: configKey(NAMESPACE, path) }] };
}
