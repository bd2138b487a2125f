import * as pulumi from "@pulumi/pulumi";

import type { Place } from "../components/account/place";
import { parsePrincipal } from "../components/account/principal";
import { TargetKind, type ShareableDatabase } from "../components/database/shareable-database";
import { Grant, shareArgs } from "../components/sharing/grant";
import { ResourceShare } from "../components/sharing/resource-share";
import { trustedBundle } from "./ca-bundle";
import type { Offer, Offered, GrantedDatabase } from "./contract";
import { mapValues } from "./map-values";
import { basicsOf } from "./offered-basics";
import { outsiderHook } from "./outsider-hook";
import type { Grants } from "./settings/grants";

/** A database that is shared by grants. */
interface Granted {
  /** Its name in the contract. */
  readonly name: string;
  /** In the configuration. */
  readonly of: string;
  readonly place: Place;
  readonly grants: Grants;
  readonly database: ShareableDatabase;
  readonly resourceConfigurationArn: pulumi.Output<string>;
}

type WithLogins = Extract<GrantedDatabase, { readonly sharing: "granted" }>;

/** Makes a share for each grant, and a role where there are IAM logins; the entries that offer the database to all. */
export function grantedOffers(granted: Granted): Record<string, Offer> {
  const { name, database } = granted;
  const { resourceId, otherAddresses = {}, target } = database;
  if (resourceId === undefined) return { [name]: withPasswords(granted) };
  const entry = withLogins(granted, resourceId);
  const others = Object.entries(otherAddresses).map(([behind, address]): [string, Offer] => [
    `${name}-${behind}`,
    { ...entry, address, path: { sharing: "endpoint", of: name } },
  ]);
  return { [name]: { ...entry, path: pathOf(target) }, ...Object.fromEntries(others) };
}

function pathOf({ kind, value }: ShareableDatabase["target"]): pulumi.Input<WithLogins["path"]> {
  if (kind === TargetKind.Arn) return { sharing: "resource" };
  return pulumi
    .output(value)
    .apply((customDomainName): WithLogins["path"] => ({ sharing: "domain", customDomainName }));
}

function withLogins(granted: Granted, resourceId: pulumi.Input<string>): Omit<Offered<WithLogins>, "path"> {
  const { place, grants, database, resourceConfigurationArn } = granted;
  const offered = mapValues(grants, (given, key) => {
    const { isShort: _, until, databaseUsers, ...grant } = given;
    const args = { ...grant, databaseUsers: [...databaseUsers], ...(until !== undefined && { until }) };
    const made = new Grant(
      childName(granted, key),
      { place, resourceConfigurationArn, resourceId, ...args },
      hookOf(granted, key),
    );
    return {
      ...shareOf(granted, key, made),
      ...{ connectRoleArn: made.connectRoleArn, externalId: made.externalId },
      ...{ loginUser: grant.loginUser, databaseUsers: args.databaseUsers },
    };
  });
  return {
    ...{ sharing: "granted", resourceConfigurationArn, resourceId, ...basicsOf(database) },
    ...{
      caBundleUrl: pulumi.output(resourceId).apply((id) => trustedBundle(place.region, id)),
      grants: pulumi.output(offered),
      sharedWith: accountsOf(grants),
    },
  };
}

function withPasswords(granted: Granted): Offer {
  const { grants, database, resourceConfigurationArn } = granted;
  const offered = mapValues(grants, ({ principal, allowExternalPrincipals }, key) => {
    const args = shareArgs({ configuration: resourceConfigurationArn }, principal, allowExternalPrincipals);
    const made = new ResourceShare(childName(granted, key), args, hookOf(granted, key));
    return shareOf(granted, key, { resourceShareArn: made.arn, resourceShareName: made.shareName });
  });
  return {
    ...{ sharing: "granted-password", resourceConfigurationArn, customDomainName: database.target.value },
    ...{ ...basicsOf(database), grants: pulumi.output(offered), sharedWith: accountsOf(grants) },
  };
}

/** No name has two hyphens in a row, so that no two grants can be of one name. */
function childName({ name }: Granted, key: string): string {
  return `${name}--${key}`;
}

function hookOf(granted: Granted, key: string): pulumi.ComponentResourceOptions {
  const { principal, isShort, allowExternalPrincipals } = granted.grants[key] ?? {};
  if (principal === undefined || isShort === undefined) return {};
  const closed = { database: granted.of, grant: { key, principal, isShort } };
  return outsiderHook(pulumi.getStack(), childName(granted, key), allowExternalPrincipals === true, closed);
}

type Share = Pick<Grant, "resourceShareArn" | "resourceShareName">;

function shareOf({ grants }: Granted, key: string, { resourceShareArn, resourceShareName }: Share) {
  const { principal = "", allowExternalPrincipals = false, until = null } = grants[key] ?? {};
  return { resourceShareArn, resourceShareName, allowExternalPrincipals, principal, until };
}

/** What a release before 0.2 reads: it knows accounts only. */
function accountsOf(grants: Grants): string[] {
  const accounts = Object.values(grants).filter(({ principal }) => parsePrincipal(principal)?.kind === "account");
  return [...new Set(accounts.map(({ principal }) => principal))];
}
