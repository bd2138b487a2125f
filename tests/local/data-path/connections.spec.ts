import assert from "node:assert/strict";
import type { DatabaseEngine } from "../../../local/databases/engine";
import { engines } from "../../../local/databases/engines";
import { once } from "node:events";
import { join } from "node:path";
import { serve } from "../../../local/socket/server";
import { CertificateAuthority } from "../../../local/databases/certificates";
import { serveConnection } from "../../../local/data-path/connections";
import { Databases } from "../../../local/databases/databases";
import type { HopCode } from "../../../reachability/hop-code";
import { logGroupKind } from "../../../local/services/logs/entities";
import { logEvents } from "../../../local/services/logs/log-events";
import { rulesOf } from "../../../local/services/ec2/security-group-rules";
import { securityGroupRuleKind, vpcKind } from "../../../local/services/ec2/entities";
import { associatePrincipal, disassociatePrincipal } from "../../../local/services/ram/share-principals";
import {
  createResourceAssociation,
  deleteResourceAssociation,
} from "../../../local/services/vpc-lattice/resource-associations";
import { deleteVpcAssociation } from "../../../local/services/vpc-lattice/vpc-associations";
import { resourceAssociationKind } from "../../../local/services/vpc-lattice/entities";
import { managedAssociations } from "../../../local/services/vpc-lattice/managed-children";
import { ConnectionRefusedError, openTunnel } from "../../../local/client/tunnel";
import type { Client } from "../../../reachability/client";
import { consumer, owner } from "../test-services";
import { startCloud, type RunningCloud } from "./running-cloud";
import { shareDatabase, type SharedDatabase } from "./shared-database";

