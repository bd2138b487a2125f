import type { Client } from "../client";
import { clientAdmission } from "../client-admission";
import { hop, type Hop } from "../hop";
import { absent } from "../lookup";
import { isUnknown } from "../maybe";
import { later, pending } from "../pending";
import { clientName, type Entry, type LatticePath } from "../path";
import type { Topology, VpcAssociation } from "../topology";
import { blocked, open, undecided, type Finding } from "../verdict";

type AssociationEntry = Extract<Entry, { way: "vpc-association" }>;

/** The client's VPC is associated with the service network, and the association's security groups let the client in. */
export function vpcAssociationHop(path: LatticePath, entry: AssociationEntry): Hop {
  const to = entry.network?.id ?? entry.association?.id ?? "a service network";
  const finding = entry.association === undefined ? missing(path, entry) : judge(path, entry.association);
  return hop("vpc-association", clientName(path.client), to, finding);
}

function missing({ topology, client, database }: LatticePath, { network }: AssociationEntry): Finding {
  if (client.outside === true) return fromOutside(topology, client);
  if (client.region !== database.region) {
    return blocked(
      `the client is in ${client.region} and ${database.name} in ${database.region}; a service network is regional`,
      `share a replica of ${database.name} in ${client.region}`,
    );
  }
  if (client.vpcId === undefined) {
    return undecided("the client names no VPC, and access is by VPC", "name the VPC the client is in");
  }
  const to = network === undefined ? `a service network that carries ${database.name}` : network.id;
  return absent(
    topology,
    client.account,
    `${client.vpcId} is not associated with ${to}`,
    `associate ${client.vpcId} with ${to}, or create an endpoint in ${client.vpcId}`,
  );
}

/** From outside AWS there are only endpoints, in a VPC that something leads into. Nobody knows whose it may be. */
function fromOutside(topology: Topology, client: Client): Finding {
  const reason = `a VPC association takes clients of its own VPC, and no endpoint was found that ${clientName(client)} is led to`;
  const fix = "create an endpoint in a VPC that your VPN or Direct Connect leads into";
  const finding = topology.complete === "all" ? blocked(reason, fix) : undecided(reason, fix);
  return { ...finding, source: "VPC Lattice user guide, How VPC Lattice works" };
}

function judge(path: LatticePath, association: VpcAssociation): Finding {
  const state = stateOf(association);
  if (state.verdict !== "open") return state;
  const groups = association.securityGroupIds;
  if (isUnknown(groups)) return later(association.id, groups);
  if (groups.length === 0) {
    return open(`${association.id} lets in every client of the VPC: it has no security group`);
  }
  return clientAdmission(path, groups);
}

/** Whether there is an association and it stands, whomever its security groups admit. */
export function vpcAssociationStanding(path: LatticePath, entry: AssociationEntry): Finding {
  return entry.association === undefined ? missing(path, entry) : stateOf(entry.association);
}

function stateOf({ id, active, networkId, vpcId }: VpcAssociation): Finding {
  const wait = pending(id, [active, networkId, vpcId]);
  if (wait !== undefined) return wait;
  if (active === false) return blocked(`${id} is not active`, `wait for ${id}, or create it anew`);
  return open(`${id} is active`);
}
