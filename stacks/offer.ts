import * as pulumi from "@pulumi/pulumi";

import type { ShareableDatabase } from "../components/database/shareable-database";
import { DatabaseShare } from "../components/sharing/database-share";
import type { Place } from "../components/account/place";
import { caBundleUrl } from "./ca-bundle";
import type { Offer } from "./contract";
import { outsiderHook } from "./outsider-hook";
import type { ProducerSettings } from "./settings";

/** Shares one database and says, for the contract, what a consumer needs to know of it. */
export function offer(
  name: string,
  place: Place,
  settings: ProducerSettings["databases"][string],
  database: ShareableDatabase,
  resourceConfigurationArn: pulumi.Output<string>,
): Offer {
  const { loginUser, sharedWith, allowExternalPrincipals } = settings;
  const { resourceId } = database;
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
  return {
    resourceConfigurationArn,
    resourceShareArn: share.resourceShareArn,
    resourceShareName: share.resourceShareName,
    allowExternalPrincipals,
    sharing: "resource",
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
}
