import { childRefusal } from "../groups";
import { hop, type Hop } from "../hop";
import { absent, carries } from "../lookup";
import { networkOf, type Entry, type LatticePath } from "../path";
import { pending } from "../pending";
import type { ResourceAssociation, ResourceConfiguration, ServiceNetwork } from "../topology";
import { blocked, open, undecided, type Finding } from "../verdict";

/** The resource configuration is in the service network. */
export function resourceAssociationHop(path: LatticePath, entry: Exclude<Entry, { way: "resource-endpoint" }>): Hop {
  const network = networkOf(entry);
  const association = entry.resourceAssociation;
  const from = network?.id ?? "the service network";
  const to = path.configuration?.id ?? "a resource configuration";
  const finding = association === undefined ? missing(path, network) : judge(path, association, network);
  return hop("resource-association", from, to, finding);
}

function missing(
  { topology, client, configuration, database }: LatticePath,
  network: ServiceNetwork | undefined,
): Finding {
  const what = configuration?.id ?? `a resource configuration of ${database.name}`;
  const where = network?.id ?? `a service network of account ${client.account}`;
  return absent(
    topology,
    network?.account ?? client.account,
    `${what} is not in ${where}`,
    `associate ${what} with ${where}`,
  );
}

function judge(
  { configuration }: LatticePath,
  association: ResourceAssociation,
  network: ServiceNetwork | undefined,
): Finding {
  const { id, active, networkId, configurationId } = association;
  const wait = pending(id, [active, networkId, configurationId]);
  if (wait !== undefined) return wait;
  if (configuration !== undefined && carries(configurationId, configuration) !== true) {
    return undecided(`whether ${id} carries ${configuration.id} is not known yet`, "wait until its group is known");
  }
  if (active === false) return blocked(`${id} is not active`, `wait for ${id}, or create it anew`);
  const alone = configuration && childRefusal(id, configurationId, configuration);
  if (alone !== undefined) return alone;
  // Checked by AWS when the association is made, not afterwards.
  const refused = association.established ? undefined : shareableRefusal(id, configuration, network);
  return refused ?? open(`${id} puts ${configuration?.id ?? "it"} into ${network?.id ?? "the service network"}`);
}

function shareableRefusal(
  id: string,
  configuration: ResourceConfiguration | undefined,
  network: ServiceNetwork | undefined,
): Finding | undefined {
  const allowed = configuration?.allowAssociationToShareableServiceNetwork;
  if (allowed === true || network?.shareable === false) return undefined;
  if (allowed === false && network?.shareable === true) {
    return blocked(
      `${configuration?.id ?? id} may not be put into a service network that can be shared, as ${network.id} can`,
      "use a service network with sharing disabled, or set allowAssociationToShareableServiceNetwork",
    );
  }
  return undecided(
    `whether ${id} may be made depends on whether its service network can be shared, which is not known here`,
    "wait until the service network and the resource configuration are known",
  );
}
