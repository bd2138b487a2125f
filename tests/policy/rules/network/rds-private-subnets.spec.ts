import { rdsPrivateSubnets } from "../../../../policy/rules/network/rds-private-subnets";
import { type Node, node, unknown } from "../../judge";
import { judgesStack } from "../../tables";

const group = node("aws:rds/subnetGroup:SubnetGroup", "databases", { subnetIds: [unknown] }, { subnetIds: ["a"] });
const vpc = node("aws:ec2/vpc:Vpc", "vpc");
const subnet = (props = {}) => node("aws:ec2/subnet:Subnet", "a", { vpcId: unknown, ...props }, { vpcId: ["vpc"] });
const gateway = node("aws:ec2/internetGateway:InternetGateway", "igw");
const table = node("aws:ec2/routeTable:RouteTable", "table", { vpcId: unknown }, { vpcId: ["vpc"] });
const association = node(
  "aws:ec2/routeTableAssociation:RouteTableAssociation",
  "association",
  { subnetId: unknown, routeTableId: unknown },
  { subnetId: ["a"], routeTableId: ["table"] },
);
const toGateway = { destinationCidrBlock: "0.0.0.0/0", routeTableId: unknown, gatewayId: unknown };
const route = (of: string, props: object = toGateway) =>
  node("aws:ec2/route:Route", "route", { ...props }, { routeTableId: [of], gatewayId: ["igw"] });
const inline = node(
  "aws:ec2/routeTable:RouteTable",
  "table",
  { routes: [{ ipv6CidrBlock: "::/0", gatewayId: unknown }] },
  { routes: ["igw"] },
);
const base: readonly Node[] = [group, vpc, subnet(), gateway];
const routed = "databases: subnetIds has a, which has a route to an internet gateway";

