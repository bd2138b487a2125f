import { covered } from "../../aws/address-ranges";
import { securityGroupById, subnetById, vpcById } from "../by-id";
import type { Client } from "../client";
import { hop, type Hop } from "../hop";
import { refersTo } from "../lookup";
import { isUnknown } from "../maybe";
import { clientName, type Path } from "../path";
import { remembered } from "../remembered";
import type { Topology } from "../topology";
import { blocked, undecided } from "../verdict";

/** A client that cannot exist reaches nothing. Nothing to report (undefined) for one that can, or may. */
export function clientHop({ topology, client }: Path): Hop | undefined {
  return judge(topology, client);
}

const judge = remembered((topology: Topology, client: Client): Hop | undefined => {
  const problem = clientProblem({ topology, client });
  const place = client.vpcId ?? client.account;
  if (problem !== undefined) return hop("client", clientName(client), place, blocked(problem[0], problem[1]));
  if (client.sourceIp?.includes(":") !== true) return undefined;
  const finding = undecided(
    `${client.sourceIp} is an IPv6 address, and the IPv6 ranges of VPCs are not modelled`,
    "name the client's IPv4 address",
  );
  return hop("client", clientName(client), place, finding);
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
  const range = subnet?.cidr ?? vpc?.cidr;
  if (sourceIp?.includes(":") === false && range !== undefined && !isUnknown(range) && !covered(sourceIp, [range])) {
    return [
      `${sourceIp} is not an address of ${subnetId ?? vpcId ?? "the VPC"} (${range})`,
      `name an address in ${range}`,
    ];
  }
  return undefined;
}
