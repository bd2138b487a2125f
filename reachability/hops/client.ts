import { covered } from "../../aws/address-ranges";
import { securityGroupById, subnetById, vpcById } from "../by-id";
import type { Client } from "../client";
import { hop, type Hop } from "../hop";
import { refersTo } from "../lookup";
import { isUnknown } from "../maybe";
import { clientName, type Path } from "../path";
import { remembered } from "../remembered";
import type { Topology } from "../topology";
import { blocked } from "../verdict";

/** A client that cannot exist reaches nothing. Nothing to report (undefined) for one that can, or may. */
export function clientHop({ topology, client }: Pick<Path, "topology" | "client">): Hop | undefined {
  return judge(topology, client);
}

const judge = remembered((topology: Topology, client: Client): Hop | undefined => {
  const problem = clientProblem({ topology, client });
  if (problem === undefined) return undefined;
  const [reason, fix] = problem;
  return hop("client", clientName(client), client.vpcId ?? client.account, blocked(reason, fix));
});

function clientProblem({ topology, client }: Pick<Path, "topology" | "client">): readonly [string, string] | undefined {
  const { account, region, vpcId, subnetId, sourceIp } = client;
  const vpc = vpcById(topology, vpcId);
  if (vpcId !== undefined && vpc === undefined && topology.complete === "all") {
    return [`there is no VPC ${vpcId}`, "name a VPC that exists"];
  }
  if (vpc !== undefined && (vpc.account !== account || vpc.region !== region)) {
    return [
      `${vpc.id} belongs to account ${vpc.account} in ${vpc.region}`,
      `say --account ${vpc.account}, or name a VPC of account ${account} in ${region}`,
    ];
  }
  const subnet = subnetById(topology, subnetId);
  if (subnetId !== undefined && subnet === undefined && topology.complete === "all") {
    return [`there is no subnet ${subnetId}`, "name a subnet that exists"];
  }
  if (subnet !== undefined && vpcId !== undefined && refersTo(subnet.vpcId, vpcId) === false) {
    return [`${subnet.id} is not in ${vpcId}`, `name a subnet of ${vpcId}`];
  }
  for (const id of client.securityGroupIds) {
    const group = securityGroupById(topology, id);
    if (group === undefined && topology.complete === "all")
      return [`there is no security group ${id}`, "name one that exists"];
    if (group !== undefined && vpcId !== undefined && refersTo(group.vpcId, vpcId) === false) {
      return [`security group ${id} is not in ${vpcId}`, `name security groups of ${vpcId}`];
    }
  }
  const isIpv6 = sourceIp?.includes(":") === true;
  const range = isIpv6 ? (subnet ?? vpc)?.ipv6Cidr : (subnet?.cidr ?? vpc?.cidr);
  if (sourceIp !== undefined && range !== undefined && !isUnknown(range) && !covered(sourceIp, [range])) {
    return [
      `${sourceIp} is not an address of ${subnetId ?? vpcId ?? "the VPC"} (${range})`,
      `name an address in ${range}`,
    ];
  }
  return undefined;
}
