import * as native from "@pulumi/aws-native/vpclattice";
import * as ec2 from "@pulumi/aws/ec2";
import * as kms from "@pulumi/aws/kms";
import * as ram from "@pulumi/aws/ram";
import * as vpclattice from "@pulumi/aws/vpclattice";
import { change, changeFrom, type InsecureSetting, type Program } from "./insecure-setting";
import { document } from "./policy-documents";

const gateway = "aws:vpclattice/resourceGateway:ResourceGateway";
const configuration = "aws:vpclattice/resourceConfiguration:ResourceConfiguration";

/** A service network (aws-native) that has nothing wrong with it but that nothing logs it. */
const network = ({ native: options }: Program, name = "shop"): native.ServiceNetwork =>
  new native.ServiceNetwork(name, { authType: "AWS_IAM" }, options);

/** The gateway, its configuration and what they are associated with. */
export const latticeSettings: readonly InsecureSetting[] = [
  {
    title: "a gateway in the default security group because it names none",
    mistake: change(gateway, "db-gateway", { securityGroupIds: undefined }),
    refusal: {
      rule: "lattice-gateway-security-groups",
      resource: "db-gateway",
      says: "securityGroupIds is left out",
    },
  },
  {
    title: "a gateway in the default security group by its id, unknown before the update",
    mistake: changeFrom(gateway, "db-gateway", ({ resource }) => ({
      securityGroupIds: [resource(ec2.DefaultSecurityGroup, "network-default-security-group").id],
    })),
    refusal: {
      rule: "lattice-gateway-security-groups",
      resource: "db-gateway",
      says: "securityGroupIds has the VPC's default group",
    },
    // The database still admits the group that the gateway should have.
    also: ["rds-sg-only-from-gateway", "database-audience-as-declared"],
  },
  {
    title: "a configuration that leads to any name of the network",
    mistake: change(configuration, "db-orders", {
      type: "SINGLE",
      portRanges: ["5432"],
      protocol: "TCP",
      resourceConfigurationDefinition: {
        dnsResource: { domainName: "intranet.example.com", ipAddressType: "IPV4" },
      },
    }),
    refusal: {
      rule: "lattice-config-target",
      resource: "db-orders",
      says: "resourceConfigurationDefinition.dnsResource.domainName is intranet.example.com, which is no RDS endpoint",
    },
  },
  {
    title: "a configuration that leads to something else than a database, unknown before the update",
    mistake: changeFrom(configuration, "db-orders", ({ resource }) => ({
      resourceConfigurationDefinition: { arnResource: { arn: resource(kms.Key, "orders-key").arn } },
    })),
    refusal: {
      rule: "lattice-config-target",
      resource: "db-orders",
      says: "resourceConfigurationDefinition leads to orders-key, which is no RDS database",
    },
  },
  {
    title: "a configuration (aws-native) that opens a range of ports",
    mistake: {
      add: ({ resource, native: options }) =>
        new native.ResourceConfiguration(
          "reports",
          {
            name: "reports",
            resourceConfigurationType: "SINGLE",
            resourceGatewayId: resource(vpclattice.ResourceGateway, "db-gateway").id,
            portRanges: ["1024-65535"],
            protocolType: "TCP",
            resourceConfigurationDefinition: {
              dnsResource: {
                domainName: "reports.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com",
                ipAddressType: "IPV4",
              },
            },
          },
          options,
        ),
    },
    refusal: {
      rule: "lattice-config-ports",
      resource: "reports",
      says: "portRanges[0] is 1024-65535, not a single port",
    },
  },
  {
    title: "a configuration that a consumer may put into a network it shares",
    mistake: change(configuration, "db-orders", { allowAssociationToShareableServiceNetwork: true }),
    refusal: {
      rule: "lattice-config-no-reshare",
      resource: "db-orders",
      says: "allowAssociationToShareableServiceNetwork is true",
    },
    profile: "strict",
  },
  {
    title: "a service network (aws-native) of auth type NONE",
    mistake: {
      add: ({ native: options }) => new native.ServiceNetwork("shop", { authType: "NONE" }, options),
    },
    refusal: { rule: "lattice-auth-type-iam", resource: "shop", says: "authType is NONE" },
  },
  {
    title: "an auth policy (aws-native) that admits everyone",
    mistake: {
      add: (program) =>
        new native.AuthPolicy(
          "shop",
          {
            resourceIdentifier: network(program).awsId,
            policy: document({ Principal: "*", Action: "vpc-lattice-svcs:Invoke", Resource: "*" }),
          },
          program.native,
        ),
    },
    refusal: {
      rule: "lattice-no-open-auth-policy",
      resource: "shop",
      says: "policy.Statement[0].Principal admits everyone",
    },
  },
  {
    title: "a network's association (aws-native) without security groups",
    mistake: {
      add: (program) =>
        new native.ServiceNetworkVpcAssociation(
          "shop",
          {
            serviceNetworkIdentifier: network(program).awsId,
            vpcIdentifier: program.resource(ec2.Vpc, "network-vpc").id,
          },
          program.native,
        ),
    },
    refusal: {
      rule: "lattice-association-security-groups",
      resource: "shop",
      says: "securityGroupIds is left out",
    },
  },
  {
    title: "an association in which producers may take over every name",
    mistake: {
      add: (program) =>
        new vpclattice.ServiceNetworkVpcAssociation("shop", {
          serviceNetworkIdentifier: network(program).awsId,
          vpcIdentifier: program.resource(ec2.Vpc, "network-vpc").id,
          securityGroupIds: [program.resource(ec2.SecurityGroup, "db-security-group").id],
          privateDnsEnabled: true,
          dnsOptions: { privateDnsPreference: "ALL_DOMAINS" },
        }),
    },
    refusal: {
      rule: "lattice-private-dns-scope",
      resource: "shop",
      says: "dnsOptions.privateDnsPreference is ALL_DOMAINS",
    },
  },
  {
    title: "an endpoint to the database without security groups",
    mistake: {
      add: ({ resource }) =>
        new ec2.VpcEndpoint("door", {
          vpcEndpointType: "Resource",
          vpcId: resource(ec2.Vpc, "network-vpc").id,
          subnetIds: [resource(ec2.Subnet, "network-gateway-a").id],
          resourceConfigurationArn: resource(vpclattice.ResourceConfiguration, "db-orders").arn,
        }),
    },
    refusal: {
      rule: "lattice-association-security-groups",
      resource: "door",
      says: "securityGroupIds is left out",
    },
  },
  {
    title: "a database whose connections nobody logs",
    mistake: changeFrom(
      "aws:vpclattice/accessLogSubscription:AccessLogSubscription",
      "db-orders-access-log",
      (program) => ({ resourceIdentifier: network(program).awsId, serviceNetworkLogType: "RESOURCE" }),
    ),
    refusal: {
      rule: "lattice-access-logs",
      resource: "db-orders",
      says: "AccessLogSubscription is missing for this configuration",
    },
    profile: "strict",
  },
  {
    title: "a database taken from an account nobody knows",
    mistake: {
      add: () =>
        new ram.ResourceShareAccepter("theirs", {
          shareArn: "arn:aws:ram:eu-west-1:999988887777:resource-share/01234567-89ab-cdef-0123-456789abcdef",
        }),
    },
    refusal: { rule: "lattice-foreign-producer", resource: "theirs", says: "shareArn is of account 999988887777" },
    profile: "organisation",
  },
];
