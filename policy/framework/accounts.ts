import type { Field } from "../../resources/field";
import type { Resource } from "../../resources/resource";
import { type Statement, accountOf, everyone, tiesDown } from "./policy-document";
import { type Settings, knownAccounts } from "./settings";

/** An account, and the field that names it. */
export interface NamedAccount {
  readonly account: string;
  readonly at: Field;
}

/** The accounts a resource's provider is tied to; its inputs arrive as JSON. */
export const providerAccounts = (resource: Resource): readonly string[] =>
  (resource.provider("allowedAccountIds").json()?.items() ?? []).flatMap((item) => item.text() ?? []);

/**
 * The accounts a resource may deal with: those the organisation lists, and the resource's own as its provider names it.
 * `undefined` if nobody listed any, since nothing is judged then.
 */
export function acceptedAccounts(resource: Resource, settings: Settings): readonly string[] | undefined {
  const known = knownAccounts(settings);
  return known.length === 0 ? undefined : [...known, ...providerAccounts(resource)];
}

/** The accounts a statement lets in: those of its principals or, where it names everyone, those its conditions name. */
export function admittedAccounts(statement: Statement): readonly NamedAccount[] {
  if (!statement.allow) return [];
  const principals = statement.principals.filter(({ kind }) => kind === "AWS" || kind === "*");
  const named = principals.flatMap(({ field }) => namedAccount(field));
  return everyone(statement).length === 0 ? named : [...named, ...conditionAccounts(statement)];
}

const accountKeys = [
  "aws:principalaccount",
  "aws:principalarn",
  "aws:sourceaccount",
  "aws:sourcearn",
  "kms:calleraccount",
];

const conditionAccounts = (statement: Statement): readonly NamedAccount[] =>
  statement.conditions
    .filter((condition) => tiesDown(condition, accountKeys))
    .flatMap(({ values }) => values.flatMap(namedAccount));

/** An organisation, and the field that names it. */
export interface NamedOrganization {
  readonly organization: string;
  readonly at: Field;
}

const organizationKeys = ["aws:principalorgid", "aws:principalorgpaths", "aws:sourceorgid", "aws:sourceorgpaths"];

/** The organisations a statement lets in: where it names everyone, those its conditions name. */
export function admittedOrganizations(statement: Statement): readonly NamedOrganization[] {
  if (!statement.allow || everyone(statement).length === 0) return [];
  const conditions = statement.conditions.filter((condition) => tiesDown(condition, organizationKeys));
  return conditions.flatMap(({ values }) => {
    return values.map((at) => ({ organization: at.text()?.split("/")[0] ?? "", at })).filter(isNamed);
  });
}

const isNamed = ({ organization }: NamedOrganization): boolean => organization !== "";

/** The account a principal belongs to; none where it names no account, or any. */
export function namedAccount(at: Field): readonly NamedAccount[] {
  const account = accountOf(at.text() ?? "");
  return account === undefined || account === "*" ? [] : [{ account, at }];
}
