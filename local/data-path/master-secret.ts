import { z } from "zod";
import { allOwned } from "../services/owned";
import { dbInstanceKind, type DbInstance } from "../services/rds/entities";
import { secretKind } from "../services/secrets-manager/entities";
import { versionAt } from "../services/secrets-manager/secret-version";
import type { Services } from "../services/services";
import type { Entity } from "../state/store";

/** What of a secret in the form of RDS's own says whose login it is. */
const login = z.object({ host: z.string(), username: z.string() });

/**
 * Where an instance's owner finds the master password: the secret that RDS keeps, or, where it keeps none, the owner's
 * own that has a login of that user at the instance's address, or at that of the one it replicates.
 */
export function masterSecretArn(
  services: Pick<Services, "store" | "seals">,
  instance: Entity<DbInstance>,
): string | undefined {
  const { masterUserSecret, masterUsername, endpoint, readReplicaSource } = instance.data;
  if (masterUserSecret !== undefined) return masterUserSecret.secretArn;
  const source = services.store.get(dbInstanceKind, readReplicaSource ?? "");
  const addresses = [endpoint.address, source?.data.endpoint.address];
  const own = allOwned(services.store, secretKind, instance).filter(({ data }) => data.deletedDate === undefined);
  return own.find(({ id }) => {
    const value = versionAt(services.store, id, "AWSCURRENT")?.data.sealedValue;
    const held = value === undefined ? undefined : login.safeParse(parsed(services.seals.open(value))).data;
    return held !== undefined && held.username === masterUsername && addresses.includes(held.host);
  })?.id;
}

/** Any text may be a secret. */
function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
