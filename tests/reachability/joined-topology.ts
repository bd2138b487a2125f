import type { NetworkTopology, RouteTable, RouteTarget } from "../../reachability/network-topology";
import type { Topology } from "../../reachability/topology";
import { changing, consumer, producer, tcp, topology } from "./open-topology";

const peered: RouteTarget = { kind: "peering", id: "pcx-1" };
const transit: RouteTarget = { kind: "transit-gateway", id: "tgw-1" };

function table(vpcId: string, account: string, cidr: string, target: RouteTarget): RouteTable {
  return {
    id: `rtb-${vpcId}`,
    account,
    vpcId,
    isMain: true,
    subnetIds: [],
    routes: [{ destination: { cidr }, target }],
  };
}

function routeTables(target: RouteTarget): readonly RouteTable[] {
  return [
    table("vpc-consumer", consumer, "10.0.0.0/16", target),
    table("vpc-producer", producer, "10.1.0.0/16", target),
  ];
}

/** Only the direct way is there: ranges of the two VPCs admit each other, and there is nothing of VPC Lattice. */
const withoutLattice: Topology = {
  ...changing(
    "securityGroups",
    "sg-database",
    { ingress: [tcp({ cidr: "10.1.0.0/16" })] },
    changing("securityGroups", "sg-client", { egress: [tcp({ cidr: "10.0.0.0/16" })] }),
  ),
  configurations: [],
  gateways: [],
  networks: [],
  resourceAssociations: [],
  vpcAssociations: [],
  shares: [],
};

/** The consumer's VPC and the database's, joined by a peering connection. */
export const peeredTopology: Topology = {
  ...withoutLattice,
  routeTables: routeTables(peered),
  peerings: [{ id: "pcx-1", requesterVpcId: "vpc-consumer", accepterVpcId: "vpc-producer", active: true }],
};

function attachment(vpcId: string, subnetIds: readonly string[]) {
  const id = `tgw-attach-${vpcId}`;
  return { id, transitGatewayId: "tgw-1", vpcId, subnetIds, active: true, securityGroupReferencing: true };
}

const hub: Partial<NetworkTopology> = {
  routeTables: routeTables(transit),
  transitGateways: [{ id: "tgw-1", account: producer, securityGroupReferencing: false }],
  transitGatewayAttachments: [
    attachment("vpc-consumer", ["subnet-client"]),
    attachment("vpc-producer", ["subnet-db-a", "subnet-db-b"]),
  ],
  transitGatewayRouteTables: [
    {
      id: "tgw-rtb-1",
      transitGatewayId: "tgw-1",
      associated: ["tgw-attach-vpc-consumer", "tgw-attach-vpc-producer"],
      propagating: ["tgw-attach-vpc-consumer", "tgw-attach-vpc-producer"],
      routes: [],
    },
  ],
};

/** The same, joined by a transit gateway. */
export const transitTopology: Topology = { ...withoutLattice, ...hub };

/** An endpoint in the producer's VPC, which the consumer's client reaches through a peering connection. */
export const peeredEndpointTopology: Topology = {
  ...topology,
  vpcAssociations: [],
  networks: [],
  resourceAssociations: [],
  securityGroups: changing(
    "securityGroups",
    "sg-client",
    { egress: [tcp({ cidr: "10.0.0.0/16" })] },
    {
      ...topology,
      securityGroups: [
        ...topology.securityGroups,
        {
          id: "sg-endpoint",
          account: producer,
          vpcId: "vpc-producer",
          ingress: [tcp({ securityGroupId: "sg-client" })],
          egress: [],
        },
      ],
    },
  ).securityGroups,
  endpoints: [
    {
      id: "vpce-1",
      account: producer,
      vpcId: "vpc-producer",
      subnetIds: ["subnet-gateway-a"],
      securityGroupIds: ["sg-endpoint"],
      target: { configurationId: "rcfg-1" },
      active: true,
      established: false,
    },
  ],
  routeTables: peeredTopology.routeTables,
  peerings: peeredTopology.peerings,
};
