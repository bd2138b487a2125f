import { unknown } from "../../../reachability/maybe";
import type { SharePrincipal, Topology } from "../../../reachability/topology";
import { assertHop, hopOf } from "../judge";
import { changing, client, consumer, producer, topology, withTopology } from "../open-topology";

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
});
