import { type Case, bad, good, ref, resource, trap } from "../case";

const group = (properties: object) =>
  resource("AWS::EC2::SecurityGroup", {
    GroupDescription: "Orders database",
    VpcId: "vpc-0123456789abcdef0",
    SecurityGroupEgress: [
      { ...postgres, Description: "to the replica", DestinationSecurityGroupId: "sg-0123456789abcdef1" },
    ],
    ...properties,
  });

const postgres = { IpProtocol: "tcp", FromPort: 5432, ToPort: 5432 };

const inline = (...rules: readonly object[]) => ({
  Group: group({ SecurityGroupIngress: rules.map((rule) => ({ ...postgres, Description: "clients", ...rule })) }),
});

const ingress = (rule: object) =>
  resource("AWS::EC2::SecurityGroupIngress", {
    GroupId: "sg-0123456789abcdef0",
    Description: "clients",
    ...postgres,
    ...rule,
  });

const egress = (...rules: readonly object[]) => ({
  Group: group({ SecurityGroupEgress: rules.map((rule) => ({ Description: "out", ...rule })) }),
});

const subnet = (properties: object) => ({
  Subnet: resource("AWS::EC2::Subnet", {
    VpcId: "vpc-0123456789abcdef0",
    CidrBlock: "10.0.0.0/24",
    ...properties,
  }),
});

const entry = (properties: object) => ({
  Entry: resource("AWS::EC2::NetworkAclEntry", {
    NetworkAclId: "acl-0123456789abcdef0",
    RuleNumber: 100,
    RuleAction: "allow",
    ...properties,
  }),
});

const host = (AssociatePublicIpAddress: boolean) => ({
  Host: resource("AWS::EC2::Instance", {
    ImageId: "ami-0123456789abcdef0",
    InstanceType: "t4g.micro",
    NetworkInterfaces: [{ DeviceIndex: "0", SubnetId: "subnet-0123456789abcdef0", AssociatePublicIpAddress }],
  }),
});

const route = (properties: object) =>
  resource("AWS::EC2::Route", {
    RouteTableId: "rtb-0123456789abcdef0",
    DestinationCidrBlock: "0.0.0.0/0",
    ...properties,
  });

const vpc = resource("AWS::EC2::VPC", { CidrBlock: "10.0.0.0/16" });

