import { noDefaultRouteToIgw } from "../../../../policy/rules/network/no-default-route-to-igw";
import { node, unknown } from "../../judge";
import { judges, judgesStack } from "../../tables";

const what = "leads to an internet gateway";
const knobs = { publicRouteTables: ["^it$"] };

for (const type of ["aws:ec2/route:Route", "aws-native:ec2:Route"] as const) {
  judges(noDefaultRouteToIgw, type, {
    base: { routeTableId: "rtb-1", destinationCidrBlock: "10.1.0.0/16", gatewayId: "vgw-1" },
    passes: {
      "a NAT gateway": { destinationCidrBlock: "0.0.0.0/0", gatewayId: undefined, natGatewayId: "nat-1" },
      "a VPN gateway": { destinationCidrBlock: "0.0.0.0/0" },
      "a narrow route to an internet gateway": { gatewayId: "igw-1" },
      "a route meant to be public": [{ destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }, { knobs }],
    },
    finds: {
      IPv4: [{ destinationCidrBlock: "0.0.0.0/0", gatewayId: "igw-1" }, `destinationCidrBlock ${what}`],
      IPv6: [
        { destinationCidrBlock: undefined, destinationIpv6CidrBlock: "::/0", gatewayId: "igw-1" },
        `destinationIpv6CidrBlock ${what}`,
      ],
      "half the world": [{ destinationCidrBlock: "128.0.0.0/1", gatewayId: "igw-1" }, `destinationCidrBlock ${what}`],
    },
    undecided: {
      "an unknown gateway": { destinationCidrBlock: "0.0.0.0/0", gatewayId: unknown },
      "an unknown destination": { destinationCidrBlock: unknown, gatewayId: "igw-1" },
    },
  });
}

for (const type of ["aws:ec2/routeTable:RouteTable", "aws:ec2/defaultRouteTable:DefaultRouteTable"] as const) {
  judges(noDefaultRouteToIgw, type, {
    base: { routes: [{ cidrBlock: "10.1.0.0/16", gatewayId: "igw-1" }] },
    passes: { "no inline routes": { routes: undefined } },
    finds: {
      "a route behind others": [
        {
          routes: [
            unknown,
            { cidrBlock: "0.0.0.0/0", natGatewayId: "nat-1" },
            { ipv6CidrBlock: "::/0", gatewayId: "igw-1" },
          ],
        },
        `routes[2] ${what}`,
      ],
    },
    undecided: { "unknown routes": { routes: unknown } },
  });
}

const gateway = node("aws:ec2/internetGateway:InternetGateway", "igw");
const nativeGateway = node("aws-native:ec2:InternetGateway", "igw");
const vpn = node("aws:ec2/vpnGateway:VpnGateway", "vgw");
const route = (dependsOn: readonly string[], props = {}) =>
  node(
    "aws:ec2/route:Route",
    "route",
    { destinationCidrBlock: "0.0.0.0/0", gatewayId: unknown, ...props },
    { gatewayId: dependsOn },
  );
const table = (dependsOn: readonly string[], ...gatewayIds: readonly unknown[]) =>
  node(
    "aws:ec2/routeTable:RouteTable",
    "table",
    { routes: gatewayIds.map((gatewayId) => ({ cidrBlock: "0.0.0.0/0", gatewayId })) },
    { routes: dependsOn },
  );

const vpc = node("aws:ec2/vpc:Vpc", "vpc", { id: "vpc-1" });
const otherVpc = node("aws-native:ec2:Vpc", "other", { vpcId: "vpc-2" });
const database = [
  node("aws:ec2/subnet:Subnet", "a", { id: "subnet-1", vpcId: "vpc-1" }),
  node("aws:rds/subnetGroup:SubnetGroup", "databases", { subnetIds: ["subnet-1"] }),
];

judgesStack(noDefaultRouteToIgw, {
  options: { knobs },
  passes: {
    "a VPN gateway not made yet": [vpn, route(["vgw"])],
    "a narrow route": [gateway, route(["igw"], { destinationCidrBlock: "10.0.0.0/8" })],
    "a route whose gateway was known, and judged before": [gateway, route(["igw"], { gatewayId: "igw-1" })],
    "an internet gateway in another VPC": [
      vpc,
      otherVpc,
      ...database,
      node("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: "vpc-2" }),
    ],
    "a VPN gateway beside a database": [
      vpc,
      ...database,
      node("aws-native:ec2:VpcGatewayAttachment", "attachment", { vpcId: "vpc-1", vpnGatewayId: "vgw-1" }),
    ],
  },
  finds: {
    "an internet gateway not made yet": [[gateway, route(["igw"])], `route: destinationCidrBlock ${what}`],
    "the same in aws-native": [
      [
        nativeGateway,
        node(
          "aws-native:ec2:Route",
          "route",
          { destinationIpv6CidrBlock: "::/0", gatewayId: unknown },
          { gatewayId: ["igw"] },
        ),
      ],
      `route: destinationIpv6CidrBlock ${what}`,
    ],
    "an inline route behind an unknown one": [
      [gateway, table(["igw"], undefined, unknown)],
      `table: routes[1] ${what}`,
    ],
    "an internet gateway beside a database, as advice": [
      [vpc, ...database, node("aws:ec2/internetGateway:InternetGateway", "igw", { vpcId: "vpc-1" })],
      "igw: (advice) vpcId puts an internet gateway beside a database",
    ],
    "the same by an attachment": [
      [
        vpc,
        ...database,
        node(
          "aws:ec2/internetGatewayAttachment:InternetGatewayAttachment",
          "attachment",
          { vpcId: unknown },
          { vpcId: ["vpc"] },
        ),
      ],
      "attachment: (advice) vpcId puts an internet gateway beside a database",
    ],
    "the same in aws-native, beside a database": [
      [
        node("aws-native:ec2:Vpc", "vpc"),
        node("aws-native:ec2:Subnet", "a", { vpcId: unknown }, { vpcId: ["vpc"] }),
        node("aws-native:rds:DbSubnetGroup", "databases", { subnetIds: [unknown] }, { subnetIds: ["a"] }),
        node(
          "aws-native:ec2:VpcGatewayAttachment",
          "attachment",
          { vpcId: unknown, internetGatewayId: unknown },
          { vpcId: ["vpc"] },
        ),
      ],
      "attachment: (advice) vpcId puts an internet gateway beside a database",
    ],
  },
  undecided: {
    "a gateway that may be either": [gateway, vpn, route(["igw", "vgw"])],
    "a gateway from elsewhere": [route([])],
  },
});

judgesStack(noDefaultRouteToIgw, {
  options: { knobs: { publicRouteTables: ["^route$"] } },
  passes: { "a route meant to be public": [gateway, route(["igw"])] },
});
