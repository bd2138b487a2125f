import assert from "node:assert/strict";
import type { Services } from "../../../../local/services/services";
import { disassociatePrincipal } from "../../../../local/services/ram/share-principals";
import {
  resourceAssociationKind,
  type ResourceConfiguration,
  type ServiceNetwork,
} from "../../../../local/services/vpc-lattice/entities";
import type { Entity } from "../../../../local/state/store";
import {
  createResourceAssociation,
  deleteResourceAssociation,
  findResourceAssociation,
} from "../../../../local/services/vpc-lattice/resource-associations";
import {
  createResourceConfiguration,
  deleteResourceConfiguration,
  updateResourceConfiguration,
} from "../../../../local/services/vpc-lattice/resource-configurations";
import { childrenOf, managedAssociations } from "../../../../local/services/vpc-lattice/managed-children";
import { deleteServiceNetwork } from "../../../../local/services/vpc-lattice/service-networks";
import { consumer, outsider, owner, testServices } from "../../test-services";
import { refused } from "../refused";
import { accept, share } from "../sharing";
import { database, dnsConfiguration, gatewayIn, network, producer } from "./producer";

describe("associating a resource configuration with a service network", () => {
  let services: Services;
  let configuration: Entity<ResourceConfiguration>;
  let gatewayId: string;
  beforeEach(async () => {
    services = testServices();
    const made = await producer(services);
    configuration = made.configuration;
    gatewayId = made.gateway.id;
  });
  const associate = (caller: typeof owner, into: Entity<ServiceNetwork> | string, changes = {}) =>
    createResourceAssociation(services, caller, {
      resourceConfigurationIdentifier: configuration.id,
      serviceNetworkIdentifier: typeof into === "string" ? into : into.arn,
      tags: {},
      ...changes,
    });

  it("gives it a DNS name of its own, and each new association a new one", async () => {
    const into = await network(services, owner);
    const first = await associate(owner, into);
    const { domainName = "" } = first.data.dnsEntry ?? {};
    assert.match(
      domainName,
      new RegExp(`^${first.id}\\.${configuration.id}\\.[0-9a-f]{7}\\.vpc-lattice-rsc\\.us-east-1\\.on\\.aws$`),
    );
    await deleteResourceAssociation(services, owner, first.id);
    assert.notEqual((await associate(owner, into)).data.dnsEntry?.domainName, domainName);
  });

  it("happens once for each pair", async () => {
    const into = await network(services, owner);
    await associate(owner, into);
    await refused(associate(owner, into), "ConflictException", /is already associated with/);
  });

  it("is denied to an account that nobody has shared it with", async () => {
    const into = await network(services, consumer);
    await refused(
      associate(consumer, into),
      "AccessDeniedException",
      /not authorized to perform: vpc-lattice:CreateServiceNetworkResourceAssociation on resource: .*resourceconfiguration/,
    );
  });

  it("is open to an account of the organisation it is shared with, into its own network", async () => {
    await share(services, configuration.arn, consumer.account);
    const association = await associate(consumer, await network(services, consumer));
    assert.equal(association.account, consumer.account);
  });

  it("is open by the organisation's ARN and by a unit's, to the accounts in them", async () => {
    const unit = "arn:aws:organizations::000000000001:ou/o-localcloud1/ou-team-00000001";
    await share(services, configuration.arn, unit);
    await associate(consumer, await network(services, consumer));
    const other = { account: "333333333333", region: "us-east-1" };
    const into = await network(services, other);
    await refused(associate(other, into), "AccessDeniedException");
    await share(services, configuration.arn, "arn:aws:organizations::000000000001:organization/o-localcloud1");
    await associate(other, into);
  });

  it("is open to an account outside the organisation only after it has accepted", async () => {
    const shareArn = await share(services, configuration.arn, outsider.account);
    const into = await network(services, outsider);
    await refused(associate(outsider, into), "AccessDeniedException");
    await accept(services, outsider, shareArn);
    await associate(outsider, into);
  });

  it("with another account's network needs that network's ARN and its share", async () => {
    const shared = await network(services, consumer);
    await refused(associate(owner, shared.id), "ResourceNotFoundException", /Service network/);
    await refused(associate(owner, shared), "AccessDeniedException", /servicenetwork/);
  });

  it("is never possible for two things that are both shared with one", async () => {
    const theirs = await network(services, owner, "theirs");
    await share(services, configuration.arn, consumer.account);
    await share(services, theirs.arn, consumer.account);
    await refused(associate(consumer, theirs), "AccessDeniedException");
  });

  it("survives the end of the share: only new ones are refused", async () => {
    const shareArn = await share(services, configuration.arn, consumer.account);
    const association = await associate(consumer, await network(services, consumer));
    await disassociatePrincipal(services, owner, shareArn, consumer.account);
    assert.ok(services.store.get(resourceAssociationKind, association.id));
    const another = await network(services, consumer, "another");
    await refused(associate(consumer, another), "AccessDeniedException");
  });

  it("with a sharable network must be allowed by the configuration", async () => {
    const sharable = await network(services, owner, "sharable", { enabled: true });
    await refused(
      associate(owner, sharable),
      "ValidationException",
      /allowAssociationToShareableServiceNetwork is false/,
    );
    await updateResourceConfiguration(services, owner, configuration.id, {
      allowAssociationToShareableServiceNetwork: true,
    });
    await associate(owner, sharable);
  });

  it("is for groups, not for their children", async () => {
    const group = await createResourceConfiguration(
      services,
      owner,
      dnsConfiguration(gatewayId, { name: "group", type: "GROUP", resourceConfigurationDefinition: undefined }),
    );
    const child = await createResourceConfiguration(
      services,
      owner,
      dnsConfiguration(gatewayId, {
        name: "child",
        type: "CHILD",
        resourceGatewayIdentifier: undefined,
        resourceConfigurationGroupIdentifier: group.id,
      }),
    );
    const into = await network(services, owner);
    await refused(
      associate(owner, into, { resourceConfigurationIdentifier: child.id }),
      "ValidationException",
      /associate its GROUP instead/,
    );
    await associate(owner, into, { resourceConfigurationIdentifier: group.id });
  });

  it("stays within a Region", async () => {
    const elsewhere = { ...owner, region: "eu-west-1" };
    const into = await network(services, elsewhere);
    await refused(associate(elsewhere, into), "ResourceNotFoundException", /Resource configuration/);
  });

  it("can be ended by whoever made it and by the owner of the configuration, and is not seen by others", async () => {
    await share(services, configuration.arn, consumer.account);
    const into = await network(services, consumer);
    const first = await associate(consumer, into);
    assert.throws(() => findResourceAssociation(services.store, outsider, first.id), /not found/);
    await refused(deleteResourceAssociation(services, outsider, first.id), "ResourceNotFoundException");
    await deleteResourceAssociation(services, owner, first.id);
    const second = await associate(consumer, into);
    await deleteResourceAssociation(services, consumer, second.id);
  });

  it("has private DNS only for a configuration with a custom domain name", async () => {
    const into = await network(services, owner);
    await refused(
      associate(owner, into, { privateDnsEnabled: true }),
      "ValidationException",
      /needs a custom domain name or group domain/,
    );
    const named = await createResourceConfiguration(
      services,
      owner,
      dnsConfiguration(gatewayId, { name: "named", customDomainName: "db.example.com" }),
    );
    const { data } = await associate(owner, into, {
      resourceConfigurationIdentifier: named.id,
      privateDnsEnabled: true,
    });
    assert.equal(data.privateDnsEntry?.domainName, "db.example.com");
  });
});

