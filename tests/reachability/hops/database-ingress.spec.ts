import { unknown } from "../../../reachability/maybe";
import { assertHop, hopOf } from "../judge";
import { changing, owner, tcp, topology, withTopology } from "../open-topology";

const code = "database-ingress";
const ingress = (rules: ReturnType<typeof tcp>[]) => changing("securityGroups", "sg-database", { ingress: rules });

describe("the database ingress hop", () => {
  it("is open when the database's security group admits the gateway's", () => {
    assertHop(hopOf(topology, code), "open", /sg-database allows TCP 5432 from rgw-1/);
  });

  it("is blocked when it admits the client's addresses: it sees the gateway's", () => {
    assertHop(
      hopOf(ingress([tcp({ cidr: "10.1.0.0/16" })]), code),
      "blocked",
      /no ingress rule of sg-database/,
      /sg-gateway/,
    );
  });

  it("is blocked when it admits one subnet of the gateway only", () => {
    assertHop(hopOf(ingress([tcp({ cidr: "10.0.11.0/24" })]), code), "blocked", /in 10\.0\.12\.0\/24/);
  });

  it("is open by a rule for every protocol", () => {
    const all = { protocol: "-1", fromPort: -1, toPort: -1, peer: { securityGroupId: "sg-gateway" } };
    assertHop(hopOf(ingress([all]), code), "open", /allows/);
  });

  it("is blocked by a rule for UDP", () => {
    const udp = { protocol: "udp", fromPort: 0, toPort: 65535, peer: { securityGroupId: "sg-gateway" } };
    assertHop(hopOf(ingress([udp]), code), "blocked", /no ingress rule/);
  });

  it("is unknown while a rule's port is", () => {
    const later = { ...tcp({ securityGroupId: "sg-gateway" }), fromPort: unknown("the port is known") };
    assertHop(hopOf(ingress([later]), code), "unknown", /unknown until the port is known/);
  });

  it("is unknown, not blocked, while there is no gateway to admit", () => {
    assertHop(hopOf(withTopology({ gateways: [] }), code), "unknown", /until a resource gateway exists/);
  });

  it("is open for a client in the database's VPC that carries an admitted group", () => {
    assertHop(hopOf(topology, code, owner), "open", /from the client in subnet-gateway-a/);
  });

  it("is unknown inside a VPC that may not be the database's", () => {
    const later = changing("databases", "db-orders", { vpcId: unknown("orders is created") });
    assertHop(hopOf(later, code, owner), "unknown", /the VPC of orders is unknown until orders is created/);
  });
});
