import assert from "node:assert/strict";
import { awsProvider } from "../../../../../local/providers/aws/provider";
import { Operations } from "../../../../../local/providers/framework/operations";
import { createLogGroup, logGroupArn } from "../../../../../local/services/logs/log-group";
import type { Services } from "../../../../../local/services/services";
import { consumer, owner, testServices } from "../../../test-services";
import { share } from "../../../services/sharing";
import { database, gatewayIn, network, producer, vpcWithRoom } from "../../../services/vpc-lattice/producer";
import { resourceOf } from "../../provider-calls";

describe("VPC Lattice's types of the aws provider", () => {
  let services: Services;
  let operations: Operations;
  beforeEach(() => {
    services = testServices();
    operations = new Operations(awsProvider, services);
  });
  const resource = (name: string, account = owner.account) =>
    resourceOf(operations, "aws", `aws:vpclattice/${name.charAt(0).toLowerCase()}${name.slice(1)}:${name}`, account);

  it("have after a refresh nothing to change, whatever was left to AWS", async () => {
    const { vpc, subnet } = await vpcWithRoom(services);
    const gateway = resource("ResourceGateway");
    const inputs = { name: "gateway", vpcId: vpc.id, subnetIds: [subnet.id] };
    const created = await gateway.create(inputs);
    assert.deepEqual(
      [created.properties.ipv4AddressesPerEni, created.properties.ipAddressType, created.properties.status],
      [16, "IPV4", "ACTIVE"],
    );
    const read = await gateway.read(created.id, created.inputs, created.properties);
    assert.deepEqual(gateway.diff(read.inputs, inputs).differences, []);
  });

  it("make a configuration of a database's ARN, without ports, and know them afterwards", async () => {
    const { instance, ...place } = await database(services);
    const gateway = await gatewayIn(services, place);
    const configuration = resource("ResourceConfiguration");
    const inputs = {
      name: "orders",
      type: "ARN",
      resourceGatewayIdentifier: gateway.id,
      resourceConfigurationDefinition: { arnResource: { arn: instance.arn } },
    };
    const created = await configuration.create(inputs);
    assert.deepEqual([created.properties.portRanges, created.properties.protocol], [["5432"], "TCP"]);
    const read = await configuration.read(created.id, created.inputs, created.properties);
    assert.deepEqual(configuration.diff(read.inputs, inputs).differences, []);
    await configuration.update(created.id, created.properties, { ...inputs, tags: { a: "1" } });
  });

  it("check a configuration's definition before AWS is asked", () => {
    const reasons = (inputs: object): readonly string[] =>
      resource("ResourceConfiguration")
        .check({ name: "orders", ...inputs })
        .failures.map(({ property, reason }) => `${property} ${reason}`);
    const arnResource = { arn: "arn:aws:rds:us-east-1:111111111111:db:orders" };
    assert.deepEqual(
      reasons({ type: "ARN", resourceConfigurationDefinition: { arnResource }, portRanges: ["5432"], protocol: "TCP" }),
      [
        "portRanges conflicts with arnResource: AWS knows it of the database; remove it",
        "protocol conflicts with arnResource: AWS knows it of the database; remove it",
      ],
    );
    const ipResource = { ipAddress: "10.0.0.1" };
    assert.deepEqual(reasons({ resourceConfigurationDefinition: { ipResource } }), [
      "portRanges is required with ipResource; set the ports of the resource",
    ]);
    assert.deepEqual(reasons({ resourceConfigurationDefinition: { arnResource, ipResource } }), [
      "resourceConfigurationDefinition must have exactly one of arnResource, dnsResource, ipResource, got arnResource, ipResource",
    ]);
  });

  it("replace a configuration whose DNS name changes, and update one whose IP address does", () => {
    const changed = (before: object, now: object): readonly unknown[] =>
      resource("ResourceConfiguration")
        .diff(
          { name: "a", type: "SINGLE", portRanges: ["1"], resourceConfigurationDefinition: before },
          { name: "a", portRanges: ["1"], resourceConfigurationDefinition: now },
        )
        .differences.map(({ path, replaces }) => [path, replaces]);
    const dns = (domainName: string) => ({ dnsResource: { domainName, ipAddressType: "IPV4" } });
    const ip = (ipAddress: string) => ({ ipResource: { ipAddress } });
    assert.deepEqual(changed(dns("a.com"), dns("b.com")), [
      ["resourceConfigurationDefinition.dnsResource.domainName", true],
    ]);
    assert.deepEqual(changed(ip("10.0.0.1"), ip("10.0.0.2")), [
      ["resourceConfigurationDefinition.ipResource.ipAddress", false],
    ]);
  });

  it("tell an association's DNS name", async () => {
    const { configuration } = await producer(services);
    const { id } = await network(services, owner);
    const created = await resource("ServiceNetworkResourceAssociation").create({
      resourceConfigurationIdentifier: configuration.id,
      serviceNetworkIdentifier: id,
    });
    const [entry] = created.properties.dnsEntries as { domainName: string }[];
    assert.match(entry?.domainName ?? "", /^snra-.*\.rcfg-.*\.vpc-lattice-rsc\.us-east-1\.on\.aws$/);
  });

  it("refuse a configuration's ARN where the provider reads back its id", () => {
    const { failures } = resource("ServiceNetworkResourceAssociation").check({
      resourceConfigurationIdentifier: "arn:aws:vpc-lattice:us-east-1:111111111111:resourceconfiguration/rcfg-1",
      serviceNetworkIdentifier: "sn-1",
    });
    assert.match(failures[0]?.reason ?? "", /^must be the id \(rcfg-1\), not the ARN/);
  });

  it("keep a shared network's ARN as the program has it, and take its id for the same", async () => {
    const shared = await network(services, owner);
    await share(services, shared.arn, consumer.account);
    const { vpc } = await vpcWithRoom(services, consumer);
    const association = resource("ServiceNetworkVpcAssociation", consumer.account);
    const inputs = { serviceNetworkIdentifier: shared.arn, vpcIdentifier: vpc.id };
    const created = await association.create(inputs);
    const read = await association.read(created.id, created.inputs, created.properties);
    assert.equal(read.inputs.serviceNetworkIdentifier, shared.arn);
    assert.deepEqual(association.diff(read.inputs, { ...inputs, serviceNetworkIdentifier: shared.id }).differences, []);
  });

  it("take a log group's ARN with or without its asterisk", async () => {
    const { id } = await network(services, owner);
    const settings = { deletionProtectionEnabled: false, tags: {} };
    await createLogGroup(services, owner, { logGroupName: "lattice", logGroupClass: "STANDARD", ...settings });
    const subscription = resource("AccessLogSubscription");
    const inputs = {
      resourceIdentifier: id,
      destinationArn: `${logGroupArn(owner, "lattice")}:*`,
      serviceNetworkLogType: "RESOURCE",
    };
    const { inputs: before } = await subscription.create(inputs);
    const without = { ...inputs, destinationArn: logGroupArn(owner, "lattice") };
    assert.deepEqual(subscription.diff(before, without).differences, []);
  });

  it("send an auth policy without line breaks", async () => {
    const { id } = await network(services, owner);
    const policy = JSON.stringify({ Version: "2012-10-17", Statement: [] }, undefined, 2);
    const { properties } = await resource("AuthPolicy").create({ resourceIdentifier: id, policy });
    assert.deepEqual([properties.policy, properties.state], ['{"Version":"2012-10-17","Statement":[]}', "Active"]);
  });

  it("are imported by their ids", async () => {
    const { configuration } = await producer(services);
    const { inputs } = await resource("ResourceConfiguration").read(configuration.id);
    assert.deepEqual([inputs.name, inputs.type, inputs.portRanges], ["database", "SINGLE", ["5432"]]);
  });

  it("are not read by another account", async () => {
    const { id } = await network(services, owner);
    assert.equal((await resource("ServiceNetwork", consumer.account).read(id)).id, "");
  });

  it("are gone without complaint when they are gone already", async () => {
    await resource("ServiceNetwork").delete("sn-0123456789abcdef0");
    await resource("ServiceNetworkVpcAssociation").delete("snva-0123456789abcdef0");
  });
});
