import * as assert from "node:assert/strict";

import {
  DatabaseAccess,
  databaseAccessProblems,
  type DatabaseAccessArgs,
} from "../../../components/access/database-access";
import { awsAnswer } from "../aws-answer";
import { deploy, type Deployment } from "../deploy";

const shared = (name: string, port: number) => ({
  resourceConfigurationArn: `arn:aws:vpc-lattice:eu-west-1:111122223333:resourceconfiguration/rcfg-${name}`,
  resourceShareArn: `arn:aws:ram:eu-west-1:111122223333:resource-share/${name}`,
  port,
});
const orders = shared("0123456789abcdef0", 5432);
const billing = shared("fedcba98765432100", 3306);
const args: DatabaseAccessArgs = {
  vpcId: "vpc-2",
  databases: { orders, billing, audit: shared("0000000000000000a", 5432) },
  logKeyArn: "arn:aws:kms:eu-west-1:444455556666:key/logs",
};
const EGRESS = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule";
const INGRESS = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule";
const ASSOCIATION = "aws:vpclattice/serviceNetworkResourceAssociation:ServiceNetworkResourceAssociation";
const ACCEPTER = "aws:ram/resourceShareAccepter:ResourceShareAccepter";

describe("a DatabaseAccess", () => {
  let made: Deployment;
  before(async () => {
    made = await deploy((opts) => new DatabaseAccess("access", args, opts));
  });

  it("puts each database into the account's own network, by the id cut from its ARN", () => {
    assert.deepEqual(made.find(ASSOCIATION, "access-orders").inputs, {
      resourceConfigurationIdentifier: "rcfg-0123456789abcdef0",
      serviceNetworkIdentifier: "sn-0123456789abcdef0",
    });
  });

  it("ties the VPC to that network behind a security group", () => {
    const { inputs } = made.find("aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation");
    assert.deepEqual(inputs, {
      serviceNetworkIdentifier: "sn-0123456789abcdef0",
      vpcIdentifier: "vpc-2",
      securityGroupIds: ["access-association-security-group-id"],
    });
  });

  it("lets only clients through, on the databases' ports, one rule a port", () => {
    const rules = made.resources.filter(({ type }) => type === INGRESS);
    assert.deepEqual(
      rules.map(({ name, inputs }) => [
        name,
        inputs.securityGroupId,
        inputs.referencedSecurityGroupId,
        inputs.fromPort,
      ]),
      [
        ["access-5432-ingress", "access-association-security-group-id", "access-client-security-group-id", 5432],
        ["access-3306-ingress", "access-association-security-group-id", "access-client-security-group-id", 3306],
      ],
    );
  });

  it("lets clients out to Lattice's resource addresses only", () => {
    assert.deepEqual(made.find(EGRESS, "access-3306-egress").inputs, {
      securityGroupId: "access-client-security-group-id",
      cidrIpv4: "129.224.0.0/17",
      ipProtocol: "tcp",
      fromPort: 3306,
      toPort: 3306,
      description: "Client to databases in VPC Lattice",
    });
  });

  it("accepts no invitation, as there is none within an organisation", () => {
    assert.deepEqual(
      made.resources.filter(({ type }) => type === ACCEPTER),
      [],
    );
    assert.equal(made.find(ASSOCIATION, "access-orders").opts.dependsOn, undefined);
  });

  it("accepts each share once and before it uses what came with it, when told so", async () => {
    const databases = { orders, copy: { ...billing, resourceShareArn: orders.resourceShareArn } };
    const { resources, find } = await deploy(
      (opts) => new DatabaseAccess("access", { ...args, databases, acceptShares: true }, opts),
    );
    const accepters = resources.filter(({ type }) => type === ACCEPTER);
    assert.deepEqual(
      accepters.map(({ name, inputs }) => [name, inputs]),
      [["access-orders", { shareArn: orders.resourceShareArn }]],
    );
    assert.equal([find(ASSOCIATION, "access-copy").opts.dependsOn].flat().length, 1);
  });

  it("says whom to ask for Lattice's names, and none that AWS has not told it", async () => {
    const { outputs } = await deploy(() => {
      const { latticeNames, serviceNetworkId } = new DatabaseAccess("access", args);
      return { latticeNames, serviceNetworkId };
    });
    assert.deepEqual(outputs, {
      latticeNames: { orders: undefined, billing: undefined, audit: undefined },
      serviceNetworkId: "sn-0123456789abcdef0",
    });
  });

  it("hands on a name of Lattice's where AWS tells one", async () => {
    const telling = (type: string, name: string): object => ({
      ...awsAnswer(type, name),
      ...(type === ASSOCIATION && { dnsEntries: [{ domainName: `${name}.on.aws`, hostedZoneId: "Z1" }] }),
    });
    const { outputs } = await deploy(() => new DatabaseAccess("access", args).latticeNames, {}, telling);
    assert.equal(outputs["orders"], "access-orders.on.aws");
  });

  it("refuses wrong arguments with all that is wrong", async () => {
    const wrong = { ...args, databases: { orders: { ...orders, resourceConfigurationArn: "rcfg-1" } } };
    await assert.rejects(
      deploy(() => new DatabaseAccess("access", wrong)),
      /^Error: DatabaseAccess "access": databases\.orders\.resourceConfigurationArn must be the ARN of a resource configuration, got "rcfg-1"$/,
    );
    assert.deepEqual(databaseAccessProblems({ databases: {} }), []);
  });

  it("without databases has the security group its clients carry, and nothing that leads anywhere", async () => {
    const { resources, outputs } = await deploy(() => {
      const { latticeNames, clientSecurityGroupId } = new DatabaseAccess("access", { ...args, databases: {} });
      return { latticeNames, clientSecurityGroupId };
    });
    assert.deepEqual(
      resources.map(({ name }) => name),
      ["access", "access-client-security-group"],
    );
    assert.deepEqual(outputs, { latticeNames: {}, clientSecurityGroupId: "access-client-security-group-id" });
  });
});
