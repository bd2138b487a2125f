import * as rds from "@pulumi/aws/rds";
import * as pulumi from "@pulumi/pulumi";

import { commonArgs, type InstanceParts } from "./instance-args";
import type { CompleteSettings, ReadReplicaSettings } from "./database-settings";
import { TargetKind, type ShareableDatabase } from "./shareable-database";

/** What a replica copies. */
export interface ReplicaSource {
  readonly settings: CompleteSettings;
  readonly parts: InstanceParts;
  readonly instance: rds.Instance;
  /** What no output says is there before the replica. */
  readonly ready: readonly pulumi.Resource[];
  readonly protect: boolean;
}

/**
 * Makes a read replica: an instance of its own with the data, logins and parameters of another one, encrypted with the
 * same key, in the same groups. It has no backups, since its source has them, and leaves no snapshot.
 */
export function readReplica(
  name: string,
  key: string,
  { instanceClass, multiAz = false }: ReadReplicaSettings,
  { settings, parts, instance, ready, protect }: ReplicaSource,
  parent: pulumi.Resource,
): ShareableDatabase {
  const replica = new rds.Instance(
    `${name}-${key}-replica`,
    {
      ...commonArgs(settings, { ...parts, tags: undefined }),
      identifier: pulumi.interpolate`${parts.identifier}-${key}`,
      replicateSourceDb: instance.identifier,
      instanceClass: instanceClass ?? settings.instanceClass,
      multiAz,
      skipFinalSnapshot: true,
    },
    { parent, protect, dependsOn: [...ready] },
  );
  return {
    engine: settings.engine,
    port: settings.port,
    databaseName: settings.databaseName,
    address: replica.address,
    resourceId: replica.resourceId,
    securityGroupId: parts.around.securityGroupId,
    target: { kind: TargetKind.Arn, value: replica.arn },
  };
}
