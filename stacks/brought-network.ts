import { getRouteTable } from "@pulumi/aws/ec2/getRouteTable";
import { getSecurityGroup } from "@pulumi/aws/ec2/getSecurityGroup";
import { getSubnet, type GetSubnetResult } from "@pulumi/aws/ec2/getSubnet";
import { getVpc, type GetVpcResult } from "@pulumi/aws/ec2/getVpc";

import { zonesWithoutLattice } from "../aws/lattice";
import type { GatewaySubnet } from "../components/lattice/resource-gateway";
import { configError } from "./config-error";
import { problem, shown, type ConfigProblem } from "./config-problem";
import { plainReason } from "./plain-reason";
import { roomFor, type Addresses } from "./settings/addresses";
import type { NetworkIds } from "./settings/network-ids";

/** A network that is there already, as a producer uses it. */
export interface BroughtNetwork {
  readonly vpcId: string;
  readonly databaseSubnetIds: string[];
  /** By zone. */
  readonly gatewaySubnets: Readonly<Record<string, GatewaySubnet>>;
}

interface Needs {
  /** Addresses each gateway takes in each of its subnets. */
  readonly addresses: number;
  /** Subnets in which the stack has its gateway already, so that their addresses are taken by itself. */
  readonly had: readonly string[];
  /** Addresses of each database that is not there yet: in all of its subnets, and in one of them at most. */
  readonly databases: readonly Addresses[];
}

type Role = "gatewaySubnetIds" | "databaseSubnetIds";

/**
 * Looks at a network by its ids and refuses what does not fit, before anything is registered.
 * @throws pulumi.RunError with all that is wrong, each with its key and what to do.
 */
export async function broughtNetwork(stack: string, ids: NetworkIds, needs: Needs): Promise<BroughtNetwork> {
  const { vpcId } = ids;
  const main = await mainRouteTable(stack, vpcId);
  const roles = { gatewaySubnetIds: ids.gatewaySubnetIds, databaseSubnetIds: ids.databaseSubnetIds ?? [] };
  const seen = await Promise.all(
    Object.entries(roles).map(async ([role, list]) => {
      return [role as Role, await Promise.all(list.map((id) => lookAt(id, main)))] as const;
    }),
  );
  const problems = seen.flatMap(([role, subnets]) => [
    ...subnets.flatMap((subnet, index) => subnetProblems(["network", role, index], subnet, role, vpcId, needs)),
    ...zoneProblems(role, subnets),
    ...(role === "databaseSubnetIds" ? roomProblems(subnets, needs) : []),
  ]);
  if (problems.length > 0) throw configError(stack, problems);
  const gateways = seen[0]?.[1] ?? [];
  return {
    vpcId,
    databaseSubnetIds: [...roles.databaseSubnetIds],
    gatewaySubnets: Object.fromEntries(
      gateways.flatMap(({ facts }) =>
        facts ? [[facts.availabilityZone, { id: facts.id, cidr: facts.cidrBlock }]] : [],
      ),
    ),
  };
}

/** Whether a security group is there, and of the VPC. */
export async function isInVpc(securityGroupId: string, vpcId: string): Promise<boolean> {
  try {
    return (await getSecurityGroup({ id: securityGroupId })).vpcId === vpcId;
  } catch {
    return false;
  }
}

async function mainRouteTable(stack: string, vpcId: string): Promise<string> {
  const wrong = (text: string, run?: string) =>
    configError(stack, [
      { ...problem(["network", "vpcId"], text), edits: [], ...(run !== undefined && { run: [run] }) },
    ]);
  let vpc: GetVpcResult;
  try {
    vpc = await getVpc({ id: vpcId });
  } catch (error) {
    throw wrong(`must be a VPC of this account and Region, got ${shown(vpcId)} (${plainReason(error)})`);
  }
  if (vpc.enableDnsSupport) return vpc.mainRouteTableId;
  // What stands in it finds databases and AWS's APIs by their names.
  throw wrong(
    `must be a VPC that answers DNS queries, got ${vpcId} with enableDnsSupport off`,
    `aws ec2 modify-vpc-attribute --vpc-id ${vpcId} --enable-dns-support`,
  );
}

