import * as pulumi from "@pulumi/pulumi";

import { TargetKind, type ShareableDatabase } from "../components/database/shareable-database";
import { DatabaseShare } from "../components/sharing/database-share";
import type { Place } from "../components/account/place";
import { caBundleUrl } from "./ca-bundle";
import type { Offer } from "./contract";
import { mapValues } from "./map-values";
import { outsiderHook } from "./outsider-hook";
import type { DatabaseEntry } from "./settings/kinds";

/** Whom a database is for. */
export type Users = Pick<DatabaseEntry, "loginUser" | "sharedWith" | "allowExternalPrincipals">;

/**
 * Shares one database and says, for the contract, what a consumer needs to know of it: an entry for the database, and
 * one for each further name it has.
 */
export function offers(
  name: string,
  place: Place,
  { loginUser, sharedWith, allowExternalPrincipals }: Users,
  database: ShareableDatabase,
  resourceConfigurationArn: pulumi.Output<string>,
): Record<string, Offer> {
  const { resourceId, target } = database;
  const share = new DatabaseShare(
    name,
    {
      place,
      resourceConfigurationArn,
      resourceId,
      loginUser,
      accountIds: sharedWith,
      allowExternalPrincipals,
    },
    outsiderHook(pulumi.getStack(), name, allowExternalPrincipals),
  );
  const entry = {
    resourceConfigurationArn,
    resourceShareArn: share.resourceShareArn,
    resourceShareName: share.resourceShareName,
    allowExternalPrincipals,
    engine: database.engine,
    port: database.port,
    databaseName: database.databaseName,
    address: database.address,
    resourceId,
    connectRoleArn: share.connectRoleArn,
    externalId: share.externalId,
    loginUser,
    caBundleUrl: caBundleUrl(place.region),
    sharedWith,
  };
  const own: Offer =
    target.kind === TargetKind.Arn
      ? { ...entry, sharing: "resource" }
      : { ...entry, sharing: "domain", customDomainName: target.value };
  const others = mapValues(database.otherAddresses ?? {}, (address): Offer => ({
    ...entry,
    address,
    sharing: "endpoint",
    of: name,
  }));
  const named = Object.entries(others).map(([behind, other]) => [`${name}-${behind}`, other] as const);
  return { [name]: own, ...Object.fromEntries(named) };
}
