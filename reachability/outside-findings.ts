import { covered, rangesOverlap } from "../aws/address-ranges";
import { absent } from "./lookup";
import { isUnknown } from "./maybe";
import type { Side } from "./network-acls";
import type { OutsideConnection, VpnGateway } from "./outside-topology";
import { later, pending } from "./pending";
import type { Topology } from "./topology";
import { blocked, open, undecided, type Finding } from "./verdict";

/**
 * Whether a virtual private gateway leads to where a client outside AWS is. It sends answers where a connection of it has
 * a route to: the static ones of a VPN, or those that BGP announces (Site-to-Site VPN user guide, Routing options).
 */
export function vpnFinding(topology: Topology, gateway: VpnGateway, client: Side): Finding {
  const { id, connections, vpcId = "" } = gateway;
  const wait = pending(`what ${id} is attached to`, [vpcId]);
  if (isUnknown(connections)) return later(`what ${id} leads to`, connections);
  if (wait !== undefined) return wait;
  const [range] = client.ranges ?? [];
  if (range === undefined) {
    return undecided(`where ${client.name} is, is not given`, "name its range: --from 192.168.0.0/16");
  }
  const leading = connections.filter(({ cidrs }) => isUnknown(cidrs) || cidrs.some((it) => rangesOverlap(it, range)));
  const running = leading.filter(({ active }) => active === true);
  if (covered(range, running.flatMap(knownRanges))) return open(`${id} leads to ${range}`);
  return doubtIn(id, range, leading) ?? none(topology, gateway, range, leading);
}

const knownRanges = ({ cidrs }: OutsideConnection): readonly string[] => (isUnknown(cidrs) ? [] : cidrs);

function doubtIn(id: string, range: string, leading: readonly OutsideConnection[]): Finding | undefined {
  const alive = leading.filter(({ active }) => active !== false);
  const [first] = alive;
  if (first === undefined) return undefined;
  const open = alive.map(({ cidrs }) => cidrs).find(isUnknown) ?? alive.map(({ active }) => active).find(isUnknown);
  return open === undefined
    ? undecided(`${id} leads only to part of ${range}`, `add ${range} to the static routes of ${first.id}`)
    : later(`whether ${id} leads to ${range}`, open);
}

function none(
  topology: Topology,
  { id, account }: VpnGateway,
  range: string,
  dead: readonly OutsideConnection[],
): Finding {
  const [down] = dead;
  if (down !== undefined) return blocked(`${down.id}, which leads to ${range}, is not up`, `create ${down.id} anew`);
  return absent(
    topology,
    account,
    `no connection of ${id} leads to ${range}`,
    `add ${range} to the static routes of a VPN connection of ${id} (aws.ec2.VpnConnectionRoute)`,
  );
}
