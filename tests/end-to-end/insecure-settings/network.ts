import * as native from "@pulumi/aws-native/ec2";
import * as ec2 from "@pulumi/aws/ec2";
import { change, changeFrom, type InsecureSetting, type Program } from "./insecure-setting";

const subnet = "aws:ec2/subnet:Subnet";

/** An internet gateway with a route to it, both unknown before the update. */
function internetRoute({ resource }: Program, tableName: string, destination: Partial<ec2.RouteArgs>): ec2.Route {
  const gateway = new ec2.InternetGateway("way-out", { vpcId: resource(ec2.Vpc, "network-vpc").id });
  const routeTableId = resource(ec2.RouteTable, tableName).id;
  return new ec2.Route("to-the-internet", { routeTableId, gatewayId: gateway.id, ...destination });
}

/** Subnets, routes and what else connects networks. */
export const networkSettings: readonly InsecureSetting[] = [
  {
    title: "public addresses in the database's subnet",
    mistake: change(subnet, "network-database-a", { mapPublicIpOnLaunch: true }),
    refusal: { rule: "subnet-no-public-ip", resource: "network-database-a", says: "mapPublicIpOnLaunch is on" },
    also: ["rds-private-subnets"],
  },
  {
    title: "a route of the database's subnets to an internet gateway that is not there yet",
    mistake: {
      add: (program) => internetRoute(program, "network-database-routes", { destinationCidrBlock: "0.0.0.0/0" }),
    },
    refusal: {
      rule: "rds-private-subnets",
      resource: "databases-subnets",
      says: "subnetIds has network-database-a, which has a route to an internet gateway",
    },
    also: ["no-default-route-to-igw"],
  },
  {
    title: "an IPv6 route of the gateway's subnets to the internet",
    mistake: {
      add: (program) => internetRoute(program, "network-gateway-routes", { destinationIpv6CidrBlock: "::/0" }),
    },
    refusal: {
      rule: "no-default-route-to-igw",
      resource: "to-the-internet",
      says: "destinationIpv6CidrBlock leads to an internet gateway",
    },
    also: ["lattice-gateway-private-multi-az"],
  },
  {
    title: "a flow log of one subnet alone",
    mistake: changeFrom("aws:ec2/flowLog:FlowLog", "network-flow-log", ({ resource }) => ({
      vpcId: undefined,
      subnetId: resource(ec2.Subnet, "network-gateway-a").id,
    })),
    refusal: { rule: "vpc-hygiene", resource: "network-vpc", says: "FlowLog is missing for this VPC" },
    profile: "strict",
  },
  {
    title: "a peering (aws-native) of the database's network with another one",
    mistake: {
      add: ({ resource, native: options }) =>
        new native.VpcPeeringConnection(
          "office",
          { vpcId: resource(ec2.Vpc, "network-vpc").id, peerVpcId: "vpc-0123456789abcdef0" },
          options,
        ),
    },
    refusal: { rule: "vpc-hygiene", resource: "office", says: "this connection joins two whole networks" },
    profile: "strict",
  },
  {
    title: "a machine (aws-native) with a public address in the gateway's subnet",
    mistake: {
      add: ({ resource, native: options }) =>
        new native.Instance(
          "jump-host",
          {
            imageId: "ami-0123456789abcdef0",
            networkInterfaces: [
              {
                deviceIndex: "0",
                associatePublicIpAddress: true,
                subnetId: resource(ec2.Subnet, "network-gateway-a").id,
              },
            ],
          },
          options,
        ),
    },
    refusal: {
      rule: "subnet-no-public-ip",
      resource: "jump-host",
      says: "networkInterfaces[0].associatePublicIpAddress is on",
    },
  },
];
