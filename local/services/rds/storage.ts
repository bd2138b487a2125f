import { AwsError } from "../../ground/aws-error";
import type { Engine } from "./engines";
import type { DbInstance } from "./entities";

const ranges: Readonly<Record<string, readonly [least: number, most: number]>> = {
  gp2: [20, 65_536],
  gp3: [20, 65_536],
  io1: [100, 65_536],
  io2: [100, 65_536],
  standard: [5, 3072],
};

/** GiB from which a gp3 volume is striped: below, its IOPS and throughput are fixed. */
const striped = 400;

type Storage = Pick<DbInstance, "allocatedStorage" | "maxAllocatedStorage" | "storageType"> & {
  readonly iops?: number | undefined;
  readonly storageThroughput?: number | undefined;
};

/** What a gp3 volume has when nothing is asked for; other types have what is asked. */
export function gp3Baseline(allocatedStorage: number): { readonly iops: number; readonly storageThroughput: number } {
  const large = allocatedStorage >= striped;
  return { iops: large ? 12_000 : 3000, storageThroughput: large ? 500 : 125 };
}

/** Sizes and IOPS by storage type: CreateDBInstance's constraints for PostgreSQL, MySQL and MariaDB. */
export function checkStorage(engine: Engine, storage: Storage): void {
  const { allocatedStorage, maxAllocatedStorage, storageType, iops } = storage;
  const range = Object.hasOwn(ranges, storageType) ? ranges[storageType] : undefined;
  if (range === undefined) throw new AwsError("InvalidParameterValue", `Invalid storage type: ${storageType}`);
  const [least, most] = range;
  const place = `engine name ${engine.name} and storage type ${storageType}`;
  if (allocatedStorage < least || allocatedStorage > most) {
    throw new AwsError("InvalidParameterValue", `Invalid storage size for ${place}: ${allocatedStorage}`);
  }
  if (maxAllocatedStorage !== undefined && maxAllocatedStorage < allocatedStorage * 1.1) {
    const message = `Invalid max storage size for ${place}: ${maxAllocatedStorage}. It must be at least 10% more than ${allocatedStorage}.`;
    throw new AwsError("InvalidParameterCombination", message);
  }
  checkIops(engine, storage);
  const isProvisioned = storageType === "io1" || storageType === "io2";
  if (isProvisioned && (iops === undefined || iops < allocatedStorage * 0.5 || iops > allocatedStorage * 50)) {
    const message = `Iops to Storage (GB) ratio must be between 0.5 and 50, got ${iops ?? "no Iops"} for ${allocatedStorage} GB`;
    throw new AwsError("InvalidParameterCombination", message);
  }
}

function checkIops(engine: Engine, { allocatedStorage, storageType, iops, storageThroughput }: Storage): void {
  if (storageType === "gp3") {
    const base = gp3Baseline(allocatedStorage);
    const isBase =
      (iops ?? base.iops) === base.iops && (storageThroughput ?? base.storageThroughput) === base.storageThroughput;
    if (allocatedStorage < striped && !isBase) {
      const message = `You can't specify IOPS or storage throughput for engine ${engine.name} and a storage size less than ${striped}.`;
      throw new AwsError("InvalidParameterCombination", message);
    }
    return;
  }
  if (storageThroughput !== undefined) {
    const message = `You can't specify storage throughput for storage type ${storageType}.`;
    throw new AwsError("InvalidParameterCombination", message);
  }
  if (iops !== undefined && (storageType === "gp2" || storageType === "standard")) {
    throw new AwsError("InvalidParameterCombination", `You can't specify IOPS for storage type ${storageType}.`);
  }
}
