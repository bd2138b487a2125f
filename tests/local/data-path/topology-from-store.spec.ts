import assert from "node:assert/strict";
import { audience } from "../../../reachability/audience";
import { explain } from "../../../reachability/explain";
import { isUnknown } from "../../../reachability/maybe";
import { topologyFromStore } from "../../../local/data-path/topology-from-store";
import { associatePrincipal, disassociatePrincipal } from "../../../local/services/ram/share-principals";
import { consumer, owner, testServices } from "../test-services";
import { judgeConnection } from "../../../local/data-path/judge-connection";
import { deleteResourceAssociation } from "../../../local/services/vpc-lattice/resource-associations";
import { endpointNode } from "../../../local/data-path/databases-from-store";
import { endpointAt } from "../../../local/services/rds/endpoints";
import type { Services } from "../../../local/services/services";
import { shareDatabase, type SharedDatabase } from "./shared-database";

describe("the local cloud's topology", () => {
  it("knows everything: no fact of it is unknown", async () => {
    const services = testServices();
    await shareDatabase(services);
    const unknownFacts = findUnknown(topologyFromStore(services.store, services.settings, services.clock.now()));
    assert.deepEqual(unknownFacts, []);
  });

  it("says whose subnets and security groups are", async () => {
    const services = testServices();
    const shared = await shareDatabase(services);
    const { subnets, securityGroups } = topologyFromStore(services.store, services.settings, services.clock.now());
    const ownerOf = (nodes: readonly { id: string; account: string }[], id: string | undefined) =>
      nodes.find((node) => node.id === id)?.account;
    assert.equal(ownerOf(subnets, shared.client.subnetId), consumer.account);
    assert.equal(ownerOf(securityGroups, shared.client.securityGroupIds[0]), consumer.account);
    assert.equal(ownerOf(securityGroups, shared.ids.gatewayGroup), owner.account);
  });

  it("gives the audience of a database: the account shared with, the associated VPC, the owner's own clients", async () => {
    const services = testServices();
    const shared = await shareDatabase(services);
    const { principals, clients } = audience(
      topologyFromStore(services.store, services.settings, services.clock.now()),
      nodeOf(services, shared),
    );
    assert.deepEqual(
      principals.map(({ principal, accepted }) => [principal, accepted]),
      [[consumer.account, true]],
    );
    assert.deepEqual(
      clients.map(({ account, vpcId, route, source, verdict }) => [account, vpcId, route, source, verdict]),
      [
        [owner.account, shared.ownersClient.vpcId, "direct", { securityGroupId: shared.ids.gatewayGroup }, "open"],
        [
          consumer.account,
          shared.client.vpcId,
          "vpc-association",
          { securityGroupId: shared.client.securityGroupIds[0] },
          "open",
        ],
      ],
    );
  });

  it("names the ways to a database as the data path resolves them", async () => {
    const services = testServices();
    const shared = await shareDatabase(services);
    const topology = topologyFromStore(services.store, services.settings, services.clock.now());
    const { names } = explain(topology, shared.client, nodeOf(services, shared));
    assert.deepEqual(
      names.map(({ kind, resolves, verifyFull }) => [kind, resolves, verifyFull]),
      [
        ["database", "open", "open"],
        ["lattice", "open", "blocked"],
      ],
    );
    for (const { name } of names) {
      assert.ok(typeof name === "string");
      const judged = judgeConnection(services, { client: shared.client, host: name, port: 5432 });
      assert.equal(judged?.explanation.verdict, "open", name);
    }
  });

  it("tells what logins depend on", async () => {
    const services = testServices();
    const shared = await shareDatabase(services);
    const node = nodeOf(services, shared);
    assert.deepEqual(
      [node.resourceId, node.iamAuthentication, node.engine],
      [shared.instance.id, shared.instance.data.iamDatabaseAuthenticationEnabled, "postgres"],
    );
  });

  it("knows the members of an organisation and of its units as they are now", async () => {
    const services = testServices();
    const shared = await shareDatabase(services);
    await disassociatePrincipal(services, owner, shared.ids.share, consumer.account);
    await deleteResourceAssociation(services, consumer, shared.ids.resourceAssociation);
    const share = () => {
      const judged = judgeConnection(services, {
        client: shared.client,
        host: shared.instance.data.endpoint.address,
        port: 5432,
      });
      return judged?.explanation.hops.find((hop) => hop.code === "share-names-account")?.verdict;
    };
    assert.equal(share(), "blocked");
    const organization = services.settings.organization.id;
    await associatePrincipal(
      services,
      owner,
      shared.ids.share,
      `arn:aws:organizations::000000000001:ou/${organization}/ou-team-00000001`,
    );
    assert.equal(share(), "open");
  });
});

function findUnknown(value: unknown, path = ""): readonly string[] {
  if (isUnknown(value)) return [path];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => findUnknown(inner, `${path}.${key}`));
}

function nodeOf({ store }: Services, { instance }: SharedDatabase) {
  const endpoint = endpointAt(store, instance.data.endpoint.address);
  assert.ok(endpoint);
  return endpointNode(store, endpoint);
}
