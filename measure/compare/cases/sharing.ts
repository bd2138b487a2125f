import { type Case, bad, good, ref, resource, trap } from "../case";

const account = "111122223333";
const arn = (name: string) => `arn:aws:vpc-lattice:eu-west-1:${account}:${name}`;
const organisation = { StringEquals: { "aws:PrincipalOrgID": "o-a1b2c3d4e5" } };

const network = (AuthType: string | undefined) =>
  resource("AWS::VpcLattice::ServiceNetwork", { Name: "shared", AuthType });

const document = (statement: object) => ({
  Version: "2012-10-17",
  Statement: [{ Effect: "Allow", Resource: "*", ...statement }],
});

const authPolicy = (statement: object) => ({
  Policy: resource("AWS::VpcLattice::AuthPolicy", {
    ResourceIdentifier: "svc-0123456789abcdef0",
    Policy: document({ Action: "vpc-lattice-svcs:Invoke", ...statement }),
  }),
});

const resourcePolicy = (Principal: unknown) => ({
  Policy: resource("AWS::VpcLattice::ResourcePolicy", {
    ResourceArn: arn("resourceconfiguration/rcfg-0123456789abcdef0"),
    Policy: {
      Version: "2012-10-17",
      Statement: [
        {
          Effect: "Allow",
          Principal,
          Action: ["vpc-lattice:CreateServiceNetworkResourceAssociation", "vpc-lattice:GetResourceConfiguration"],
          Resource: arn("resourceconfiguration/rcfg-0123456789abcdef0"),
        },
      ],
    },
  }),
});

const gateway = (SecurityGroupIds: unknown) =>
  resource("AWS::VpcLattice::ResourceGateway", {
    Name: "orders",
    VpcIdentifier: "vpc-0123456789abcdef0",
    SubnetIds: ["subnet-0123456789abcdef0", "subnet-0123456789abcdef1"],
    SecurityGroupIds,
  });

const configuration = (properties: object) =>
  resource("AWS::VpcLattice::ResourceConfiguration", {
    Name: "orders",
    ResourceGatewayId: "rgw-0123456789abcdef0",
    ...properties,
  });

const dns = (DomainName: string, PortRanges: readonly string[]) => ({
  Configuration: configuration({
    ResourceConfigurationType: "SINGLE",
    ProtocolType: "TCP",
    PortRanges,
    ResourceConfigurationDefinition: { DnsResource: { DomainName, IpAddressType: "IPV4" } },
  }),
});

const proxyName = "orders.proxy-abc.eu-west-1.rds.amazonaws.com";

const database = () => ({
  Configuration: configuration({
    ResourceConfigurationType: "ARN",
    ResourceConfigurationDefinition: { ArnResource: `arn:aws:rds:eu-west-1:${account}:db:orders` },
  }),
});

const association = (properties: object) => ({
  Association: resource("AWS::VpcLattice::ServiceNetworkVpcAssociation", {
    ServiceNetworkIdentifier: "sn-0123456789abcdef0",
    VpcIdentifier: "vpc-0123456789abcdef0",
    SecurityGroupIds: ["sg-0123456789abcdef0"],
    ...properties,
  }),
});

const log = (properties: object) =>
  resource("AWS::VpcLattice::AccessLogSubscription", {
    DestinationArn: `arn:aws:logs:eu-west-1:${account}:log-group:lattice:*`,
    ResourceIdentifier: ref("Network"),
    ...properties,
  });

const share = (properties: object) => ({
  Share: resource("AWS::RAM::ResourceShare", {
    Name: "orders",
    AllowExternalPrincipals: false,
    Principals: ["222233334444"],
    ResourceArns: [arn("resourceconfiguration/rcfg-0123456789abcdef0")],
    ...properties,
  }),
});

