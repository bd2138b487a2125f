import { hop, type Hop } from "../hop";
import { absent, refersTo, sharedId } from "../lookup";
import { isUnknown, unknown, type Maybe } from "../maybe";
import { later } from "../pending";
import { networkOf, type LatticePath } from "../path";
import type { Share, SharePrincipal, Topology } from "../topology";
import { blocked, firstObstacle, open, undecided, type Finding } from "../verdict";

/**
 * AWS RAM: the client's account owns what it uses or a share names it. The configuration must be shared with whoever
 * owns the service network (or endpoint), and the service network with whoever owns the client's VPC.
 * An association that exists stays when its share goes: AWS revokes nothing.
 */
export function shareHop(path: LatticePath): Hop {
  const from = `account ${path.client.account}`;
  const { configuration, client, database, topology } = path;
  if (configuration === undefined) {
    const finding =
      client.account === database.account
        ? open(`account ${client.account} owns ${database.name}`)
        : absent(
            topology,
            database.account,
            `no resource configuration of ${database.name} exists that a share could name`,
            `create a resource configuration for ${database.name} and share it with account ${client.account}`,
          );
    return hop("share-names-account", from, database.name, finding);
  }
  return hop("share-names-account", from, configuration.id, firstObstacle(shareFindings(path, configuration)));
}

function shareFindings(path: LatticePath, configuration: { account: string; id: string }): [Finding, ...Finding[]] {
  const { topology, client, entry } = path;
  const network = networkOf(entry);
  const resource = path.configuration === undefined ? configuration.id : sharedId(path.configuration);
  if (entry.way === "resource-endpoint") {
    return [mayUse(topology, resource, configuration.account, entry.endpoint.account, entry.endpoint)];
  }
  const user = network?.account ?? (hasUnlistedNetwork(path) ? undefined : client.account);
  if (user === undefined) {
    return [undecided("the owner of the service network is not known here", "list the service network")];
  }
  const first = mayUse(topology, resource, configuration.account, user, entry.resourceAssociation);
  const attachment = entry.way === "vpc-association" ? entry.association : entry.endpoint;
  // Whoever made the endpoint, which may be in another VPC than the client.
  const attached = entry.way === "vpc-association" ? client.account : entry.endpoint.account;
  if (network === undefined || network.account === attached) return [first];
  return [first, mayUse(topology, network.id, network.account, attached, attachment)];
}

function hasUnlistedNetwork({ entry }: LatticePath): boolean {
  if (entry.way === "resource-endpoint") return false;
  return (
    entry.resourceAssociation !== undefined ||
    entry.way === "service-network-endpoint" ||
    entry.association !== undefined
  );
}

function mayUse(
  topology: Topology,
  resource: Maybe<string>,
  owner: string,
  account: string,
  made: { readonly id: string; readonly established: boolean } | undefined,
): Finding {
  if (owner === account) return open(`account ${account} owns ${isUnknown(resource) ? "it" : resource}`);
  if (isUnknown(resource)) return later("what is shared", resource);
  const shared = sharedWith(topology, resource, owner, account);
  if (shared.verdict === "open" || made?.established !== true) return shared;
  return open(
    `${shared.reason}, but ${made.id} was made while one did and AWS keeps it: delete the association to revoke it`,
  );
}

/** Whether a share lets `account` use a resource of `owner`. */
function sharedWith(topology: Topology, resource: string, owner: string, account: string): Finding {
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
  return topology.shares
    .filter((share) => share.account === owner)
    .map((share) => shareFinding(topology, share, resource, account))
    .filter((finding) => finding !== undefined);
}

/** Undefined: the share has nothing to do with it. */
function shareFinding(topology: Topology, share: Share, resource: string, account: string): Finding | undefined {
  const { resourceIds, principals } = share;
  if (isUnknown(resourceIds)) return later(`what ${share.arn} shares`, resourceIds);
  if (!resourceIds.includes(resource)) return undefined;
  if (isUnknown(principals)) return later(`with whom ${share.arn} shares`, principals);
  const named = principals.filter((principal) => covers(topology, principal, account) !== false);
  if (named.length === 0) return undefined;
  const sure = named.filter((principal) => covers(topology, principal, account) === true);
  if (sure.some((principal) => principal.accepted === true)) return open(`${share.arn} names account ${account}`);
  if (sure.length > 0 && sure.every((principal) => principal.accepted === false) && sure.length === named.length) {
    return blocked(
      `account ${account} has not accepted the invitation of ${share.arn}`,
      `accept ${share.arn} in account ${account} (aws.ram.ResourceShareAccepter)`,
    );
  }
  return later(`with whom ${share.arn} shares`, unknown("its principals and their acceptance are known"));
}

/** Whether a principal is the account or an organisation or unit above it. Undefined where that is not known. */
function covers(topology: Topology, { principal }: SharePrincipal, account: string): boolean | undefined {
  if (isUnknown(principal)) return undefined;
  if (!principal.startsWith("arn:")) return refersTo(principal, account);
  const memberOf = topology.accounts.find((candidate) => candidate.id === account)?.memberOf;
  if (memberOf === undefined) return topology.complete === "all" ? false : undefined;
  return isUnknown(memberOf) ? undefined : memberOf.includes(principal);
}
