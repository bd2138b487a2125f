import * as native from "@pulumi/aws-native/ec2";
import * as ec2 from "@pulumi/aws/ec2";
import * as vpc from "@pulumi/aws/vpc";
import { change, changeFrom, type InsecureSetting, type Program } from "./insecure-setting";

const group = "aws:ec2/securityGroup:SecurityGroup";
const egress = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const description = "Somebody said it was needed";
const postgres = { ipProtocol: "tcp", fromPort: 5432, toPort: 5432, description };

/** A rule of its own that lets somebody into the database's group, whose id is unknown before the update. */
const admits = (from: (program: Program) => Partial<vpc.SecurityGroupIngressRuleArgs>): InsecureSetting["mistake"] => ({
  add: (program) =>
    new vpc.SecurityGroupIngressRule("visitors", {
      ...postgres,
      securityGroupId: program.resource(ec2.SecurityGroup, "databases-5432-security-group").id,
      ...from(program),
    }),
});

/** Who reaches the database and what the gateway reaches. */
export const securityGroupSettings: readonly InsecureSetting[] = [
  {
    title: "a database in the default security group",
    mistake: change("aws:rds/instance:Instance", "orders-instance", { vpcSecurityGroupIds: undefined }),
    refusal: { rule: "rds-own-network", resource: "orders-instance", says: "vpcSecurityGroupIds is left out" },
  },
  {
    title: "a database open to the internet by its group's own rules",
    mistake: change(group, "databases-5432-security-group", {
      ingress: [{ protocol: "tcp", fromPort: 5432, toPort: 5432, cidrBlocks: ["0.0.0.0/0"], description }],
    }),
    refusal: {
      rule: "sg-no-world-ingress",
      resource: "databases-5432-security-group",
      says: "ingress[0].cidrBlocks[0] is 0.0.0.0/0, which is the internet",
    },
    also: ["rds-sg-only-from-gateway", "database-audience-as-declared"],
  },
  {
    title: "a database open to half of the internet",
    mistake: admits(() => ({ cidrIpv4: "128.0.0.0/1" })),
    refusal: {
      rule: "sg-no-world-ingress",
      resource: "visitors",
      says: "cidrIpv4 is 128.0.0.0/1, which is the internet",
    },
    also: ["rds-sg-only-from-gateway"],
  },
  {
    title: "a database open to the internet over IPv6 by a rule of the old kind",
    mistake: {
      add: ({ resource }) =>
        new ec2.SecurityGroupRule("visitors", {
          type: "ingress",
          protocol: "tcp",
          fromPort: 5432,
          toPort: 5432,
          ipv6CidrBlocks: ["::/0"],
          description,
          securityGroupId: resource(ec2.SecurityGroup, "databases-5432-security-group").id,
        }),
    },
    refusal: {
      rule: "sg-no-world-ingress",
      resource: "visitors",
      says: "ipv6CidrBlocks[0] is ::/0, which is the internet",
    },
    also: ["rds-sg-only-from-gateway"],
  },
  {
    title: "a database open to a prefix list (aws-native) that has the internet in it",
    mistake: admits(({ native: options }) => ({
      prefixListId: new native.PrefixList(
        "partners",
        { prefixListName: "partners", addressFamily: "IPv4", maxEntries: 5, entries: [{ cidr: "0.0.0.0/0" }] },
        options,
      ).prefixListId,
    })),
    refusal: {
      rule: "sg-no-world-ingress",
      resource: "visitors",
      says: "prefixListId is a list that has the internet in it",
    },
    also: ["rds-sg-only-from-gateway", "database-audience-as-declared"],
  },
  {
    title: "a database open to all private networks",
    mistake: admits(() => ({ cidrIpv4: "10.0.0.0/8" })),
    refusal: {
      rule: "sg-no-wide-private-ingress",
      resource: "visitors",
      says: "cidrIpv4 is 10.0.0.0/8, wider than /24",
    },
    also: ["rds-sg-only-from-gateway", "database-audience-as-declared"],
  },
  {
    title: "a database open to a few addresses on every port",
    mistake: admits(() => ({ cidrIpv4: "10.0.1.0/28", ipProtocol: "-1", fromPort: undefined, toPort: undefined })),
    refusal: {
      rule: "sg-no-all-ports-ingress",
      resource: "visitors",
      says: "this rule opens every port to a block of addresses",
    },
    also: ["rds-sg-only-from-gateway", "database-audience-as-declared"],
  },
  {
    title: "a database open to a group that is not the gateway's",
    mistake: admits(({ resource }) => ({
      referencedSecurityGroupId: new ec2.SecurityGroup("office", {
        vpcId: resource(ec2.Vpc, "network-vpc").id,
        description: "The office",
      }).id,
    })),
    refusal: {
      rule: "rds-sg-only-from-gateway",
      resource: "visitors",
      says: "referencedSecurityGroupId admits another source than the gateway to orders-instance",
    },
    also: ["database-audience-as-declared"],
  },
  {
    title: "a gateway that reaches the internet",
    mistake: change(egress, "db-5432-egress", {
      referencedSecurityGroupId: undefined,
      cidrIpv4: "0.0.0.0/0",
      ipProtocol: "-1",
      fromPort: undefined,
      toPort: undefined,
    }),
    refusal: {
      rule: "sg-no-open-egress",
      resource: "db-5432-egress",
      says: "cidrIpv4 lets every port out to the internet",
    },
    also: ["lattice-gateway-egress-to-database-only"],
  },
  {
    title: "a gateway that reaches more than the database's port",
    mistake: change(egress, "db-5432-egress", { fromPort: 0, toPort: 65535 }),
    refusal: {
      rule: "lattice-gateway-egress-to-database-only",
      resource: "db-5432-egress",
      says: "this rule lets db-gateway reach more than its databases' ports",
    },
  },
  {
    title: "a gateway that reaches a group which is no database's",
    mistake: changeFrom(egress, "db-5432-egress", ({ resource }) => ({
      referencedSecurityGroupId: resource(ec2.SecurityGroup, "db-security-group").id,
    })),
    refusal: {
      rule: "lattice-gateway-egress-to-database-only",
      resource: "db-5432-egress",
      says: "referencedSecurityGroupId lets db-gateway reach what is none of its databases",
    },
  },
  {
    title: "a default security group with a rule",
    mistake: change("aws:ec2/defaultSecurityGroup:DefaultSecurityGroup", "network-default-security-group", {
      ingress: [{ protocol: "-1", fromPort: 0, toPort: 0, self: true, description }],
    }),
    refusal: {
      rule: "sg-default-closed",
      resource: "network-default-security-group",
      says: "ingress[0] is a rule in the default group",
    },
  },
];