describe("a connection to a Lattice name", function () {
  this.timeout(30_000);
  let cloud: RunningCloud;
  let shared: SharedDatabase;
  /** Names change with their associations. */
  let name: string;

  before(async () => {
    cloud = await startCloud();
    shared = await shareDatabase(cloud.services);
    name = shared.dnsName;
  });
  after(() => cloud.stop());

  /** `open`, or the codes of the hops that are not. */
  async function verdict(
    client: Client = shared.client,
    host = name,
    port = 5432,
  ): Promise<"open" | readonly string[]> {
    try {
      (await openTunnel(cloud.socket, client, host, port)).destroy();
      return "open";
    } catch (error) {
      assert.ok(error instanceof ConnectionRefusedError);
      return (
        error.refusal.explanation?.hops.filter((hop) => hop.verdict !== "open").map((hop) => hop.code) ?? [
          error.message,
        ]
      );
    }
  }

  async function refusedBy(...codes: HopCode[]): Promise<void> {
    assert.deepEqual(await verdict(), codes);
  }

  /** Takes the rules of a group away for the time of a check. */
  async function withoutRules(groupId: string, check: () => Promise<void>): Promise<void> {
    const rules = rulesOf(cloud.services.store, groupId);
    for (const { id } of rules) await cloud.services.store.delete(securityGroupRuleKind, id);
    await check();
    for (const rule of rules) await cloud.services.store.put(rule);
    assert.equal(await verdict(), "open");
  }

  it("carries bytes where every hop is open", async () => {
    assert.equal(await verdict(), "open");
  });

  it("is refused at the database's security group without its rule", () =>
    withoutRules(shared.ids.databaseGroup, () => refusedBy("database-ingress")));

  it("is refused at the gateway without its egress rule", () =>
    withoutRules(shared.ids.gatewayGroup, () => refusedBy("gateway")));

  it("is refused at the client's own security group without its rule", () =>
    withoutRules(shared.client.securityGroupIds[0] ?? "", () => refusedBy("client-egress")));

  it("is refused for a client without the admitted security group", async () => {
    const bare = cloud.services.store.get(vpcKind, shared.client.vpcId ?? "")?.data.defaultSecurityGroupId ?? "";
    assert.deepEqual(await verdict({ ...shared.client, securityGroupIds: [bare] }), ["vpc-association"]);
  });

  it("is refused for the owner's client: its VPC is not associated", async () => {
    const codes = await verdict(shared.ownersClient);
    assert.ok(codes.includes("vpc-association"), String(codes));
  });

  it("stays open when the share goes: AWS keeps associations, and deleting one ends it", async () => {
    await disassociatePrincipal(cloud.services, owner, shared.ids.share, consumer.account);
    assert.equal(await verdict(), "open");
    await deleteResourceAssociation(cloud.services, owner, shared.ids.resourceAssociation);
    await refusedBy("share-names-account", "resource-association");
    await associatePrincipal(cloud.services, owner, shared.ids.share, consumer.account);
  });

  it("needs the new name of a new association", async () => {
    const [network] = cloud.services.store.list("vpc-lattice:service-network");
    const made = await createResourceAssociation(cloud.services, consumer, {
      resourceConfigurationIdentifier: shared.ids.configuration,
      serviceNetworkIdentifier: network?.id ?? "",
      tags: {},
    });
    const old = name;
    name = managedAssociations(cloud.services.store, made.id)[0]?.data.dnsEntry?.domainName ?? "";
    assert.notEqual(old, name);
    assert.equal(await verdict(), "open");
    assert.deepEqual(await verdict(shared.client, old), ["name"]);
  });

  it("is refused to a name nobody has given out", async () => {
    assert.deepEqual(await verdict(shared.client, "orders.example"), [
      "orders.example cannot be resolved: no database of the local cloud has this name",
    ]);
  });

  it("stays open when the log group it would be written to is gone", async () => {
    const group = cloud.services.store.get(logGroupKind, shared.ids.logGroup);
    assert.ok(group);
    await cloud.services.store.delete(logGroupKind, group.id);
    assert.equal(await verdict(), "open");
    await cloud.services.store.put(group);
  });

  it("does not wait for its record to be on disk, and tells the log when it never gets there", async () => {
    const { store } = cloud.services;
    const kept = logEvents(store, shared.ids.logGroup).length;
    let full = (_error: Error): void => undefined;
    const disk = new Promise<never>((_, reject) => (full = reject));
    const transaction = store.transaction.bind(store);
    store.transaction = (work) => transaction(work).then(() => disk);
    assert.equal(await verdict(), "open");
    store.transaction = transaction;
    assert.equal(logEvents(store, shared.ids.logGroup).length, kept + 1);
    full(new Error("no space left on device"));
    await new Promise(setImmediate);
    assert.ok(cloud.logged.includes('access log failed {"error":"no space left on device"}'), cloud.logged.join("\n"));
  });

  it("is broken off when it carries nothing for as long as Lattice allows; one inside the VPC is not", async () => {
    const log = { write: () => undefined, close: () => Promise.resolve() };
    const { services, stateFolder } = cloud;
    const [databases, authority] = [new Databases(stateFolder, services, log), new CertificateAuthority(stateFolder)];
    const needs = { services, databases, authority, log, latticeIdleMs: 100 };
    const socket = join(stateFolder, "idle.sock");
    const server = await serve(socket, {}, log, (request, stream, head) => {
      void serveConnection(needs, request, stream, head);
    });
    const direct = await openTunnel(socket, shared.ownersClient, shared.instance.data.endpoint.address, 5432);
    const throughLattice = await openTunnel(socket, shared.client, name, 5432);
    throughLattice.on("error", () => undefined).resume();
    await once(throughLattice, "close");
    assert.equal(direct.destroyed, false);
    direct.destroy();
    await server.stop();
  });

  it("is refused on a port nothing listens on", async () => {
    assert.deepEqual(await verdict(shared.client, name, 5433), ["name"]);
  });

  it("is refused, and logged as refused, after the VPC association is gone", async () => {
    await deleteVpcAssociation(cloud.services, consumer, shared.ids.vpcAssociation);
    await refusedBy("vpc-association");
    const record = JSON.parse(logEvents(cloud.services.store, shared.ids.logGroup).at(-1)?.message ?? "{}");
    assert.equal(record.refusedBy, "vpc-association");
    const [managed] = cloud.services.store.list(resourceAssociationKind, ({ data }) => data.managedFor !== undefined);
    assert.equal(record.serviceNetworkResourceAssociationId, managed?.id);
  });

  describe("to the database's own name", () => {
    const address = () => shared.instance.data.endpoint.address;

    it("is refused where the VPC has no way there", async () => {
      assert.deepEqual(await verdict(shared.client, address()), ["vpc-association"]);
    });

    it("is direct for the owner's client, whose security group the database admits", async () => {
      assert.equal(await verdict(shared.ownersClient, address()), "open");
    });

    it("is refused inside the VPC for a client with another security group", async () => {
      const other = { ...shared.ownersClient, securityGroupIds: [shared.ids.databaseGroup] };
      assert.deepEqual(await verdict(other, address()), ["client-egress", "database-ingress"]);
    });
  });

  it("says which part of the request it cannot read", async () => {
    const client = { ...shared.client, account: "B", extra: 1 } as unknown as Client;
    assert.deepEqual(await verdict(client), ['client account: must be 12 digits; client : Unrecognized key: "extra"']);
  });
});

describe("a connection to a database whose engine is not run here", () => {
  let cloud: RunningCloud;
  const table = engines as Map<string, DatabaseEngine>;
  const mysql = engines.get("mysql");
  before(async () => {
    table.delete("mysql");
    cloud = await startCloud();
  });
  after(async () => {
    if (mysql !== undefined) table.set("mysql", mysql);
    await cloud.stop();
  });

  it("is refused by name, with what to do", async () => {
    const shared = await shareDatabase(cloud.services, { engine: "mysql", engineVersion: "8.4", port: 5432 });
    await assert.rejects(
      openTunnel(cloud.socket, shared.client, shared.dnsName, 5432),
      /orders runs mysql: .* runs PostgreSQL.* servers only/,
    );
  });
});