/** A gateway, its security group, and the database it leads to. */
const path = (egress: object): Case["resources"] => ({
  GatewayGroup: resource("AWS::EC2::SecurityGroup", {
    GroupDescription: "Resource gateway",
    VpcId: "vpc-0123456789abcdef0",
    SecurityGroupEgress: [{ IpProtocol: "tcp", FromPort: 5432, ToPort: 5432, Description: "database", ...egress }],
  }),
  DatabaseGroup: resource("AWS::EC2::SecurityGroup", {
    GroupDescription: "Orders database",
    VpcId: "vpc-0123456789abcdef0",
    SecurityGroupEgress: [],
  }),
  Gateway: gateway([ref("GatewayGroup")]),
  Orders: resource("AWS::RDS::DBInstance", {
    DBInstanceIdentifier: "orders",
    DBInstanceClass: "db.m7g.large",
    Engine: "postgres",
    Port: "5432",
    VPCSecurityGroups: [ref("DatabaseGroup")],
  }),
  Configuration: configuration({
    ResourceGatewayId: ref("Gateway"),
    ResourceConfigurationType: "ARN",
    ResourceConfigurationDefinition: { ArnResource: { "Fn::GetAtt": ["Orders", "DBInstanceArn"] } },
  }),
});

export const sharing: readonly Case[] = [
  bad("lattice-auth-type", "a service network without auth", { Network: network("NONE") }),
  bad("lattice-auth-type", "a service network that does not say", { Network: network(undefined) }),
  good("lattice-auth-type", "a service network with IAM auth", { Network: network("AWS_IAM") }),

  bad("lattice-auth-policy", "everyone", authPolicy({ Principal: "*" })),
  bad(
    "lattice-auth-policy",
    "everyone who is not anonymous",
    authPolicy({
      Principal: "*",
      Condition: { StringNotEqualsIgnoreCase: { "aws:PrincipalType": "anonymous" } },
    }),
  ),
  good("lattice-auth-policy", "one role", authPolicy({ Principal: { AWS: `arn:aws:iam::${account}:role/app` } })),
  trap("lattice-auth-policy", "everyone of the organisation", authPolicy({ Principal: "*", Condition: organisation })),

  bad(
    "lattice-false-comfort",
    "an auth policy on a network that carries databases only",
    {
      Network: network("AWS_IAM"),
      Association: resource("AWS::VpcLattice::ServiceNetworkResourceAssociation", {
        ServiceNetworkId: ref("Network"),
        ResourceConfigurationId: "rcfg-0123456789abcdef0",
      }),
      Policy: resource("AWS::VpcLattice::AuthPolicy", {
        ResourceIdentifier: ref("Network"),
        Policy: document({
          Action: "vpc-lattice-svcs:Invoke",
          Principal: { AWS: "arn:aws:iam::222233334444:role/app" },
        }),
      }),
    },
    { at: ["Policy", "Network", "Association"] },
  ),

  bad("lattice-resource-policy", "everyone", resourcePolicy("*")),

  bad("lattice-gateway", "no security group", { Gateway: gateway(undefined) }),
  good("lattice-gateway", "a security group of its own", { Gateway: gateway(["sg-0123456789abcdef0"]) }),

  bad("lattice-gateway-egress", "the whole VPC", path({ CidrIp: "10.0.0.0/16" }), { at: ["GatewayGroup", "Gateway"] }),
  good(
    "lattice-gateway-egress",
    "the database's security group",
    path({ DestinationSecurityGroupId: ref("DatabaseGroup") }),
    {
      at: ["GatewayGroup", "Gateway"],
    },
  ),

  bad("lattice-ports", "every port", dns(proxyName, ["1-65535"])),
  good("lattice-ports", "the database's port", dns(proxyName, ["5432"])),
  trap("lattice-ports", "a database by ARN, which has none", database()),
  trap("lattice-ports", "the port of one's own of a database beside it", {
    ...dns(proxyName, ["6432"]),
    Orders: resource("AWS::RDS::DBInstance", { DBInstanceClass: "db.m7g.large", Engine: "postgres", Port: "6432" }),
  }),
  trap("lattice-ports", "a child of a group, which has the ports", {
    Configuration: configuration({
      ResourceConfigurationType: "CHILD",
      ResourceConfigurationGroupId: "rcfg-0123456789abcdef0",
      ResourceConfigurationDefinition: { DnsResource: { DomainName: proxyName, IpAddressType: "IPV4" } },
    }),
  }),

  bad("lattice-target", "a name that is no database's", dns("intranet.example.com", ["5432"])),
  good("lattice-target", "an RDS proxy", dns(proxyName, ["5432"])),
  trap("lattice-target", "an RDS proxy in China", dns("orders.proxy-abc.rds.cn-north-1.amazonaws.com.cn", ["5432"])),
  good("lattice-target", "a database by ARN", database()),

  bad("lattice-association", "no security group", association({ SecurityGroupIds: undefined })),
  good("lattice-association", "a security group", association({})),

  bad(
    "lattice-dns",
    "any domain",
    association({
      PrivateDnsEnabled: true,
      DnsOptions: { PrivateDnsPreference: "ALL_DOMAINS" },
    }),
  ),
  good(
    "lattice-dns",
    "verified domains",
    association({
      PrivateDnsEnabled: true,
      DnsOptions: { PrivateDnsPreference: "VERIFIED_DOMAINS_ONLY" },
    }),
  ),

  bad("lattice-logs", "a network that logs nothing", { Network: network("AWS_IAM") }),
  bad("lattice-logs", "a network that logs services only", { Network: network("AWS_IAM"), Log: log({}) }),
  good("lattice-logs", "a network that logs resources", {
    Network: network("AWS_IAM"),
    Log: log({ ServiceNetworkLogType: "RESOURCE" }),
  }),

  trap(
    "lattice-logs",
    "a network of services, whose requests are logged",
    {
      Network: network("AWS_IAM"),
      Log: log({ ServiceNetworkLogType: "SERVICE" }),
      Association: resource("AWS::VpcLattice::ServiceNetworkServiceAssociation", {
        ServiceNetworkIdentifier: ref("Network"),
        ServiceIdentifier: "svc-0123456789abcdef0",
      }),
    },
    { at: ["Network"] },
  ),

  bad("ram-external", "external principals", share({ AllowExternalPrincipals: true })),
  bad(
    "ram-external",
    "nothing said, which CloudFormation takes for yes",
    share({ AllowExternalPrincipals: undefined }),
    {
      cloudFormationOnly: true,
    },
  ),
  good("ram-external", "the organisation alone", share({})),

  bad("ram-principals", "everybody", share({ Principals: ["*"] })),
  bad("ram-principals", "an organisation's bare id", share({ Principals: ["o-a1b2c3d4e5"] })),
  good("ram-principals", "an account", share({})),
  trap(
    "ram-principals",
    "an organisational unit",
    share({ Principals: ["arn:aws:organizations::111122223333:ou/o-a1b2c3d4e5/ou-ab12-11111111"] }),
  ),

  bad(
    "ram-types",
    "a database cluster itself",
    share({ ResourceArns: [`arn:aws:rds:eu-west-1:${account}:cluster:orders`] }),
  ),
  trap(
    "ram-types",
    "a prefix list for the organisation's routes",
    share({
      ResourceArns: ["arn:aws:ec2:eu-west-1:111122223333:prefix-list/pl-0123456789abcdef0"],
    }),
  ),
  good("ram-types", "a resource configuration", share({})),

  bad(
    "ram-retain",
    "kept after leaving",
    share({
      ResourceShareConfiguration: { RetainSharingOnAccountLeaveOrganization: true },
    }),
  ),
  good(
    "ram-retain",
    "ended on leaving",
    share({
      ResourceShareConfiguration: { RetainSharingOnAccountLeaveOrganization: false },
    }),
  ),
];
