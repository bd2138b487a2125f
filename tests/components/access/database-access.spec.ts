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

describe("a DatabaseAccess to databases of several names", () => {
  const proxy = (name: string) => `${name}-1a2b3c4d.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com`;
  const ledger = shared("0123456789abcdef0", 5432);
  const VPC = "aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation";
  const to = (databases: DatabaseAccessArgs["databases"], change: Partial<DatabaseAccessArgs> = {}) =>
    deploy((opts) => new DatabaseAccess("access", { ...args, ...change, databases }, opts));
  const associations = ({ resources }: Deployment) =>
    resources.filter(({ type }) => type === ASSOCIATION).map(({ name }) => name);

  it("associates the configuration of a writer and a reader once, and accepts its share once", async () => {
    const made = await to({ ledger, "ledger-reader": { ...ledger, of: "ledger" } }, { acceptShares: true });
    assert.deepEqual(associations(made), ["access-ledger"]);
    assert.deepEqual(
      made.resources.filter(({ type }) => type === ACCEPTER).map(({ name }) => name),
      ["access-ledger"],
    );
  });

  it("names the association after the database, whichever of its names is taken", async () => {
    assert.deepEqual(associations(await to({ "ledger-reader": { ...ledger, of: "ledger" } })), ["access-ledger"]);
  });

  it("has the VPC resolve a proxy's name, and the names of its owner's other proxies", async () => {
    const { find } = await to({
      "orders-proxy": { ...orders, customDomainName: proxy("orders-proxy") },
      "billing-proxy": { ...billing, customDomainName: proxy("billing-proxy") },
    });
    const { inputs, opts } = find(VPC);
    assert.equal(inputs.privateDnsEnabled, true);
    assert.deepEqual(inputs.dnsOptions, {
      privateDnsPreference: "VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS",
      privateDnsSpecifiedDomains: ["*.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com"],
    });
    assert.equal(opts.deleteBeforeReplace, true);
    assert.equal(find(ASSOCIATION, "access-orders-proxy").inputs.privateDnsEnabled, true);
  });

  it("has it resolve any other name alone", async () => {
    const { find } = await to({ legacy: { ...orders, customDomainName: "db.proxy-x.example.internal" }, billing });
    assert.deepEqual(find(VPC).inputs.dnsOptions.privateDnsSpecifiedDomains, ["db.proxy-x.example.internal"]);
    assert.equal("privateDnsEnabled" in find(ASSOCIATION, "access-billing").inputs, false);
  });

  it("refuses more names than AWS takes", () => {
    const databases = Object.fromEntries(
      Array.from({ length: 11 }, (_, index) => [`d${index}`, { ...orders, customDomainName: `d${index}.example.org` }]),
    );
    assert.match(
      databaseAccessProblems({ databases }).join(),
      /^databases must have 10 domain names at most, .*d10\.ex/,
    );
  });
});
