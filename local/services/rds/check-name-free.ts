import { AwsError } from "../../ground/aws-error";
import type { Reads } from "../../state/store";
import type { Caller } from "../services";
import { clusterInstanceOf } from "./clusters/find";
import { dbInstanceOf } from "./find";

/** Instances by themselves and instances of clusters have names of one kind. */
export function checkNameFree(reads: Reads, caller: Caller, identifier: string): void {
  if ((dbInstanceOf(reads, caller, identifier) ?? clusterInstanceOf(reads, caller, identifier)) === undefined) return;
  throw new AwsError("DBInstanceAlreadyExists", "DB instance already exists");
}
