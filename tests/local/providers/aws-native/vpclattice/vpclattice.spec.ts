import assert from "node:assert/strict";
import { awsNativeProvider } from "../../../../../local/providers/aws-native/provider";
import { awsProvider } from "../../../../../local/providers/aws/provider";
import { Operations } from "../../../../../local/providers/framework/operations";
import type { Services } from "../../../../../local/services/services";
import { consumer, outsider, owner, testServices } from "../../../test-services";
import { gatewayIn, network, producer, vpcWithRoom } from "../../../services/vpc-lattice/producer";
import { resourceOf } from "../../provider-calls";

describe("the types of the aws-native provider that a service models", () => {
  let services: Services;
  let operations: Operations;
  beforeEach(() => {
    services = testServices();
    operations = new Operations(awsNativeProvider, services);
  });
  const resource = (type: string, account = owner.account) =>
    resourceOf(operations, "aws-native", `aws-native:${type}`, account);

  it("make the same thing that the aws provider makes: its id is the ARN, its awsId the id", async () => {
    const { id, properties } = await resource("vpclattice:ServiceNetwork").create({
      name: "orders",
      sharingConfig: { enabled: true },
      tags: [{ key: "team", value: "a" }],
    });
    assert.deepEqual(
      [id, properties.arn],
      [properties.arn, `arn:aws:vpc-lattice:us-east-1:111111111111:servicenetwork/${String(properties.awsId)}`],
    );
    const classic = resourceOf(
      new Operations(awsProvider, services),
      "aws",
      "aws:vpclattice/serviceNetwork:ServiceNetwork",
      owner.account,
    );
    const same = await classic.read(String(properties.awsId));
    assert.deepEqual([same.properties.name, same.properties.tags], ["orders", { team: "a" }]);
  });

  it("obey the same rules", async () => {
    await network(services, owner, "orders");
    await assert.rejects(resource("vpclattice:ServiceNetwork").create({ name: "orders" }), {
      message: /^creating AWS::VpcLattice::ServiceNetwork: ConflictException: Service network with name orders already/,
    });
  });

  it("take definitions as CloudFormation spells them", async () => {
    const { id: gatewayId } = await gatewayIn(services, await vpcWithRoom(services));
    const configuration = resource("vpclattice:ResourceConfiguration");
    const inputs = {
      name: "orders",
      resourceConfigurationType: "SINGLE",
      resourceGatewayId: gatewayId,
      resourceConfigurationDefinition: { ipResource: "10.0.0.5" },
      portRanges: ["5432"],
      allowAssociationToSharableServiceNetwork: true,
    };
    const created = await configuration.create(inputs);
    assert.deepEqual(created.properties.resourceConfigurationDefinition, { ipResource: "10.0.0.5" });
    assert.equal(created.properties.allowAssociationToSharableServiceNetwork, true);
    const read = await configuration.read(created.id, created.inputs, created.properties);
    assert.deepEqual(configuration.diff(read.inputs, inputs).differences, []);
    const changed = {
      ...inputs,
      resourceConfigurationDefinition: { dnsResource: { domainName: "a.com", ipAddressType: "IPV4" } },
    };
    await assert.rejects(
      configuration.update(created.id, created.properties, changed),
      /cannot modify resource configuration DNS or ARN/,
    );
  });

  it("associate, and have no DNS name to tell", async () => {
    const { configuration } = await producer(services);
    const { id } = await network(services, owner);
    const association = resource("vpclattice:ServiceNetworkResourceAssociation");
    const { failures } = association.check({ resourceConfigurationId: configuration.arn, serviceNetworkId: id });
    assert.match(failures[0]?.reason ?? "", /must match \^rcfg-/);
    const created = await association.create({ resourceConfigurationId: configuration.id, serviceNetworkId: id });
    assert.deepEqual(Object.keys(created.properties).sort(), [
      "arn",
      "awsId",
      "privateDnsEnabled",
      "resourceConfigurationId",
      "serviceNetworkId",
    ]);
  });

  it("associate a VPC and know the network's name", async () => {
    const { id } = await network(services, owner, "orders");
    const { vpc } = await vpcWithRoom(services);
    const association = resource("vpclattice:ServiceNetworkVpcAssociation");
    const { id: arn, properties } = await association.create({ serviceNetworkIdentifier: id, vpcIdentifier: vpc.id });
    assert.deepEqual([properties.serviceNetworkName, properties.status], ["orders", "ACTIVE"]);
    const program = { serviceNetworkIdentifier: id, vpcIdentifier: vpc.id, privateDnsEnabled: true };
    const dnsOptions = { privateDnsPreference: "ALL_DOMAINS" };
    const { differences } = association.diff({ ...program, privateDnsEnabled: false }, { ...program, dnsOptions });
    assert.deepEqual(
      differences.map(({ path, replaces }) => [path, replaces]),
      [
        ["privateDnsEnabled", false],
        ["dnsOptions", false],
      ],
    );
    const changed = await association.update(arn, properties, { ...program, dnsOptions });
    assert.deepEqual(
      [changed.privateDnsEnabled, changed.dnsOptions],
      [true, { ...dnsOptions, privateDnsSpecifiedDomains: [] }],
    );
    const without = await association.update(arn, changed, program);
    assert.deepEqual([without.privateDnsEnabled, without.dnsOptions], [true, undefined]);
    await association.delete(arn);
    assert.equal((await association.read(arn)).id, "");
  });

  it("share with principals and resources inline, and follow their changes", async () => {
    const [first, second] = [await network(services, owner, "first"), await network(services, owner, "second")];
    const share = resource("ram:ResourceShare");
    const created = await share.create({ name: "share", resourceArns: [first.arn], principals: [consumer.account] });
    const updated = await share.update(created.id, created.properties, {
      name: "share",
      resourceArns: [second.arn],
      principals: [outsider.account],
    });
    assert.deepEqual([updated.resourceArns, updated.principals], [[second.arn], [outsider.account]]);
    await share.delete(created.id);
    assert.equal((await share.read(created.id)).id, "");
  });

  it("leave nothing of a share whose principals are refused", async () => {
    await assert.rejects(
      resource("ram:ResourceShare").create({
        name: "share",
        allowExternalPrincipals: false,
        principals: [outsider.account],
      }),
      /InvalidParameterException/,
    );
    assert.deepEqual(services.store.list("ram:resource-share"), []);
  });
});
