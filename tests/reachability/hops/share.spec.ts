import assert from "node:assert/strict";
import { audience } from "../../../reachability/audience";
import { explain } from "../../../reachability/explain";
import { formatExplanation } from "../../../reachability/format-explanation";
import { unknown } from "../../../reachability/maybe";
import type { SharePrincipal, Topology } from "../../../reachability/topology";
import { assertHop, hopOf } from "../judge";
import { changing, client, consumer, database, producer, topology, withTopology } from "../open-topology";

const code = "share-names-account";
const organization = "arn:aws:organizations::999999999999:organization/o-abc";

function sharedWith(...principals: SharePrincipal[]): Partial<Topology> {
  return { shares: [{ arn: "arn:share", account: producer, resourceIds: ["rcfg-1"], principals }] };
}

describe("the share hop", () => {
  it("is open when an accepted share names the consumer", () => {
    assertHop(hopOf(topology, code), "open", /arn:share names account 222222222222/);
  });

  it("is blocked when no share names the consumer, and says what to share", () => {
    const hop = hopOf(withTopology(sharedWith({ principal: "333333333333", accepted: true })), code);
    assertHop(
      hop,
      "blocked",
      /no share of account 111111111111 names account 222222222222/,
      /share rcfg-1 with account 222222222222/,
    );
  });

  it("is blocked until the invitation is accepted", () => {
    const hop = hopOf(withTopology(sharedWith({ principal: consumer, accepted: false })), code);
    assertHop(hop, "blocked", /has not accepted the invitation/, /accept arn:share/);
  });

  it("is open for a member of the organisation it names", () => {
    const shared = withTopology(sharedWith({ principal: organization, accepted: true }));
    const member = { ...shared, accounts: [{ id: consumer, memberOf: [organization] }] };
    assertHop(hopOf(member, code), "open", /names account/);
  });

  it("is blocked for an account outside the organisation it names", () => {
    assertHop(
      hopOf(withTopology(sharedWith({ principal: organization, accepted: true })), code),
      "blocked",
      /no share/,
    );
  });

  it("is unknown while the membership of the account is", () => {
    const shared = withTopology(sharedWith({ principal: organization, accepted: true }));
    const member = { ...shared, accounts: [{ id: consumer, memberOf: unknown("the organisation is read") }] };
    assertHop(hopOf(member, code), "unknown", /unknown until/);
  });

  it("stays open for associations made before the share went, and says how to revoke them", () => {
    const unshared = changing("resourceAssociations", "snra-1", { established: true }, withTopology({ shares: [] }));
    assertHop(hopOf(unshared, code), "open", /no share .* but snra-1 .* delete the association to revoke/);
  });

  it("does not ask for a share when the owner itself is the client", () => {
    const own = changing("networks", "sn-1", { account: producer }, withTopology({ shares: [] }));
    const vpcs = topology.vpcs.map((vpc) => ({ ...vpc, account: producer }));
    assertHop(
      hopOf({ ...own, vpcs }, code, { ...client, account: producer }),
      "open",
      /account 111111111111 owns rcfg-1/,
    );
  });

  describe("where the producer shares its service network", () => {
    const shared = changing("networks", "sn-1", { account: producer, shareable: true });
    const share = { arn: "arn:network-share", account: producer, resourceIds: ["sn-1"] };

    it("is open for an account the network is shared with", () => {
      const named = { ...shared, shares: [{ ...share, principals: [{ principal: consumer, accepted: true }] }] };
      assertHop(hopOf(named, code), "open", /arn:network-share names/);
    });

    it("is blocked for an account only the configuration is shared with", () => {
      assertHop(hopOf(shared, code), "blocked", /for sn-1/);
    });

    it("names the network's invitation when it waits", () => {
      const waiting = {
        ...shared,
        vpcAssociations: [],
        shares: [{ ...share, principals: [{ principal: consumer, accepted: false }] }],
      };
      assertHop(hopOf(waiting, code), "blocked", /has not accepted the invitation of arn:network-share/);
    });
  });

  it("is unknown, not blocked, when the owner's shares are not all listed", () => {
    assertHop(hopOf({ ...topology, shares: [], complete: [consumer] }, code), "unknown", /as far as can be seen/);
  });

  it("goes by the group of a CHILD configuration", () => {
    const child = changing("configurations", "rcfg-1", { type: "CHILD", groupId: "rcfg-group", portRanges: ["5432"] });
    const associated = changing("resourceAssociations", "snra-1", { configurationId: "rcfg-group" }, child);
    assertHop(hopOf(associated, code), "blocked", /for rcfg-group/);
    const [share] = topology.shares;
    const shares = share === undefined ? [] : [{ ...share, resourceIds: ["rcfg-group"] }];
    assertHop(hopOf({ ...associated, shares }, code), "open", /names account/);
  });

  describe("of an invitation that was not accepted in time", () => {
    const invited = (invitation: "PENDING" | "EXPIRED" | "REJECTED") =>
      hopOf(withTopology(sharedWith({ principal: consumer, accepted: false, invitation })), code);

    it("says that it waits, has expired or was rejected, and what to do then", () => {
      assertHop(invited("PENDING"), "blocked", /has not accepted the invitation/, /within 12 hours/);
      assertHop(invited("EXPIRED"), "blocked", /expired after 12 hours/, /take account 222222222222 out of arn:share/);
      assertHop(invited("REJECTED"), "blocked", /has rejected the invitation/, /name it anew/);
    });
  });

  describe("of an account that left the organisation", () => {
    const shared = withTopology(sharedWith({ principal: organization, accepted: true }));
    const gone = { ...shared, accounts: [{ id: consumer, memberOf: [], left: [organization] }] };

    it("is blocked, and says that it left", () => {
      assertHop(hopOf(gone, code), "blocked", /account 222222222222 has left arn:aws:org/, /name account 222222222222/);
    });

    it("is open where the share keeps those who leave", () => {
      const kept = { ...gone, shares: gone.shares.map((share) => ({ ...share, keepsLeavers: true })) };
      assertHop(hopOf(kept, code), "open", /names account/);
      const hidden = gone.shares.map((share) => ({ ...share, keepsLeavers: unknown("the share is read") }));
      assertHop(hopOf({ ...gone, shares: hidden }, code), "unknown", /unknown until/);
    });

    it("stands on what it made before, and says that this is not revoked", () => {
      const made = changing("resourceAssociations", "snra-1", { established: true }, gone);
      const hop = hopOf(made, code);
      assertHop(hop, "open", /^access is unshared and not revoked: .* has left .* works until it is deleted/);
      assert.equal(hop.revokedButStanding, true);
    });
  });

  describe("of access that was unshared and not revoked", () => {
    const unshared = changing("resourceAssociations", "snra-1", { established: true }, withTopology({ shares: [] }));

    it("is marked in the explanation, its first line and the audience", () => {
      const explanation = explain(unshared, client, database);
      assert.deepEqual([explanation.verdict, explanation.revokedButStanding], ["open", true]);
      assert.match(formatExplanation(explanation), /reaches .*, though it is no longer shared with it\n/);
      const admitted = audience(unshared, database).clients.filter(({ account }) => account === consumer);
      assert.deepEqual(
        admitted.map(({ verdict, revokedButStanding }) => [verdict, revokedButStanding]),
        [["open", true]],
      );
    });

    it("is not marked where the share still stands, or may", () => {
      assert.equal(explain(topology, client, database).revokedButStanding, undefined);
      const shared = changing("resourceAssociations", "snra-1", { established: true });
      assert.equal(explain(shared, client, database).revokedButStanding, undefined);
      const { hops, revokedButStanding } = explain({ ...unshared, complete: [consumer] }, client, database);
      const share = hops.find((hop) => hop.code === "share-names-account");
      assert.deepEqual([share?.verdict, revokedButStanding], ["open", undefined]);
    });

    it("is marked where only the service network's share is gone", () => {
      const network = changing(
        "networks",
        "sn-1",
        { account: producer, shareable: true },
        withTopology({ shares: [] }),
      );
      const made = changing("vpcAssociations", "snva-1", { established: true }, network);
      const allowed = changing("configurations", "rcfg-1", { allowAssociationToShareableServiceNetwork: true }, made);
      const { verdict, revokedButStanding, hops } = explain(allowed, client, database);
      assert.deepEqual([verdict, revokedButStanding], ["open", true]);
      assert.match(hops[0]?.reason ?? "", /for sn-1, but snva-1/);
    });
  });
});
