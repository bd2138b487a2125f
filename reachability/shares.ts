import { accountById } from "./by-id";
import { naming } from "./indexed";
import { absent, refersTo } from "./lookup";
import { isUnknown, unknown, type Maybe } from "./maybe";
import { later } from "./pending";
import { remembered } from "./remembered";
import type { Share, SharePrincipal, Topology } from "./topology";
import { blocked, open, type Finding } from "./verdict";

/** Whether a share lets `account` use a resource of `owner`. */
export function sharedWith(topology: Topology, resource: string, owner: string, account: string): Finding {
  const findings = findingsOfShares(topology, resource, owner, account);
  const best = ["open", "unknown", "blocked"]
    .map((verdict) => findings.find((finding) => finding.verdict === verdict))
    .find((finding) => finding !== undefined);
  return (
    best ??
    absent(
      topology,
      owner,
      `no share of account ${owner} names account ${account} for ${resource}`,
      `share ${resource} with account ${account} in AWS RAM`,
    )
  );
}

/** Whether a share names the account at all, accepted or not. */
export function isOffered(topology: Topology, resource: string, owner: string, account: string): boolean {
  return findingsOfShares(topology, resource, owner, account).length > 0;
}

function findingsOfShares(topology: Topology, resource: string, owner: string, account: string): readonly Finding[] {
  const carrying = sharesOf(topology.shares, resource);
  // To index a single share costs more than to look at it.
  return (carrying.length < 2 ? carrying : sharesFor(carrying, account))
    .filter((share) => share.account === owner)
    .map((share) => shareFinding(topology, share, account))
    .filter((finding) => finding !== undefined);
}

/** The shares that carry a resource, or may. */
const sharesOf = naming(({ resourceIds }: Share) => resourceIds);

/** The shares that may concern an account. */
export const sharesFor = naming(({ resourceIds, principals }: Share) => {
  if (isUnknown(resourceIds)) return resourceIds;
  return isUnknown(principals) ? principals : principals.map(concerned);
});

const principalsFor = naming((principal: SharePrincipal) => [concerned(principal)]);

/** Which account a principal is; unknown for an organisation or a unit of one, which has many. */
function concerned({ principal }: SharePrincipal): Maybe<string> {
  return isUnknown(principal) || !principal.startsWith("arn:") ? principal : unknown("its accounts are known");
}

/** Of a share, whatever it carries. Undefined: it has nothing to do with the account. */
const shareFinding = remembered((topology: Topology, share: Share, account: string): Finding | undefined => {
  const { resourceIds, principals } = share;
  if (isUnknown(resourceIds)) return later(`what ${share.arn} shares`, resourceIds);
  if (isUnknown(principals)) return later(`with whom ${share.arn} shares`, principals);
  const coverage = (principal: SharePrincipal): boolean | undefined => covers(topology, share, principal, account);
  const concerning = principalsFor(principals, account);
  const named = concerning.filter((principal) => coverage(principal) !== false);
  if (named.length === 0) return leaverFinding(topology, share, concerning, account);
  const sure = named.filter((principal) => coverage(principal) === true);
  if (sure.some((principal) => principal.accepted === true)) return open(`${share.arn} names account ${account}`);
  if (sure.length > 0 && sure.every((principal) => principal.accepted === false) && sure.length === named.length) {
    return invitationFinding(share.arn, account, sure);
  }
  return later(`with whom ${share.arn} shares`, unknown("its principals and their acceptance are known"));
});

/**
 * RAM waits 12 hours for the answer to an invitation to a share of VPC Lattice things, then takes the principal out
 * (RAM user guide, "Accepting and rejecting resource share invitations").
 */
function invitationFinding(arn: string, account: string, invited: readonly SharePrincipal[]): Finding {
  const ended = (["EXPIRED", "REJECTED"] as const).find((end) => invited.every(({ invitation }) => invitation === end));
  const anew = `take account ${account} out of ${arn}, name it anew and have it accept within 12 hours`;
  if (ended === "EXPIRED")
    return blocked(`the invitation of ${arn} to account ${account} expired after 12 hours`, anew);
  if (ended === "REJECTED") return blocked(`account ${account} has rejected the invitation of ${arn}`, anew);
  return blocked(
    `account ${account} has not accepted the invitation of ${arn}`,
    `accept ${arn} in account ${account} (aws.ram.ResourceShareAccepter) within 12 hours of the invitation`,
  );
}

/** Whether a principal is the account or an organisation or unit above it. Undefined where that is not known. */
function covers(
  topology: Topology,
  { keepsLeavers }: Share,
  { principal }: SharePrincipal,
  account: string,
): boolean | undefined {
  if (isUnknown(principal)) return undefined;
  if (!principal.startsWith("arn:")) return refersTo(principal, account);
  const { memberOf, left = [] } = accountById(topology, account) ?? {};
  if (memberOf === undefined) return topology.complete === "all" ? false : undefined;
  if (isUnknown(memberOf)) return undefined;
  if (memberOf.includes(principal)) return true;
  if (!left.includes(principal)) return false;
  return isUnknown(keepsLeavers) ? undefined : keepsLeavers === true;
}

/** An account that leaves an organisation loses what is shared with the organisation (RAM API, CreateResourceShare). */
function leaverFinding(
  topology: Topology,
  { arn }: Share,
  principals: readonly SharePrincipal[],
  account: string,
): Finding | undefined {
  const left = accountById(topology, account)?.left ?? [];
  const organization = principals.map(({ principal }) => principal).find((it) => !isUnknown(it) && left.includes(it));
  if (organization === undefined || isUnknown(organization)) return undefined;
  return blocked(
    `account ${account} has left ${organization}, and with it ${arn}: no share names it`,
    `name account ${account} itself in ${arn}`,
  );
}
