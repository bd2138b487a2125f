import { createHash } from "node:crypto";
import { addressAt, addressCount, parseIpv4Network } from "../../aws/ipv4-network";
import { latticeResourcesCidr } from "../../aws/lattice";
import type { Client } from "../../reachability/client";
import type { Reads } from "../state/store";
import { networkInterfacesOf } from "../services/ec2/addresses";
import { subnetKind } from "../services/ec2/entities";

/** An address of those VPC Lattice answers with, always the same for the same association. */
export function latticeAddress(id: string): string {
  const network = parseIpv4Network(latticeResourcesCidr);
  if (network === undefined) throw new Error(`${latticeResourcesCidr} is no network`);
  return addressAt(network, createHash("sha256").update(id).digest().readUInt16BE() % addressCount(network));
}

/** The client's own address, or the last one of its subnet that a host can have. */
export function clientAddress(reads: Reads, client: Client): string {
  if (client.sourceIp !== undefined) return client.sourceIp;
  const subnet =
    reads.get(subnetKind, client.subnetId ?? "") ??
    reads.list(subnetKind, ({ data }) => data.vpcId === client.vpcId)[0];
  const network = parseIpv4Network(subnet?.data.cidrBlock ?? "");
  return network === undefined ? "0.0.0.0" : addressAt(network, addressCount(network) - 2);
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
