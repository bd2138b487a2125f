import * as rds from "@pulumi/aws/rds";
import type * as pulumi from "@pulumi/pulumi";

import type { RestoreSource } from "./database-settings";

/** What the source of a restored instance depends on. */
interface Target {
  readonly identifier: pulumi.Output<string>;
  readonly keyArn: pulumi.Output<string>;
}

/** What an instance is told of where its data comes from; nothing where it begins empty. */
export function restoreArgs(
  name: string,
  { snapshot, instance, time }: RestoreSource,
  { identifier, keyArn }: Target,
  parent: pulumi.Resource,
): Pick<rds.InstanceArgs, "snapshotIdentifier" | "restoreToPointInTime"> {
  if (snapshot !== undefined) return { snapshotIdentifier: ownCopy(name, snapshot, { identifier, keyArn }, parent) };
  if (instance === undefined) return {};
  const at = time === undefined ? { useLatestRestorableTime: true } : { restoreTime: time };
  return { restoreToPointInTime: { sourceDbInstanceIdentifier: instance, ...at } };
}

/** A restored instance keeps its snapshot's key, so that the snapshot has to have the database's own first. */
function ownCopy(
  name: string,
  snapshot: string,
  { identifier, keyArn }: Target,
  parent: pulumi.Resource,
): pulumi.Output<string> {
  const copy = new rds.SnapshotCopy(
    `${name}-snapshot-copy`,
    {
      sourceDbSnapshotIdentifier: snapshot,
      targetDbSnapshotIdentifier: identifier.apply((it) => `${it}-source`),
      kmsKeyId: keyArn,
    },
    { parent },
  );
  return copy.targetDbSnapshotIdentifier;
}

export const NO_SOURCE = "restoreFrom must have either a snapshot or an instance, got neither";

/** What is wrong with what a source says; empty when nothing is. */
export function restoreProblems({ snapshot, instance, time, kmsKeyArn }: RestoreSource): string[] {
  if (snapshot !== undefined) {
    return [
      ...named("snapshot", snapshot, SNAPSHOT),
      ...Object.entries({ instance, time, kmsKeyArn }).flatMap(([field, value]) =>
        value === undefined ? [] : [`restoreFrom.${field} must be left out beside snapshot, got "${value}"`],
      ),
    ];
  }
  // Of a source that says nothing there is nothing to say but that: `NO_SOURCE`.
  if (instance === undefined) return [];
  return [
    ...named("instance", instance, IDENTIFIER),
    ...(time === undefined || isTime(time)
      ? []
      : [`restoreFrom.time must be ISO 8601 in UTC, such as 2026-11-29T02:00:00Z, got "${time}"`]),
    ...(/^arn:aws[a-z-]*:kms:[a-z0-9-]+:\d{12}:key\/\S+$/.test(kmsKeyArn ?? "")
      ? []
      : [
          `restoreFrom.kmsKeyArn must be the ARN of the key of "${instance}", got ${kmsKeyArn === undefined ? "nothing" : `"${kmsKeyArn}"`}`,
        ]),
  ];
}

const IDENTIFIER = /^[a-z](?:-?[a-z0-9])*$/i;
const SNAPSHOT = /^(?:arn:aws[a-z-]*:rds:[a-z0-9-]+:\d{12}:snapshot:)?(?:[a-z]+:)?[a-z](?:-?[a-z0-9])*$/i;

function named(field: string, text: string, form: RegExp): string[] {
  return form.test(text) && text.length <= 300
    ? []
    : [`restoreFrom.${field} must be the identifier of one, got "${text}"`];
}

function isTime(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/.test(text) && !Number.isNaN(Date.parse(text));
}

/** Whether a source is asked for and none is named. */
export function isNoSource(source: RestoreSource | undefined): boolean {
  return source !== undefined && source.snapshot === undefined && source.instance === undefined;
}
