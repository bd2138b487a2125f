import { copyDbSnapshot, deleteDbSnapshot, tagDbSnapshot } from "../../../services/rds/copy-snapshot";
import { snapshotNamed } from "../../../services/rds/snapshots";
import { flag, integer, output, tags, text } from "../../fields";
import { unlessGone } from "../../not-found";
import { resourceType } from "../../resource-type";

/** A copy of a snapshot, within its Region and account. */
export const snapshotCopy = resourceType({
  token: "aws:rds/snapshotCopy:SnapshotCopy",
  label: "RDS DB Snapshot Copy",
  fields: {
    allocatedStorage: output(integer()),
    availabilityZone: output(text()),
    copyTags: flag({ kept: true, replaces: true }),
    dbSnapshotArn: output(text()),
    encrypted: output(flag()),
    engine: output(text()),
    engineVersion: output(text()),
    iops: output(integer()),
    kmsKeyId: text({ computed: true, replaces: true }),
    licenseModel: output(text()),
    port: output(integer()),
    snapshotType: output(text()),
    sourceDbSnapshotIdentifier: text({ required: true, kept: true, replaces: true }),
    sourceRegion: output(text()),
    storageType: output(text()),
    tags: tags(),
    targetDbSnapshotIdentifier: text({ required: true, replaces: true }),
    vpcId: output(text()),
  },
  create: async (call, { sourceDbSnapshotIdentifier, targetDbSnapshotIdentifier, kmsKeyId, tags = {} }) => {
    await copyDbSnapshot(call.services, call, {
      sourceDbSnapshotIdentifier,
      targetDbSnapshotIdentifier,
      kmsKeyId,
      tags,
    });
    return targetDbSnapshotIdentifier;
  },
  read: (call, id) => {
    const found = snapshotNamed(call.services.store, call, id);
    if (found === undefined) return undefined;
    const { restorable, kmsKeyId, tags } = found.data;
    return {
      ...restorable,
      kmsKeyId,
      encrypted: kmsKeyId !== undefined,
      dbSnapshotArn: found.arn,
      snapshotType: "manual",
      sourceRegion: call.region,
      targetDbSnapshotIdentifier: id,
      tags: tags ?? {},
    };
  },
  update: (call, id, { tags = {} }) => tagDbSnapshot(call.services, call, id, tags),
  delete: (call, id) => unlessGone(deleteDbSnapshot(call.services, call, id)),
});