/** A subnet as it was found. */
interface Seen {
  readonly id: string;
  readonly facts?: GetSubnetResult;
  /** Where its route table leads everything, if that is an internet gateway. */
  readonly internetGateway?: string;
}

async function lookAt(id: string, mainTable: string): Promise<Seen> {
  let facts: GetSubnetResult;
  try {
    facts = await getSubnet({ id });
  } catch {
    return { id };
  }
  const { routes } = await tableOf(id, mainTable);
  const open = routes.find(({ gatewayId }) => gatewayId.startsWith("igw-"));
  return { id, facts, ...(open !== undefined && { internetGateway: open.gatewayId }) };
}

/** A subnet without a table of its own goes by the VPC's main one, which the provider does not say. */
async function tableOf(subnetId: string, mainTable: string) {
  try {
    return await getRouteTable({ subnetId });
  } catch {
    return getRouteTable({ routeTableId: mainTable });
  }
}

function subnetProblems(
  path: readonly PropertyKey[],
  { id, facts, internetGateway }: Seen,
  role: Role,
  vpcId: string,
  { addresses, had }: Pick<Needs, "addresses" | "had">,
): ConfigProblem[] {
  const wrong = (text: string): ConfigProblem[] => [{ ...problem(path, text), edits: [] }];
  if (facts?.vpcId !== vpcId) {
    return wrong(
      `must be a subnet of ${vpcId}, got ${shown(id)}${facts === undefined ? ", which is not there" : ` of ${facts.vpcId}`}`,
    );
  }
  if (internetGateway !== undefined) {
    return wrong(`must be private, got ${id}, whose route table leads to the internet by ${internetGateway}`);
  }
  if (role === "databaseSubnetIds") return [];
  const { availabilityZone, availabilityZoneId, availableIpAddressCount: free } = facts;
  if (zonesWithoutLattice.includes(availabilityZoneId)) {
    return wrong(
      `must be in another zone: VPC Lattice has no resource gateways in ${availabilityZone} (${availabilityZoneId})`,
    );
  }
  if (had.includes(id) || free >= addresses) return [];
  return wrong(
    `must have ${addresses} free addresses for the gateway, got ${id} with ${free}; take another or a lower ipv4AddressesPerEni`,
  );
}

function zoneProblems(role: Role, subnets: readonly Seen[]): ConfigProblem[] {
  const zones = subnets.flatMap(({ facts }) => facts?.availabilityZone ?? []);
  // One that is not there is a problem of its own.
  if (zones.length < subnets.length || (role === "databaseSubnetIds" && subnets.length === 0)) return [];
  const twice = zones.find((zone, index) => zones.indexOf(zone) !== index);
  const said = (text: string): ConfigProblem[] => [{ ...problem(["network", role], text), edits: [] }];
  if (new Set(zones).size < 2) return said(`must be in at least two zones, got ${zones.join(", ") || "none"}`);
  return role === "gatewaySubnetIds" && twice !== undefined ? said(`must be one a zone, got two in ${twice}`) : [];
}

/** Whether the subnets hold the databases that are still to be made, their standbys and proxies. */
function roomProblems(subnets: readonly Seen[], { databases }: Needs): ConfigProblem[] {
  const { needed, room } = roomFor(
    databases,
    subnets.map(({ facts }) => facts?.availableIpAddressCount),
  );
  if (subnets.length === 0 || needed <= room) return [];
  const free = subnets.map(({ id, facts }) => `${facts?.availableIpAddressCount ?? 0} in ${id}`).join(", ");
  const text = `must have room for the ${needed} addresses of the databases that are made here, got ${free}`;
  return [{ ...problem(["network", "databaseSubnetIds"], text), edits: [] }];
}
