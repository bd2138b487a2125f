import assert from "node:assert/strict";
import type { Entity } from "../../../local/state/store";
import { authorizeRules } from "../../../local/services/ec2/security-group-rules";
import { createVpcEndpoint } from "../../../local/services/ec2/vpc-endpoint";
import { endpointNames } from "../../../local/services/ec2/vpc-endpoint-names";
import { deleteVpcAssociation } from "../../../local/services/vpc-lattice/vpc-associations";
import { modifyVpc } from "../../../local/services/ec2/vpc";
import type { VpcEndpoint } from "../../../local/services/ec2/entities";
import type { Services } from "../../../local/services/services";
import { vpcAssociationKind } from "../../../local/services/vpc-lattice/entities";
import { createResourceAssociation } from "../../../local/services/vpc-lattice/resource-associations";
import { createResourceConfiguration } from "../../../local/services/vpc-lattice/resource-configurations";
import { judgeConnection } from "../../../local/data-path/judge-connection";
import { resolveName } from "../../../local/data-path/resolve-name";
import { consumer, owner, testServices } from "../test-services";
import { shareDatabase, tcp, type SharedDatabase } from "./shared-database";

describe("a DNS name", () => {
  let services: Services;
  let shared: SharedDatabase;
  beforeEach(async () => {
    services = testServices();
    shared = await shareDatabase(services);
  });
  const via = (name: string, client = shared.client) => resolveName(services.store, client, name)?.via;
  const address = () => shared.instance.data.endpoint.address;

  it("of a Lattice association stands for it, in any case and with a dot at its end", () => {
    const expected = { resourceAssociationId: shared.ids.resourceAssociation };
    assert.deepEqual(via(shared.dnsName), expected);
    assert.deepEqual(via(`${shared.dnsName.toUpperCase()}.`), expected);
    assert.deepEqual(via(shared.dnsName, shared.ownersClient), expected);
  });

  it("of the database leads straight to it inside its VPC", () => {
    assert.equal(via(address(), shared.ownersClient), "direct");
  });

  it("of the database leads through the association in a VPC with the private zone", () => {
    assert.deepEqual(via(address()), { resourceAssociationId: shared.ids.resourceAssociation });
  });

  it("of the database is an unreachable address where the VPC answers no private names", async () => {
    await modifyVpc(services, consumer, shared.client.vpcId ?? "", { enableDnsHostnames: false });
    assert.deepEqual(resolveName(services.store, shared.client, address())?.via, undefined);
    const judged = judgeConnection(services, { client: shared.client, host: address(), port: 5432 });
    assert.equal(judged?.explanation.headline?.code, "name");
    assert.match(judged.explanation.headline.fix ?? "", /Lattice association/);
  });

  it("of nothing is none", () => {
    assert.equal(resolveName(services.store, shared.client, "example.com"), undefined);
  });

  describe("of a custom domain", () => {
    const domain = "orders.example.com";
    beforeEach(async () => {
      const [gateway] = services.store.list("vpc-lattice:resource-gateway");
      const configuration = await createResourceConfiguration(services, owner, {
        name: "orders-by-name",
        type: "SINGLE",
        resourceGatewayIdentifier: gateway?.id ?? "",
        resourceConfigurationDefinition: { dnsResource: { domainName: address(), ipAddressType: "IPV4" } },
        portRanges: ["5432"],
        customDomainName: domain,
        tags: {},
      });
      const [network] = services.store.list("vpc-lattice:service-network");
      await services.store.put({ ...configuration, account: consumer.account });
      await createResourceAssociation(services, consumer, {
        resourceConfigurationIdentifier: configuration.id,
        serviceNetworkIdentifier: network?.id ?? "",
        privateDnsEnabled: true,
        tags: {},
      });
    });

    async function preferring(
      privateDnsPreference: "VERIFIED_DOMAINS_ONLY" | "ALL_DOMAINS" | "SPECIFIED_DOMAINS_ONLY",
      ...domains: string[]
    ) {
      const association = services.store.get(vpcAssociationKind, shared.ids.vpcAssociation);
      assert.ok(association);
      const dnsOptions = { privateDnsPreference, privateDnsSpecifiedDomains: domains };
      await services.store.put({ ...association, data: { ...association.data, privateDnsEnabled: true, dnsOptions } });
    }

    it("is answered only where the consumer wants unverified domains, or this one", async () => {
      assert.equal(via(domain), undefined);
      await preferring("VERIFIED_DOMAINS_ONLY");
      assert.equal(via(domain), undefined);
      await preferring("ALL_DOMAINS");
      assert.notEqual(via(domain), undefined);
      await preferring("SPECIFIED_DOMAINS_ONLY", "*.example.com");
      assert.notEqual(via(domain), undefined);
      await preferring("SPECIFIED_DOMAINS_ONLY", "other.example.com");
      assert.equal(via(domain), undefined);
    });
  });

  describe("of a VPC endpoint", () => {
    /** Groups of the consumer's VPC: the client's, and the endpoint's that admits it. */
    async function endpoint(target: "configuration" | "network"): Promise<Entity<VpcEndpoint>> {
      const [configuration] = services.store.list("vpc-lattice:resource-configuration");
      const [network] = services.store.list("vpc-lattice:service-network");
      const { vpcId = "", subnetId = "", securityGroupIds } = shared.client;
      return createVpcEndpoint(services, consumer, {
        vpcId,
        subnetIds: [subnetId],
        securityGroupIds,
        ...(target === "network"
          ? { serviceNetworkArn: network?.arn ?? "" }
          : { resourceConfigurationArn: configuration?.arn ?? "" }),
        privateDnsEnabled: false,
        tags: {},
      });
    }
    const nameOf = (made: Entity<VpcEndpoint>) => endpointNames(services.store, made)[0]?.dnsName ?? "";

    it("to the configuration leads through the endpoint", async () => {
      const made = await endpoint("configuration");
      assert.deepEqual(via(nameOf(made)), { endpointId: made.id });
    });

    it("to a service network that carries the configuration leads through the endpoint", async () => {
      const made = await endpoint("network");
      assert.deepEqual(via(nameOf(made)), { endpointId: made.id });
    });

    it("brings the database's own name into the VPC, as an association does", async () => {
      await deleteVpcAssociation(services, consumer, shared.ids.vpcAssociation);
      assert.equal(via(address()), undefined);
      const made = await endpoint("configuration");
      assert.deepEqual(via(address()), { endpointId: made.id });
    });

    it("is judged as the endpoint it stands for", async () => {
      const host = nameOf(await endpoint("configuration"));
      const judge = () => {
        const judged = judgeConnection(services, { client: shared.client, host, port: 5432 });
        assert.equal(judged?.explanation.route, "resource-endpoint");
        return judged.explanation.hops.filter((hop) => hop.verdict !== "open").map((hop) => hop.code);
      };
      // The client's group lets out to VPC Lattice only, and lets nobody in.
      assert.deepEqual(judge(), ["client-egress", "endpoint"]);
      const [group = ""] = shared.client.securityGroupIds;
      const itself = { referencedGroupId: group };
      await authorizeRules(services, consumer, group, [tcp(true, itself), tcp(false, itself)]);
      assert.deepEqual(judge(), []);
    });
  });
});
