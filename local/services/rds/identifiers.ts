import { createHash } from "node:crypto";
import type { Caller, Ids } from "../services";

/** `db-` and 26 capital letters and digits: names the instance in `rds-db:connect`, and never changes. */
export function newResourceId(ids: Pick<Ids, "bytes">, prefix: "db-" | "cluster-" = "db-"): string {
  const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  return `${prefix}${Array.from(ids.bytes(26), (byte) => alphabet.charAt(byte % alphabet.length)).join("")}`;
}

/** The endpoint's host name: as in AWS, all instances of an account in a Region share the part after the identifier. */
export function endpointAddress(
  caller: Caller,
  identifier: string,
  kind: "" | "cluster-" | "cluster-ro-" | "proxy-" | "endpoint.proxy-" = "",
): string {
  const suffix = caller.region.startsWith("cn-") ? "amazonaws.com.cn" : "amazonaws.com";
  return `${identifier}.${kind}c${letters(caller, 11)}.${caller.region}.rds.${suffix}`;
}

/** The hosted zone of the Region's endpoints; shaped as AWS's, not AWS's own. */
export function hostedZoneId({ region }: Pick<Caller, "region">): string {
  return `Z${letters({ account: "", region }, 13).toUpperCase()}`;
}

function letters({ account, region }: Caller, length: number): string {
  const digest = createHash("sha256").update(`${account} ${region}`).digest();
  return Array.from(digest.subarray(0, length), (byte) => (byte % 36).toString(36)).join("");
}
