import assert from "node:assert/strict";
import type { Entity } from "../../../../local/state/store";
import type { Vpc } from "../../../../local/services/ec2/entities";
import { createSecurityGroup, deleteSecurityGroup } from "../../../../local/services/ec2/security-group";
import { createVpc, deleteVpc } from "../../../../local/services/ec2/vpc";
import type { Caller, Services } from "../../../../local/services/services";
import { vpcAssociationKind } from "../../../../local/services/vpc-lattice/entities";
import {
  createVpcAssociation,
  deleteVpcAssociation,
  updateVpcAssociation,
} from "../../../../local/services/vpc-lattice/vpc-associations";
import { consumer, outsider, owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { share } from "../sharing";
import { vpcSettings } from "../surroundings";
import { network } from "./producer";

describe("associating a VPC with a service network", () => {
  let services: Services;
  let vpc: Entity<Vpc>;
  beforeEach(async () => {
    services = testServices();
    vpc = await createVpc(services, consumer, vpcSettings());
  });
  const associate = (serviceNetworkIdentifier: string, changes = {}, caller: Caller = consumer) =>
    createVpcAssociation(services, caller, { serviceNetworkIdentifier, vpcIdentifier: vpc.id, tags: {}, ...changes });
  const group = async (groupName: string, vpcId = vpc.id): Promise<string> =>
    (await createSecurityGroup(services, consumer, { groupName, description: "d", vpcId, tags: {} })).id;

  it("is possible once for a VPC, whatever the network", async () => {
    const [first, second] = [await network(services, consumer, "first"), await network(services, consumer, "second")];
    const association = await associate(first.id);
    await refused(
      associate(second.id),
      "ConflictException",
      new RegExp(`VPC ${vpc.id} is already associated with service network ${first.id} \\(${association.id}\\)`),
    );
    await deleteVpcAssociation(services, consumer, association.id);
    await associate(second.id);
  });

  it("takes a shared network by its ARN, once it is shared", async () => {
    const shared = await network(services, owner);
    await refused(associate(shared.arn), "AccessDeniedException", /CreateServiceNetworkVpcAssociation/);
    await share(services, shared.arn, consumer.account);
    await refused(associate(shared.id), "ResourceNotFoundException");
    const { data, account } = await associate(shared.arn);
    assert.deepEqual([data.serviceNetworkId, account], [shared.id, consumer.account]);
  });

  it("is for one's own VPC", async () => {
    const { id } = await network(services, owner);
    await refused(associate(id, {}, owner), "ResourceNotFoundException", /VPC/);
  });

  it("has at most five security groups, all of the VPC", async () => {
    const { id } = await network(services, consumer);
    const six = await Promise.all(Array.from({ length: 6 }, (_, number) => group(`group-${number}`)));
    await refused(associate(id, { securityGroupIds: six }), "ValidationException", /At most 5/);
    const other = await createVpc(services, consumer, vpcSettings("10.9.0.0/16"));
    const foreign = await group("foreign", other.id);
    await refused(associate(id, { securityGroupIds: [foreign] }), "ValidationException", /belongs to/);
  });

  it("once it has security groups can change them, but never be without any", async () => {
    const { id } = await associate((await network(services, consumer)).id, { securityGroupIds: [await group("a")] });
    const next = await group("b");
    await updateVpcAssociation(services, consumer, id, { securityGroupIds: [next] });
    assert.deepEqual(services.store.get(vpcAssociationKind, id)?.data.securityGroupIds, [next]);
    await refused(
      updateVpcAssociation(services, consumer, id, { securityGroupIds: [] }),
      "ValidationException",
      /can be replaced, but not all removed/,
    );
  });

  it("without security groups may get some later", async () => {
    const { id } = await associate((await network(services, consumer)).id);
    await updateVpcAssociation(services, consumer, id, { securityGroupIds: [await group("a")] });
  });

  it("has DNS options only with private DNS, and domains only for the preferences that take them", async () => {
    const { id } = await network(services, consumer);
    const options = (privateDnsPreference: string, privateDnsSpecifiedDomains: readonly string[] = []) => ({
      privateDnsEnabled: true,
      dnsOptions: { privateDnsPreference, privateDnsSpecifiedDomains },
    });
    const reject = (changes: object, words: RegExp) => refused(associate(id, changes), "ValidationException", words);
    await reject({ ...options("ALL_DOMAINS"), privateDnsEnabled: false }, /need private DNS/);
    await reject(options("ALL_DOMAINS", ["example.com"]), /takes no specified domains, got 1/);
    await reject(options("SPECIFIED_DOMAINS_ONLY"), /takes 1 to 10 specified domains, got 0/);
    await reject(options("SPECIFIED_DOMAINS_ONLY", new Array(11).fill("a.com")), /got 11/);
    await associate(id, options("VERIFIED_DOMAINS_AND_SPECIFIED_DOMAINS", ["example.com"]));
  });

  it("has private DNS only in a VPC with DNS support and hostnames", async () => {
    vpc = await createVpc(services, consumer, { ...vpcSettings(), enableDnsHostnames: false });
    const { id } = await network(services, consumer);
    await refused(associate(id, { privateDnsEnabled: true }), "ValidationException", /turn on both/);
  });

  it("holds its VPC and its security groups: neither can be deleted", async () => {
    const held = await group("held");
    const { id } = await associate((await network(services, consumer)).id, { securityGroupIds: [held] });
    await refused(deleteSecurityGroup(services, consumer, held), "DependencyViolation");
    await refused(deleteVpc(services, consumer, vpc.id), "DependencyViolation");
    await deleteVpcAssociation(services, consumer, id);
    await deleteSecurityGroup(services, consumer, held);
    await deleteVpc(services, consumer, vpc.id);
  });

  it("can be ended by the VPC's owner and by the network's, and is not seen by others", async () => {
    const shared = await network(services, owner);
    await share(services, shared.arn, consumer.account);
    const { id } = await associate(shared.arn);
    await refused(deleteVpcAssociation(services, outsider, id), "ResourceNotFoundException");
    await deleteVpcAssociation(services, owner, id);
    assert.equal(services.store.get(vpcAssociationKind, id), undefined);
  });
});