export const networks: readonly Case[] = [
  bad("sg-world", "the database port, from 0.0.0.0/0", inline({ CidrIp: "0.0.0.0/0" })),
  bad("sg-world", "the database port, from ::/0, as a resource of its own", { Rule: ingress({ CidrIpv6: "::/0" }) }),
  bad("sg-world", "the same written as 10.0.0.0/0", inline({ CidrIp: "10.0.0.0/0" })),
  bad("sg-world", "the same in two halves", inline({ CidrIp: "0.0.0.0/1" }, { CidrIp: "128.0.0.0/1" })),
  bad("sg-world", "SSH, from 0.0.0.0/0", inline({ FromPort: 22, ToPort: 22, CidrIp: "0.0.0.0/0" })),
  good(
    "sg-world",
    "the database port, from a security group",
    inline({ SourceSecurityGroupId: "sg-0123456789abcdef2" }),
  ),
  trap("sg-world", "a small private range that ends in /28", inline({ CidrIp: "10.0.0.0/28" })),
  trap("sg-world", "a managed prefix list", inline({ SourcePrefixListId: "pl-0123456789abcdef0" })),

  trap(
    "sg-world",
    "HTTPS from the world, to a load balancer that serves it",
    inline({ FromPort: 443, ToPort: 443, CidrIp: "0.0.0.0/0", Description: "public site" }),
  ),

  bad("sg-wide", "the database port, from 10.0.0.0/8", inline({ CidrIp: "10.0.0.0/8" })),
  bad("sg-wide", "the database port, from a range of the internet", inline({ CidrIp: "203.0.113.0/24" })),
  good("sg-wide", "the database port, from a /28", inline({ CidrIp: "10.0.0.0/28" })),

  trap(
    "sg-wide",
    "HTTPS from the whole VPC, to an interface endpoint",
    inline({ FromPort: 443, ToPort: 443, CidrIp: "10.0.0.0/16", Description: "AWS APIs" }),
  ),

  bad("sg-all-ports", "every protocol, from a subnet", inline({ IpProtocol: "-1", CidrIp: "10.0.1.0/28" })),
  good("sg-all-ports", "one port, from a subnet", inline({ CidrIp: "10.0.1.0/28" })),
  trap("sg-all-ports", "every protocol, from its own members", {
    Group: group({
      SecurityGroupIngress: [{ IpProtocol: "-1", SourceSecurityGroupId: "sg-0123456789abcdef2", Description: "peers" }],
    }),
  }),

  bad("sg-egress", "everything to everywhere", egress({ IpProtocol: "-1", CidrIp: "0.0.0.0/0" })),
  bad(
    "sg-egress",
    "no egress rules, which CloudFormation opens to everywhere",
    {
      Group: group({ SecurityGroupEgress: undefined }),
    },
    { cloudFormationOnly: true },
  ),
  good(
    "sg-egress",
    "one port to a security group",
    egress({ ...postgres, DestinationSecurityGroupId: "sg-0123456789abcdef1" }),
  ),
  trap(
    "sg-egress",
    "HTTPS to the world",
    egress({ IpProtocol: "tcp", FromPort: 443, ToPort: 443, CidrIp: "0.0.0.0/0" }),
  ),

  trap(
    "sg-egress",
    "everything to a managed prefix list",
    egress({ IpProtocol: "-1", DestinationPrefixListId: "pl-0123456789abcdef0" }),
  ),

  bad("sg-described", "a rule without a description", inline({ CidrIp: "10.0.0.0/28", Description: undefined })),
  good("sg-described", "rules with descriptions", inline({ CidrIp: "10.0.0.0/28" })),

  bad("nacl", "every protocol, from 0.0.0.0/0", entry({ Protocol: -1, CidrBlock: "0.0.0.0/0" })),
  good(
    "nacl",
    "the database port, from a subnet",
    entry({ Protocol: 6, CidrBlock: "10.0.1.0/28", PortRange: { From: 5432, To: 5432 } }),
  ),
  trap("nacl", "a denial of everything else", entry({ Protocol: -1, CidrBlock: "0.0.0.0/0", RuleAction: "deny" })),

  bad("instance-public", "a public address", host(true)),
  good("instance-public", "no public address", host(false)),

  bad("subnet-public", "public addresses on launch", subnet({ MapPublicIpOnLaunch: true })),
  good("subnet-public", "no public addresses", subnet({ MapPublicIpOnLaunch: false })),
  trap("subnet-public", "nothing said, which is off", subnet({})),

  bad("route-public", "0.0.0.0/0 to an internet gateway", { Out: route({ GatewayId: "igw-0123456789abcdef0" }) }),
  bad("route-public", "::/0 to an internet gateway", {
    Out: route({
      DestinationCidrBlock: undefined,
      DestinationIpv6CidrBlock: "::/0",
      GatewayId: "igw-0123456789abcdef0",
    }),
  }),
  bad("route-public", "0.0.0.0/0 to an internet gateway of the same stack", {
    Out: route({ GatewayId: ref("Internet") }),
    Internet: resource("AWS::EC2::InternetGateway", {}),
  }),
  good("route-public", "a route to a transit gateway", {
    Out: route({ DestinationCidrBlock: "10.8.0.0/16", TransitGatewayId: "tgw-0123456789abcdef0" }),
  }),
  trap("route-public", "0.0.0.0/0 to a NAT gateway", { Out: route({ NatGatewayId: "nat-0123456789abcdef0" }) }),
  trap("route-public", "::/0 to an egress-only gateway", {
    Out: route({
      DestinationCidrBlock: undefined,
      DestinationIpv6CidrBlock: "::/0",
      EgressOnlyInternetGatewayId: "eigw-0123456789abcdef0",
    }),
  }),

  bad("flow-logs", "a VPC without flow logs", { Vpc: vpc }),
  good("flow-logs", "a VPC with flow logs", {
    Vpc: vpc,
    Flows: resource("AWS::EC2::FlowLog", {
      ResourceId: ref("Vpc"),
      ResourceType: "VPC",
      TrafficType: "ALL",
      LogDestination: "arn:aws:logs:eu-west-1:111122223333:log-group:flows",
      DeliverLogsPermissionArn: "arn:aws:iam::111122223333:role/flows",
    }),
  }),
  trap("flow-logs", "a VPC with flow logs of its one subnet", {
    Vpc: vpc,
    Subnet: resource("AWS::EC2::Subnet", { VpcId: ref("Vpc"), CidrBlock: "10.0.0.0/24" }),
    Flows: resource("AWS::EC2::FlowLog", {
      ResourceId: ref("Subnet"),
      ResourceType: "Subnet",
      TrafficType: "ALL",
      LogDestination: "arn:aws:logs:eu-west-1:111122223333:log-group:flows",
      DeliverLogsPermissionArn: "arn:aws:iam::111122223333:role/flows",
    }),
  }),
];

