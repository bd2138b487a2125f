import { latticeResourcesCidr, latticeResourcesIpv6Cidr } from "../aws/lattice";
import { subnetById, vpcById } from "./by-id";
import type { Client } from "./client";
import { unknown } from "./maybe";
import { remembered } from "./remembered";
import type { Topology } from "./topology";

/**
 * The topology as IPv6 packets meet it: the ranges of its VPCs and subnets are the IPv6 ones, and everything that is judged by
 * ranges is judged by these.
 */
export const overIpv6 = remembered((topology: Topology): Topology => {
  const inIpv6 = <T extends { readonly id: string; readonly ipv6Cidr?: Topology["vpcs"][number]["cidr"] }>(
    place: T,
  ) => ({
    ...place,
    cidr: place.ipv6Cidr ?? unknown(`${place.id} has an IPv6 range`),
  });
  return { ...topology, overIpv6Of: topology, vpcs: topology.vpcs.map(inIpv6), subnets: topology.subnets.map(inIpv6) };
});

/** As a client's packets may meet it: by IPv4, and by IPv6 where its place has such a range. */
export function viewsFor(topology: Topology, client: Client): readonly Topology[] {
  const { sourceIp, subnetId, vpcId } = client;
  if (sourceIp !== undefined) return [sourceIp.includes(":") ? overIpv6(topology) : topology];
  const place = subnetId === undefined ? vpcById(topology, vpcId) : subnetById(topology, subnetId);
  return place?.ipv6Cidr === undefined ? [topology] : [topology, overIpv6(topology)];
}

/** The same of whoever may come: by IPv6 where a VPC has such a range. */
export const viewsOf = (topology: Topology): readonly Topology[] =>
  topology.vpcs.some(({ ipv6Cidr }) => ipv6Cidr !== undefined) ? [topology, overIpv6(topology)] : [topology];

export const isOverIpv6 = ({ overIpv6Of }: Topology): boolean => overIpv6Of !== undefined;

/** Every address, of the packets' own kind. */
export const anywhere = (topology: Topology): string => (isOverIpv6(topology) ? "::/0" : "0.0.0.0/0");

/** Where VPC Lattice answers inside an associated VPC. */
export const latticeRange = (topology: Topology): string =>
  isOverIpv6(topology) ? latticeResourcesIpv6Cidr : latticeResourcesCidr;
