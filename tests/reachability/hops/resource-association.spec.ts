import { unknown } from "../../../reachability/maybe";
import { assertHop, hopOf } from "../judge";
import { changing, topology, withTopology } from "../open-topology";

const code = "resource-association";

describe("the resource association hop", () => {
  it("is open when the network carries the configuration", () => {
    assertHop(hopOf(topology, code), "open", /snra-1 puts rcfg-1 into sn-1/);
  });

  it("is blocked when the network does not carry it", () => {
    assertHop(
      hopOf(withTopology({ resourceAssociations: [] }), code),
      "blocked",
      /rcfg-1 is not in sn-1/,
      /associate rcfg-1 with sn-1/,
    );
  });

  it("is blocked while it is not active", () => {
    assertHop(hopOf(changing("resourceAssociations", "snra-1", { active: false }), code), "blocked", /not active/);
  });

  it("is unknown while its network is", () => {
    const later = changing("resourceAssociations", "snra-1", { networkId: unknown("sn-1 is created") });
    assertHop(hopOf(later, code), "unknown", /snra-1 is unknown until sn-1 is created/);
  });

  it("is unknown while the group it might name is", () => {
    const child = changing("configurations", "rcfg-1", { groupId: unknown("the group exists") });
    const other = changing("resourceAssociations", "snra-1", { configurationId: "rcfg-group" }, child);
    assertHop(hopOf(other, code), "unknown", /whether snra-1 carries rcfg-1/);
  });

  describe("with a service network that can be shared", () => {
    const shareable = changing("networks", "sn-1", { shareable: true });

    it("is blocked: the configuration would be passed on", () => {
      assertHop(hopOf(shareable, code), "blocked", /may not be put into a service network that can be shared/);
    });

    it("is open when the configuration allows it", () => {
      const allowed = changing(
        "configurations",
        "rcfg-1",
        { allowAssociationToShareableServiceNetwork: true },
        shareable,
      );
      assertHop(hopOf(allowed, code), "open", /puts/);
    });

    it("is open for an association that exists already", () => {
      const made = changing("resourceAssociations", "snra-1", { established: true }, shareable);
      assertHop(hopOf(made, code), "open", /puts/);
    });
  });
});
