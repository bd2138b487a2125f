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

describe("a DatabaseAccess by endpoints", () => {
  const ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint";
  const LIST = "aws:vpc/getEndpointAssociations:getEndpointAssociations";
  const subnetIds = ["subnet-a", "subnet-b"];
  const group = { ...orders, address: "orders.cluster-abc.eu-west-1.rds.amazonaws.com" };
  const reader = { ...group, address: "orders.cluster-ro-abc.eu-west-1.rds.amazonaws.com", of: "orders" };
  const child = (dnsName: string, arn: string, ownName?: string) => ({
    associatedResourceArn: `${arn}-child`,
    resourceConfigurationGroupArn: arn,
    dnsEntries: [{ dnsName, hostedZoneId: "Z1" }],
    privateDnsEntries: ownName === undefined ? [] : [{ dnsName: ownName, hostedZoneId: "Z2" }],
  });
  const to = (
    kind: "service-network-endpoint" | "resource-endpoint",
    databases: DatabaseAccessArgs["databases"],
    associations: (id: string) => readonly object[] = () => [],
    change: Partial<DatabaseAccessArgs> = {},
  ) =>
    deploy(
      (opts) => {
        const all = { ...args, endpoints: { kind, subnetIds }, ...change, databases };
        const { latticeNames, endpointIds, serviceNetworkId } = new DatabaseAccess("access", all, opts);
        return { latticeNames, endpointIds, serviceNetworkId };
      },
      { [LIST]: ({ vpcEndpointId }) => ({ associations: associations(vpcEndpointId) }) },
    );
  const typesOf = ({ resources }: Deployment) => resources.map(({ type }) => type);

  it("leads one endpoint to the network that carries the databases, in place of the VPC's association", async () => {
    const made = await to("service-network-endpoint", { orders, billing });
    assert.deepEqual(made.find(ENDPOINT).inputs, {
      vpcId: "vpc-2",
      vpcEndpointType: "ServiceNetwork",
      serviceNetworkArn: "arn:aws:vpc-lattice:eu-west-1:111122223333:servicenetwork/sn-0123456789abcdef0",
      subnetIds,
      securityGroupIds: ["access-endpoint-security-group-id"],
      privateDnsEnabled: true,
      tags: { Name: "access-endpoint" },
    });
    assert.equal(typesOf(made).filter((type) => type === ASSOCIATION).length, 2);
    assert.ok(!typesOf(made).some((type) => type.endsWith(":ServiceNetworkVpcAssociation")));
    assert.equal(made.outputs.serviceNetworkId, "sn-0123456789abcdef0");
  });

  it("leads one endpoint to each configuration, with no service network at all", async () => {
    const made = await to("resource-endpoint", { orders: group, "orders-reader": reader, billing });
    const found = made.resources.filter(({ type }) => type === ENDPOINT);
    assert.deepEqual(
      found.map(({ name, inputs }) => [name, inputs.vpcEndpointType, inputs.resourceConfigurationArn]),
      [
        ["access-orders-endpoint", "Resource", orders.resourceConfigurationArn],
        ["access-billing-endpoint", "Resource", billing.resourceConfigurationArn],
      ],
    );
    assert.ok(!typesOf(made).some((type) => /ServiceNetwork/.test(type)));
    assert.deepEqual(made.outputs.endpointIds, ["access-orders-endpoint-id", "access-billing-endpoint-id"]);
  });

  it("lets clients out to the endpoints' own group, by whatever addresses, and them alone in", async () => {
    const { find, resources } = await to("resource-endpoint", { orders }, undefined, { ipv6: true });
    assert.deepEqual(find(EGRESS).inputs, {
      securityGroupId: "access-client-security-group-id",
      referencedSecurityGroupId: "access-endpoint-security-group-id",
      ipProtocol: "tcp",
      fromPort: 5432,
      toPort: 5432,
      description: "Client to endpoints of databases",
    });
    const { securityGroupId, referencedSecurityGroupId } = find(INGRESS).inputs;
    assert.deepEqual(
      [securityGroupId, referencedSecurityGroupId],
      ["access-endpoint-security-group-id", "access-client-security-group-id"],
    );
    assert.equal(resources.filter(({ type }) => type === EGRESS).length, 1);
  });

  it("makes an endpoint after the share is accepted, and before no other of the same names", async () => {
    const { find } = await to("resource-endpoint", { orders }, undefined, { acceptShares: true });
    const { dependsOn, deleteBeforeReplace } = find(ENDPOINT).opts;
    assert.equal([dependsOn].flat().length, 1);
    assert.equal(deleteBeforeReplace, true);
  });

  it("tells the names that AWS lists of endpoints, by the database's own name or by its configuration", async () => {
    const arn = orders.resourceConfigurationArn;
    const listed = [child("w.on.aws", arn, group.address), child("r.on.aws", arn, reader.address)];
    const byNetwork = await to("service-network-endpoint", { orders: group, "orders-reader": reader }, () => listed);
    assert.deepEqual(byNetwork.outputs.latticeNames, { orders: "w.on.aws", "orders-reader": "r.on.aws" });
    const byResource = await to("resource-endpoint", { orders: group, billing }, (id) =>
      id === "access-orders-endpoint-id" ? [child("o.on.aws", arn)] : [],
    );
    assert.deepEqual(byResource.outputs.latticeNames, { orders: "o.on.aws", billing: undefined });
  });

  it("tells no name where it could be the writer's or the reader's", async () => {
    const arn = orders.resourceConfigurationArn;
    const listed = [child("w.on.aws", arn), child("r.on.aws", arn)];
    for (const databases of [{ orders: group, "orders-reader": reader }, { orders: group }]) {
      const { outputs } = await to("resource-endpoint", databases, () => listed);
      assert.deepEqual(
        Object.values(outputs.latticeNames),
        Object.keys(databases).map(() => undefined),
      );
    }
  });

  it("goes on without names where AWS knows no such endpoint, so that one can be made again", async () => {
    const failing = (): never => {
      throw new Error("InvalidVpcEndpointId.NotFound");
    };
    const { outputs } = await to("resource-endpoint", { orders }, failing);
    assert.deepEqual(outputs.latticeNames, { orders: undefined });
  });

  it("asks for each domain name by its endpoint, or for none where the VPC is not to resolve any", async () => {
    const named = { orders: { ...orders, customDomainName: "db.example.internal" } };
    const { inputs } = (await to("resource-endpoint", named)).find(ENDPOINT);
    assert.deepEqual(inputs.dnsOptions.privateDnsSpecifiedDomains, ["db.example.internal"]);
    const off = (await to("resource-endpoint", named, undefined, { privateDns: false })).find(ENDPOINT);
    assert.deepEqual([off.inputs.privateDnsEnabled, off.inputs.dnsOptions], [false, undefined]);
  });
});

