import { assertHop, hopOf } from "../judge";
import { changing, client, tcp, topology } from "../open-topology";

const code = "client-egress";
const egress = (rules: ReturnType<typeof tcp>[]) => changing("securityGroups", "sg-client", { egress: rules });

describe("the client egress hop", () => {
  it("is open when the client may send to VPC Lattice's addresses", () => {
    assertHop(hopOf(topology, code), "open", /sg-client allows TCP 5432 to VPC Lattice/);
  });

  it("is open by a prefix list that holds these addresses", () => {
    const listed = egress([tcp({ prefixListId: "pl-lattice" })]);
    const prefixLists = [{ id: "pl-lattice", cidrs: ["169.254.171.0/24", "129.224.0.0/17"] }];
    assertHop(hopOf({ ...listed, prefixLists }, code), "open", /allows/);
  });

  it("is unknown by a prefix list nobody knows", () => {
    assertHop(hopOf(egress([tcp({ prefixListId: "pl-other" })]), code), "unknown", /the ranges of pl-other/);
  });

  it("is blocked without a rule, and names the rule to add", () => {
    assertHop(
      hopOf(egress([]), code),
      "blocked",
      /no egress rule of sg-client/,
      /add an egress rule to sg-client .*129\.224\.0\.0\/17/,
    );
  });

  it("is blocked by a rule for another port", () => {
    assertHop(hopOf(egress([tcp({ cidr: "0.0.0.0/0" }, 3306)]), code), "blocked", /TCP 5432/);
  });

  it("is unknown for a client that names no security group", () => {
    assertHop(hopOf(topology, code, { ...client, securityGroupIds: [] }), "unknown", /no security group/);
  });
});
