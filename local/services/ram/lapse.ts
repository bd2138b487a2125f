import type { Entity } from "../../state/store";
import type { SharePrincipal } from "./entities";

/**
 * How long an invitation waits: 12 hours, since a share of VPC Lattice things holds none of the types (Aurora
 * clusters, subnets, transit gateways and a few more) for which it waits 7 days (RAM user guide, "Accepting and
 * rejecting invitations").
 */
const INVITATION_HOURS = 12;

/** Whether the invitation has expired unanswered; RAM then takes the principal out of the share. */
export function hasLapsed({ data: { status, creationTime } }: Entity<SharePrincipal>, now: Date): boolean {
  return status === "ASSOCIATING" && now.getTime() - Date.parse(creationTime) >= INVITATION_HOURS * 3_600_000;
}
