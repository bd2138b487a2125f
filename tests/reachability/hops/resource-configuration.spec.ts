import { unknown } from "../../../reachability/maybe";
import { assertHop, hopOf } from "../judge";
import { changing, topology, withTopology } from "../open-topology";

const code = "resource-configuration";
const named = { type: "SINGLE", target: { domainName: "orders.abc.eu-west-1.rds.amazonaws.com" } } as const;

describe("the resource configuration hop", () => {
  it("is open for an ARN configuration, on the database's own port", () => {
    assertHop(hopOf(topology, code), "open", /rcfg-1 points to orders/);
  });

  it("is blocked when none points to the database", () => {
    assertHop(
      hopOf(withTopology({ configurations: [] }), code),
      "blocked",
      /no resource configuration points to orders/,
      /type ARN/,
    );
  });

  it("is blocked while it is not active", () => {
    assertHop(hopOf(changing("configurations", "rcfg-1", { active: false }), code), "blocked", /rcfg-1 is not active/);
  });

  it("is unknown while its target is", () => {
    const later = changing("configurations", "rcfg-1", { target: unknown("orders is created") });
    assertHop(hopOf(later, code), "unknown", /what rcfg-1 points to is not known yet/);
  });

  it("is open for a domain name with the database's port in a range", () => {
    assertHop(
      hopOf(changing("configurations", "rcfg-1", { ...named, portRanges: ["5430-5440"] }), code),
      "open",
      /carries port 5432/,
    );
  });

  it("is blocked when the port list lacks the database's port", () => {
    const hop = hopOf(changing("configurations", "rcfg-1", { ...named, portRanges: ["3306"] }), code);
    assertHop(hop, "blocked", /carries 3306, not port 5432/, /add "5432" to portRanges/);
  });

  it("is unknown while the port list is", () => {
    const later = changing("configurations", "rcfg-1", { ...named, portRanges: unknown("deployment") });
    assertHop(hopOf(later, code), "unknown", /port list of rcfg-1 is unknown until deployment/);
  });
});
