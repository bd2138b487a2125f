import type { Reads } from "../../state/store";
import type { CloudSettings } from "../services";
import { sharePrincipalKind, shareResourceKind } from "./entities";
import { isCovered, parsePrincipal } from "./organization";

/**
 * Whether a resource is shared with an account right now: through some share, with a principal that stands for it and,
 * where an invitation was needed, has accepted it. The owner itself is not asked about here.
 */
export function isSharedWith(reads: Reads, settings: CloudSettings, resourceArn: string, account: string): boolean {
  return reads
    .list(shareResourceKind, (it) => it.data.associatedEntity === resourceArn)
    .some((it) => isPrincipalOf(reads, settings, it.data.resourceShareArn, account));
}

/** Whether an account is, itself or through its organisation, a principal of a share that it need not accept any more. */
export function isPrincipalOf(reads: Reads, settings: CloudSettings, shareArn: string, account: string): boolean {
  return reads
    .list(sharePrincipalKind, (it) => it.data.resourceShareArn === shareArn && it.data.status === "ASSOCIATED")
    .some((it) => isCovered(parsePrincipal(it.data.associatedEntity), account, settings));
}
