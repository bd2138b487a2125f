import { createHash } from "node:crypto";
import type { Client } from "../../reachability/client";
import type { Reads } from "../cloud/store";
import { networkInterfacesOf } from "../services/ec2/addresses";
import { ipv4Address, ipv4Network } from "../services/ec2/cidr";
import { subnetKind } from "../services/ec2/entities";

/** VPC Lattice answers from 129.224.0.0/17: an address there that is always the same for the same association. */
export function latticeAddress(id: string): string {
  const offset = createHash("sha256").update(id).digest().readUInt16BE() % 2 ** 15;
  return ipv4Address(129 * 2 ** 24 + 224 * 2 ** 16 + offset);
}

/** The client's own address, or the last one of its subnet that a host can have. */
export function clientAddress(reads: Reads, client: Client): string {
  if (client.sourceIp !== undefined) return client.sourceIp;
  const subnet =
    reads.get(subnetKind, client.subnetId ?? "") ??
    reads.list(subnetKind, ({ data }) => data.vpcId === client.vpcId)[0];
  const network = ipv4Network(subnet?.data.cidrBlock ?? "");
  return network === undefined ? "0.0.0.0" : ipv4Address(network.first + network.size - 2);
}

/** Whom the database sees: the gateway's network interface, or the client itself inside the VPC. */
export function addressSeenByDatabase(reads: Reads, client: Client, gatewayArn: string | undefined): string {
  const held = gatewayArn === undefined ? undefined : addressOf(reads, gatewayArn);
  return held ?? clientAddress(reads, client);
}

/** The first address of what has network interfaces. */
export function addressOf(reads: Reads, arn: string): string | undefined {
  return networkInterfacesOf(reads, arn)[0]?.data.privateIpAddresses[0];
}
