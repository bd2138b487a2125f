import type { Ids } from "../services";

const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";

/** An IAM id: `AROA` and 16 more letters and digits. */
export function uniqueId(prefix: "AROA" | "ANPA" | "ASIA" | "AKIA", ids: Pick<Ids, "bytes">): string {
  return prefix + Array.from(ids.bytes(16), (byte) => alphabet.charAt(byte % alphabet.length)).join("");
}