describe("associating a database by its ARN", () => {
  async function associated() {
    const services = testServices();
    const { instance, ...place } = await database(services);
    const gateway = await gatewayIn(services, place);
    const { id } = await createResourceConfiguration(services, owner, {
      name: "orders",
      type: "ARN",
      resourceGatewayIdentifier: gateway.id,
      resourceConfigurationDefinition: { arnResource: { arn: instance.arn } },
      tags: {},
    });
    const into = await network(services, owner);
    const request = { resourceConfigurationIdentifier: id, serviceNetworkIdentifier: into.id, tags: {} };
    const association = await createResourceAssociation(services, owner, request);
    const child = childrenOf(services.store, id)[0];
    const managed = managedAssociations(services.store, association.id)[0];
    assert.ok(child !== undefined && managed !== undefined);
    return { services, instance, gateway, id, into, request, association, child, managed };
  }

  it("gives the name to the association of a child that AWS makes and manages, and none to its own", async () => {
    const { id, instance, association, child, managed } = await associated();
    assert.equal(association.data.dnsEntry, undefined);
    assert.deepEqual([child.data.name, child.data.type], [`${id}-${instance.data.dbInstanceIdentifier}`, "CHILD"]);
    assert.deepEqual(child.data.portRanges, ["5432"]);
    assert.equal(managed.data.resourceConfigurationId, child.id);
    assert.match(managed.data.dnsEntry?.domainName ?? "", new RegExp(`^${managed.id}\\.${child.id}\\.`));
  });

  it("always has private DNS, by the database's own name", async () => {
    const { services, request, association, managed, instance } = await associated();
    await deleteResourceAssociation(services, owner, association.id);
    await refused(
      createResourceAssociation(services, owner, { ...request, privateDnsEnabled: false }),
      "ValidationException",
      /always on for type ARN/,
    );
    assert.equal(association.data.privateDnsEnabled, true);
    assert.equal(managed.data.privateDnsEntry?.domainName, instance.data.endpoint.address);
  });

  it("leaves what AWS manages to AWS: it goes with what it belongs to", async () => {
    const { services, id, into, association, child, managed } = await associated();
    const managedBy = /is managed by Amazon/;
    await refused(deleteResourceAssociation(services, owner, managed.id), "ValidationException", managedBy);
    await refused(deleteResourceConfiguration(services, owner, child.id), "ValidationException", managedBy);
    await refused(updateResourceConfiguration(services, owner, child.id, {}), "ValidationException", managedBy);
    const pair = { resourceConfigurationIdentifier: child.id, serviceNetworkIdentifier: into.id, tags: {} };
    const instead = new RegExp(`associate ${id} instead`);
    await refused(createResourceAssociation(services, owner, pair), "ValidationException", instead);
    await deleteResourceAssociation(services, owner, association.id);
    assert.deepEqual(services.store.list(resourceAssociationKind), []);
    await deleteServiceNetwork(services, owner, into.id);
    await deleteResourceConfiguration(services, owner, id);
    assert.equal(childrenOf(services.store, id)[0], undefined);
  });

  it("once again gives a new name of the same child", async () => {
    const { services, request, association, child, managed } = await associated();
    await deleteResourceAssociation(services, owner, association.id);
    const again = await createResourceAssociation(services, owner, request);
    const named = managedAssociations(services.store, again.id)[0]?.data;
    assert.equal(named?.resourceConfigurationId, child.id);
    assert.notEqual(named.dnsEntry?.domainName, managed.data.dnsEntry?.domainName);
  });
});
