import * as pulumi from "@pulumi/pulumi";

import { TargetKind, type ShareableDatabase } from "../components/database/shareable-database";
import { DatabaseShare } from "../components/sharing/database-share";
import { ResourceShare } from "../components/sharing/resource-share";
import type { Place } from "../components/account/place";
import { trustedBundle } from "./ca-bundle";
import type { Offer } from "./contract";
import { grantedOffers } from "./granted-offer";
import { mapValues } from "./map-values";
import { basicsOf } from "./offered-basics";
import { outsiderHook } from "./outsider-hook";
import type { DatabaseEntry } from "./settings/kinds";

/** Whom a database is for. */
export type Users = Pick<DatabaseEntry, "loginUser" | "sharedWith" | "grants" | "allowExternalPrincipals">;

/**
 * Shares one database and says, for the contract, what a consumer needs to know of it: an entry for the database, and
 * one for each further name it has.
 * @param of The database's name in the configuration.
 */
export function offers(
  name: string,
  of: string,
  place: Place,
  users: Users,
  database: ShareableDatabase,
  resourceConfigurationArn: pulumi.Output<string>,
): Record<string, Offer> {
  const { grants } = users;
  if (grants !== undefined) return grantedOffers({ name, of, place, grants, database, resourceConfigurationArn });
  const { resourceId, otherAddresses = {} } = database;
  const hook = outsiderHook(pulumi.getStack(), name, users.allowExternalPrincipals);
  if (resourceId === undefined) return { [name]: withPassword(name, users, database, resourceConfigurationArn, hook) };
  const entry = withLogin(name, place, users, { ...database, resourceId }, resourceConfigurationArn, hook);
  const others = mapValues(otherAddresses, (address): Offer => ({ ...entry, address, sharing: "endpoint", of: name }));
  const named = Object.entries(others).map(([behind, other]) => [`${name}-${behind}`, other] as const);
  const own: Offer =
    database.target.kind === TargetKind.Arn
      ? { ...entry, sharing: "resource" }
      : { ...entry, sharing: "domain", customDomainName: database.target.value };
  return { [name]: own, ...Object.fromEntries(named) };
}

/** The way there and the right to log in, by the role of the owner's account. */
function withLogin(
  name: string,
  place: Place,
  { loginUser, sharedWith, allowExternalPrincipals }: Users,
  database: ShareableDatabase & { readonly resourceId: pulumi.Input<string> },
  resourceConfigurationArn: pulumi.Output<string>,
  hook: pulumi.ComponentResourceOptions,
) {
  const { resourceId } = database;
  const logins = { resourceId, loginUser, accountIds: sharedWith, allowExternalPrincipals };
  const share = new DatabaseShare(name, { place, resourceConfigurationArn, ...logins }, hook);
  return {
    resourceConfigurationArn,
    resourceShareArn: share.resourceShareArn,
    resourceShareName: share.resourceShareName,
    allowExternalPrincipals,
    ...basicsOf(database),
    resourceId,
    connectRoleArn: share.connectRoleArn,
    externalId: share.externalId,
    loginUser,
    caBundleUrl: pulumi.output(resourceId).apply((id) => trustedBundle(place.region, id)),
    sharedWith,
  };
}

/** The way there alone. */
function withPassword(
  name: string,
  { sharedWith, allowExternalPrincipals }: Users,
  database: ShareableDatabase,
  resourceConfigurationArn: pulumi.Output<string>,
  hook: pulumi.ComponentResourceOptions,
): Offer {
  const resourceArns = { configuration: resourceConfigurationArn };
  const share = new ResourceShare(name, { resourceArns, accountIds: sharedWith, allowExternalPrincipals }, hook);
  return {
    resourceConfigurationArn,
    resourceShareArn: share.arn,
    resourceShareName: share.shareName,
    allowExternalPrincipals,
    sharing: "password",
    customDomainName: database.target.value,
    ...basicsOf(database),
    sharedWith,
  };
}
