import assert from "node:assert/strict";
import type { Services } from "../../../../local/services/services";
import { resourceConfigurationKind } from "../../../../local/services/vpc-lattice/entities";
import {
  createResourceConfiguration,
  deleteResourceConfiguration,
  updateResourceConfiguration,
  type CreateResourceConfigurationRequest,
} from "../../../../local/services/vpc-lattice/resource-configurations";
import { createResourceAssociation } from "../../../../local/services/vpc-lattice/resource-associations";
import { consumer, owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { createClusterInstance } from "../../../../local/services/rds/clusters/cluster-instance";
import { attachInternetGateway, clusterInstanceRequest } from "../surroundings";
import { clusterDatabase, database, dnsConfiguration, gatewayIn, network, producer, vpcWithRoom } from "./producer";

describe("a resource configuration", () => {
  let services: Services;
  let gatewayId: string;
  beforeEach(async () => {
    services = testServices();
    gatewayId = (await gatewayIn(services, await vpcWithRoom(services))).id;
  });
  const create = (changes: Partial<CreateResourceConfigurationRequest> = {}) =>
    createResourceConfiguration(services, owner, dnsConfiguration(gatewayId, changes));
  const ip = (ipAddress: string) => ({ resourceConfigurationDefinition: { ipResource: { ipAddress } } });
  const dns = (domainName: string) => ({
    resourceConfigurationDefinition: { dnsResource: { domainName, ipAddressType: "IPV4" as const } },
  });
  const group = () => create({ name: "group", type: "GROUP", resourceConfigurationDefinition: undefined });

  it("is not open to sharable networks unless it says so", async () => {
    assert.equal((await create()).data.allowAssociationToShareableServiceNetwork, false);
  });

  for (const name of ["rcfg-orders", "Orders", "db", "d".repeat(41)]) {
    it(`is not called ${name}`, async () => {
      await refused(() => create({ name }), "ValidationException");
    });
  }

  for (const range of ["0", "65536", "5440-5432", "http", "80,443"]) {
    it(`has no port range ${range}`, async () => {
      await refused(() => create({ portRanges: [range] }), "ValidationException", /is not a port range/);
    });
  }

  it("has no host name for an IP address", async () => {
    await refused(create(ip("orders.example.com")), "ValidationException", /a host name belongs into dnsResource/);
  });

  it("has only private IP addresses", async () => {
    for (const address of ["10.0.0.5", "100.64.0.1", "172.31.0.1", "192.168.1.1"]) {
      await create({ name: `ip-${address.replaceAll(".", "-")}`, ...ip(address) });
    }
    for (const address of ["8.8.8.8", "100.128.0.1", "172.32.0.1", "192.169.0.1"]) {
      await refused(create({ name: "public", ...ip(address) }), "ValidationException", /is not in 10\.0\.0\.0\/8/);
    }
  });

  it("has no IP address for a domain name", async () => {
    await refused(create(dns("10.0.0.1")), "ValidationException", /is not a domain name/);
    await refused(create(dns("-a.example.com")), "ValidationException", /is not a domain name/);
  });

  for (const [situation, changes, words] of [
    ["SINGLE without a definition", { resourceConfigurationDefinition: undefined }, /needs a definition/],
    ["SINGLE without ports", { portRanges: [] }, /needs port ranges/],
    ["SINGLE without a gateway", { resourceGatewayIdentifier: undefined }, /needs a resource gateway/],
    ["GROUP with a definition", { type: "GROUP" }, /has no definition/],
    ["CHILD without a group", { type: "CHILD" }, /needs a resource configuration group/],
    ["SINGLE with a group domain", { groupDomain: "example.com" }, /cannot have a group domain/],
  ] as const) {
    it(`cannot be ${situation}`, async () => {
      await refused(() => create(changes), "ValidationException", words);
    });
  }

  it("in a group uses the group's gateway", async () => {
    const { id } = await group();
    const child = await create({
      name: "child",
      type: "CHILD",
      resourceGatewayIdentifier: undefined,
      resourceConfigurationGroupIdentifier: id,
    });
    assert.equal(child.data.resourceGatewayId, gatewayId);
    await refused(deleteResourceConfiguration(services, owner, id), "ConflictException", new RegExp(child.id));
  });

  it("in a group has a custom domain name within the group's domain", async () => {
    const { id } = await create({
      name: "group",
      type: "GROUP",
      resourceConfigurationDefinition: undefined,
      groupDomain: "example.com",
    });
    const child = (customDomainName: string) =>
      create({
        name: "child",
        type: "CHILD",
        resourceGatewayIdentifier: undefined,
        resourceConfigurationGroupIdentifier: id,
        customDomainName,
      });
    await refused(child("db.example.org"), "ValidationException", /must be within the group's domain \(example\.com\)/);
    await child("db.example.com");
  });

  it("can change its ports, its openness and its IP address, but neither DNS name nor ARN", async () => {
    const byIp = await create({ name: "by-ip", ...ip("10.0.0.5") });
    await updateResourceConfiguration(services, owner, byIp.id, { portRanges: ["5433"], ...ip("10.0.0.6") });
    const { portRanges, resourceConfigurationDefinition } =
      services.store.get(resourceConfigurationKind, byIp.id)?.data ?? {};
    assert.deepEqual(
      [portRanges, resourceConfigurationDefinition],
      [["5433"], { ipResource: { ipAddress: "10.0.0.6" } }],
    );
    const byName = await create();
    await refused(
      updateResourceConfiguration(services, owner, byName.id, dns("other.example.com")),
      "ValidationException",
      /cannot modify resource configuration DNS or ARN/,
    );
  });

  it("needs a gateway of its own account", async () => {
    await refused(
      createResourceConfiguration(services, consumer, dnsConfiguration(gatewayId)),
      "ResourceNotFoundException",
      /Resource gateway/,
    );
  });

  it("cannot be deleted while it is associated with a service network", async () => {
    const other = testServices();
    const { configuration } = await producer(other);
    const { id } = await network(other, owner);
    const request = { serviceNetworkIdentifier: id, resourceConfigurationIdentifier: configuration.id, tags: {} };
    const association = await createResourceAssociation(other, owner, request);
    await refused(
      deleteResourceConfiguration(other, owner, configuration.id),
      "ConflictException",
      new RegExp(association.id),
    );
  });
});

describe("a resource configuration of type ARN", () => {
  const arnConfiguration = (gatewayId: string, arn: string, changes = {}): CreateResourceConfigurationRequest => ({
    name: "orders",
    type: "ARN",
    resourceGatewayIdentifier: gatewayId,
    resourceConfigurationDefinition: { arnResource: { arn } },
    tags: {},
    ...changes,
  });

  it("has the port of its database, without being told", async () => {
    const services = testServices();
    const { instance, ...place } = await database(services, { port: 6000 });
    const gateway = await gatewayIn(services, place);
    const { data } = await createResourceConfiguration(services, owner, arnConfiguration(gateway.id, instance.arn));
    assert.deepEqual(data.portRanges, ["6000"]);
  });

  it("takes neither ports nor a protocol", async () => {
    const services = testServices();
    const { instance, ...place } = await database(services);
    const { id } = await gatewayIn(services, place);
    for (const changes of [{ portRanges: ["5432"] }, { protocol: "TCP" }]) {
      await refused(
        () => createResourceConfiguration(services, owner, arnConfiguration(id, instance.arn, changes)),
        "ValidationException",
        /takes neither port ranges nor a protocol/,
      );
    }
  });

  it("needs a private database", async () => {
    const services = testServices();
    const { instance, ...place } = await database(services);
    // What RDS would take needs an internet gateway; here only the answer of Lattice matters.
    await services.store.put({ ...instance, data: { ...instance.data, publiclyAccessible: true } });
    const { id } = await gatewayIn(services, place);
    await refused(
      createResourceConfiguration(services, owner, arnConfiguration(id, instance.arn)),
      "ValidationException",
      /is publicly accessible; only private databases/,
    );
  });

  it("needs a gateway that resolves DNS publicly", async () => {
    const services = testServices();
    const { instance, ...place } = await database(services);
    const { id } = await gatewayIn(services, place, { resourceConfigDnsResolution: "IN_VPC" });
    await refused(
      createResourceConfiguration(services, owner, arnConfiguration(id, instance.arn)),
      "ValidationException",
      /IN_VPC does not support ARN resources/,
    );
  });

  it("needs an existing RDS database of its own account and Region", async () => {
    const services = testServices();
    const { id } = await gatewayIn(services, await vpcWithRoom(services));
    const reject = (arn: string, words: RegExp) =>
      refused(createResourceConfiguration(services, owner, arnConfiguration(id, arn)), "ValidationException", words);
    await reject("arn:aws:rds:us-east-1:111111111111:db:nothing", /does not exist/);
    await reject("arn:aws:rds:us-east-1:222222222222:db:orders", /must be a database of account 111111111111/);
    await reject("arn:aws:rds:eu-west-1:111111111111:db:orders", /in us-east-1/);
    await reject("arn:aws:dynamodb:us-east-1:111111111111:table/t", /only Amazon RDS databases are supported/);
  });

  it("of an Aurora cluster has its port", async () => {
    const services = testServices();
    const { cluster, vpc, subnet } = await clusterDatabase(services);
    const gateway = await gatewayIn(services, { vpc, subnet });
    const request = arnConfiguration(gateway.id, cluster.arn);
    assert.deepEqual((await createResourceConfiguration(services, owner, request)).data.portRanges, ["5432"]);
  });

  it("of an Aurora cluster with a public instance is refused", async () => {
    const services = testServices();
    const { cluster, vpc, subnet } = await clusterDatabase(services);
    await attachInternetGateway(services, vpc.id);
    await createClusterInstance(services, owner, clusterInstanceRequest({ publiclyAccessible: true }));
    const gateway = await gatewayIn(services, { vpc, subnet });
    await refused(
      createResourceConfiguration(services, owner, arnConfiguration(gateway.id, cluster.arn)),
      "ValidationException",
      /is publicly accessible; only private databases/,
    );
  });
});