judgesStack(rdsPrivateSubnets, {
  passes: {
    "a subnet whose table has no such route": [...base, table, association],
    "a subnet whose table leads to a NAT gateway": [
      ...base,
      table,
      association,
      route("table", { destinationCidrBlock: "0.0.0.0/0", natGatewayId: unknown, routeTableId: unknown }),
    ],
    "a subnet without a table, beside a public table": [...base, inline],
    "a subnet with a private table in a VPC whose main table is public": [
      ...base,
      table,
      association,
      node("aws:ec2/defaultRouteTable:DefaultRouteTable", "main", inline.props, {
        routes: ["igw"],
        defaultRouteTableId: ["vpc"],
      }),
    ],
    "a subnet of the default VPC with a private table of its own": [
      group,
      node("aws:ec2/defaultVpc:DefaultVpc", "vpc"),
      subnet(),
      table,
      association,
    ],
    "a default subnet with a private table of its own": [
      group,
      node("aws:ec2/defaultSubnet:DefaultSubnet", "a", { mapPublicIpOnLaunch: false }),
      vpc,
      table,
      association,
    ],
    "a subnet of another stack": [node("aws:rds/subnetGroup:SubnetGroup", "databases", { subnetIds: ["subnet-9"] })],
    "a VPC whose main table was replaced by a private one": [
      ...base,
      table,
      route("vpc"),
      node(
        "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
        "main",
        { vpcId: unknown, routeTableId: unknown },
        { vpcId: ["vpc"], routeTableId: ["table"] },
      ),
    ],
  },
  finds: {
    "a subnet that gives out public addresses": [
      [group, vpc, subnet({ mapPublicIpOnLaunch: true })],
      "databases: subnetIds has a, which gives out public addresses",
    ],
    "a default subnet": [
      [group, node("aws:ec2/defaultSubnet:DefaultSubnet", "a")],
      "databases: subnetIds has a, which gives out public addresses",
    ],
    "a default subnet that gives out no public addresses": [
      [group, node("aws:ec2/defaultSubnet:DefaultSubnet", "a", { mapPublicIpOnLaunch: false })],
      "databases: subnetIds has a, which is part of the default VPC, which is public",
    ],
    "a subnet of the default VPC": [
      [group, node("aws:ec2/defaultVpc:DefaultVpc", "vpc"), subnet()],
      "databases: subnetIds has a, which is part of the default VPC, which is public",
    ],
    "the subnet of a proxy": [
      [
        node("aws:rds/proxy:Proxy", "proxy", { vpcSubnetIds: [unknown] }, { vpcSubnetIds: ["a"] }),
        subnet({ mapPublicIpOnLaunch: true }),
        vpc,
      ],
      "proxy: vpcSubnetIds has a, which gives out public addresses",
    ],
    "the subnet of a proxy in aws-native": [
      [
        node("aws-native:rds:DbProxy", "proxy", { vpcSubnetIds: [unknown] }, { vpcSubnetIds: ["a"] }),
        subnet({ mapPublicIpOnLaunch: true }),
        vpc,
      ],
      "proxy: vpcSubnetIds has a, which gives out public addresses",
    ],
    "a route of its table": [[...base, table, association, route("table")], routed],
    "an inline route of its table": [[...base, inline, association], routed],
    "a route of the VPC's main table": [[...base, route("vpc")], routed],
    "a route of the adopted main table": [
      [
        ...base,
        node(
          "aws:ec2/defaultRouteTable:DefaultRouteTable",
          "main",
          { defaultRouteTableId: unknown, routes: inline.props["routes"] },
          { defaultRouteTableId: ["vpc"], routes: ["igw"] },
        ),
      ],
      routed,
    ],
    "a route of the table that replaced the main one": [
      [
        ...base,
        table,
        route("table"),
        node(
          "aws:ec2/mainRouteTableAssociation:MainRouteTableAssociation",
          "main",
          { vpcId: unknown, routeTableId: unknown },
          { vpcId: ["vpc"], routeTableId: ["table"] },
        ),
      ],
      routed,
    ],
    "the same with everything known": [
      [
        node("aws:rds/subnetGroup:SubnetGroup", "databases", { subnetIds: ["subnet-1"] }),
        node("aws:ec2/subnet:Subnet", "a", { id: "subnet-1", vpcId: "vpc-1" }),
        node("aws:ec2/routeTable:RouteTable", "table", {
          id: "rtb-1",
          routes: [{ cidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }],
        }),
        node("aws:ec2/routeTableAssociation:RouteTableAssociation", "association", {
          subnetId: "subnet-1",
          routeTableId: "rtb-1",
        }),
      ],
      routed,
    ],
    "the same in aws-native": [
      [
        node("aws-native:rds:DbSubnetGroup", "databases", { subnetIds: unknown }, { subnetIds: ["a"] }),
        node("aws-native:ec2:Subnet", "a", { vpcId: "vpc-1" }),
        node("aws-native:ec2:RouteTable", "table"),
        node("aws-native:ec2:InternetGateway", "igw"),
        node(
          "aws-native:ec2:SubnetRouteTableAssociation",
          "association",
          { subnetId: unknown, routeTableId: unknown },
          { subnetId: ["a"], routeTableId: ["table"] },
        ),
        node("aws-native:ec2:Route", "route", toGateway, { routeTableId: ["table"], gatewayId: ["igw"] }),
      ],
      routed,
    ],
    "candidates of which every one is public": [
      [
        node("aws:rds/subnetGroup:SubnetGroup", "databases", { subnetIds: [unknown] }, { subnetIds: ["a", "b"] }),
        node("aws:ec2/subnet:Subnet", "a", { mapPublicIpOnLaunch: true }),
        node("aws:ec2/subnet:Subnet", "b", { mapPublicIpOnLaunch: true }),
      ],
      [
        "databases: subnetIds has a, which gives out public addresses",
        "databases: subnetIds has b, which gives out public addresses",
      ],
    ],
  },
  undecided: {
    "candidates of which one is public": [
      node("aws:rds/subnetGroup:SubnetGroup", "databases", { subnetIds: [unknown] }, { subnetIds: ["a", "b"] }),
      node("aws:ec2/subnet:Subnet", "a", { mapPublicIpOnLaunch: true }),
      node("aws:ec2/subnet:Subnet", "b"),
    ],
    "an unknown switch": [group, subnet({ mapPublicIpOnLaunch: unknown }), vpc],
  },
});
