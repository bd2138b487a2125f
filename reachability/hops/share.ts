import { hop, type Hop } from "../hop";
import { absent, sharedId } from "../lookup";
import { isUnknown, type Maybe } from "../maybe";
import { later } from "../pending";
import { clientName, networkOf, type LatticePath } from "../path";
import { sharedWith } from "../shares";
import type { Topology } from "../topology";
import { firstObstacle, open, undecided, type Finding } from "../verdict";

/**
 * AWS RAM: the client's account owns what it uses or a share names it. The configuration must be shared with whoever
 * owns the service network (or endpoint), and the service network with whoever owns the client's VPC.
 * An association that exists stays when its share goes: AWS revokes nothing.
 */
export function shareHop(path: LatticePath): Hop {
  const from = path.client.outside === true ? clientName(path.client) : `account ${path.client.account}`;
  const { configuration, client, database, topology } = path;
  if (configuration === undefined) {
    const finding =
      client.account === database.account
        ? open(`account ${client.account} owns ${database.name}`)
        : absent(
            topology,
            database.account,
            `no resource configuration of ${database.name} exists that a share could name`,
            client.outside === true
              ? `lead a VPN into the VPC of ${database.name}, or into one with an endpoint to it`
              : `create a resource configuration for ${database.name} and share it with account ${client.account}`,
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
  if (entry.way === "vpc-association" && client.outside === true) {
    return [open(`shares are for accounts, and ${clientName(client)} is in none`)];
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
  const kept = `but ${made.id} was made while one did and works until it is deleted: delete the association to revoke it`;
  if (shared.verdict === "unknown") return open(`${shared.reason}, ${kept}`);
  return {
    ...open(`access is unshared and not revoked: ${shared.reason}, ${kept}`),
    revokedButStanding: true,
  };
}
