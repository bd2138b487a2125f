import { keyOf } from "../../../services/kms/find-key";
import { isSameVersion } from "../../../services/rds/engines";
import type { Call } from "../../resource-type";

/** The program's `17` stays as long as the database has some 17. */
export function writtenVersion(actual: string, written: unknown): string {
  return typeof written === "string" && isSameVersion(written, actual) ? written : actual;
}

/** The program's alias or key id stays as long as it stands for the secret's key. */
export function writtenKey(call: Call, actual: string | undefined, written: unknown): string | undefined {
  const isSame = typeof written === "string" && keyOf(call.services.store, call, written)?.arn === actual;
  return isSame ? written : actual;
}
