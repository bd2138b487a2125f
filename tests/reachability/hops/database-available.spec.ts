import { unknown } from "../../../reachability/maybe";
import { assertHop, hopOf } from "../judge";
import { changing, owner, topology } from "../open-topology";

const code = "database-available";

describe("the database hop", () => {
  it("is open for a private database that runs", () => {
    assertHop(hopOf(topology, code), "open", /orders takes connections/);
  });

  it("is blocked while the database is stopped", () => {
    assertHop(
      hopOf(changing("databases", "db-orders", { available: false }), code),
      "blocked",
      /not available/,
      /start orders/,
    );
  });

  it("is blocked for a public database", () => {
    const exposed = changing("databases", "db-orders", { publiclyAccessible: true });
    assertHop(hopOf(exposed, code), "blocked", /publicly accessible/, /publiclyAccessible to false/);
  });

  it("is open for a public database inside its own VPC", () => {
    assertHop(
      hopOf(changing("databases", "db-orders", { publiclyAccessible: true }), code, owner),
      "open",
      /takes connections/,
    );
  });

  it("is unknown while nobody knows whether it is private", () => {
    const later = changing("databases", "db-orders", { publiclyAccessible: unknown("deployment") });
    assertHop(hopOf(later, code), "unknown", /private is unknown until deployment/);
  });
});