describe("a DatabaseAccess by a service network that is there already", () => {
  const serviceNetwork = {
    id: "sn-00000000000000001",
    arn: "arn:aws:vpc-lattice:eu-west-1:111122223333:servicenetwork/x",
  };

  it("puts the databases into it and makes none, nor anything of it", async () => {
    const made = await deploy((opts) => new DatabaseAccess("access", { ...args, serviceNetwork }, opts));
    assert.equal(made.find(ASSOCIATION, "access-orders").inputs.serviceNetworkIdentifier, serviceNetwork.id);
    const { inputs } = made.find("aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation");
    assert.equal(inputs.serviceNetworkIdentifier, serviceNetwork.id);
    assert.ok(!made.resources.some(({ type }) => /:ServiceNetwork$|AccessLogSubscription|LogGroup/.test(type)));
  });

  it("asks for no name in its VPC association where the VPC is not to resolve any", async () => {
    const databases = { orders: { ...orders, customDomainName: "db.example.internal" } };
    const { find } = await deploy(
      (opts) => new DatabaseAccess("access", { ...args, databases, privateDns: false }, opts),
    );
    const { inputs } = find("aws:vpclattice/serviceNetworkVpcAssociation:ServiceNetworkVpcAssociation");
    assert.equal(inputs.privateDnsEnabled, undefined);
  });
});