const statements = (...items: readonly object[]) => ({
  Version: "2012-10-17",
  Statement: [
    { Sid: "Account", Effect: "Allow", Principal: { AWS: root }, Action: "kms:*", Resource: "*" },
    ...items.map((item) => ({ Effect: "Allow", Action: ["kms:Decrypt", "kms:DescribeKey"], Resource: "*", ...item })),
  ],
});

const root = "arn:aws:iam::111122223333:root";

const key = (properties: object) => ({
  Key: resource("AWS::KMS::Key", { EnableKeyRotation: true, KeyPolicy: statements(), ...properties }),
});

const keyFor = (statement: object) => key({ KeyPolicy: statements(statement) });

export const keys: readonly Case[] = [
  bad("kms-rotation", "rotation off", key({ EnableKeyRotation: false })),
  bad("kms-rotation", "rotation not mentioned", key({ EnableKeyRotation: undefined })),
  good("kms-rotation", "rotation on", key({})),
  trap(
    "kms-rotation",
    "an RSA key, which cannot rotate",
    key({
      EnableKeyRotation: undefined,
      KeySpec: "RSA_2048",
      KeyUsage: "SIGN_VERIFY",
    }),
  ),
  trap(
    "kms-rotation",
    "an HMAC key, which cannot rotate",
    key({
      EnableKeyRotation: undefined,
      KeySpec: "HMAC_256",
      KeyUsage: "GENERATE_VERIFY_MAC",
    }),
  ),
  trap(
    "kms-rotation",
    "imported material, which cannot rotate by itself",
    key({
      EnableKeyRotation: undefined,
      Origin: "EXTERNAL",
    }),
  ),

  bad("kms-policy", "everyone", keyFor({ Principal: "*" })),
  bad("kms-policy", "everyone, in a list", keyFor({ Principal: { AWS: [root, "*"] } })),
  bad("kms-policy", "all but one account", keyFor({ NotPrincipal: { AWS: root } })),
  bad(
    "kms-policy",
    "everyone, with a condition that may be missing",
    keyFor({
      Principal: { AWS: "*" },
      Condition: { StringEqualsIfExists: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    }),
  ),
  bad(
    "kms-policy",
    "everyone who sends a tag of their own",
    keyFor({
      Principal: { AWS: "*" },
      Condition: { StringEquals: { "aws:PrincipalTag/team": "orders" } },
    }),
  ),
  good("kms-policy", "the account itself", key({})),
  trap(
    "kms-policy",
    "everyone of the account, through RDS",
    keyFor({
      Principal: { AWS: "*" },
      Condition: {
        StringEquals: { "kms:CallerAccount": "111122223333", "kms:ViaService": "rds.eu-west-1.amazonaws.com" },
      },
    }),
  ),
  trap(
    "kms-policy",
    "everyone of the organisation",
    keyFor({
      Principal: { AWS: "*" },
      Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    }),
  ),
  trap(
    "kms-policy",
    "a denial to everyone outside",
    keyFor({
      Effect: "Deny",
      Principal: "*",
      Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } },
    }),
  ),
  trap("kms-policy", "CloudWatch Logs", keyFor({ Principal: { Service: "logs.eu-west-1.amazonaws.com" } })),

  bad("kms-lockout", "a key policy nobody might be able to change", key({ BypassPolicyLockoutSafetyCheck: true })),
  bad("kms-lockout", "a week before it is deleted", key({ PendingWindowInDays: 7 })),
  good("kms-lockout", "a month before it is deleted", key({ PendingWindowInDays: 30 })),
];
