import { unknown } from "../../../reachability/maybe";
import { assertHop, hopOf } from "../judge";
import { changing, tcp, topology, withTopology } from "../open-topology";

const code = "gateway";
const egress = (rules: ReturnType<typeof tcp>[]) => changing("securityGroups", "sg-gateway", { egress: rules });

describe("the gateway hop", () => {
  it("is open when its security group lets it out to the database's", () => {
    assertHop(hopOf(topology, code), "open", /sg-gateway allows TCP 5432 to database orders/);
  });

  it("is open by ranges that cover every subnet of the database", () => {
    assertHop(hopOf(egress([tcp({ cidr: "10.0.1.0/24" }), tcp({ cidr: "10.0.2.0/24" })]), code), "open", /allows/);
  });

  it("is blocked when one subnet of the database is left out, and names it", () => {
    const hop = hopOf(egress([tcp({ cidr: "10.0.1.0/24" })]), code);
    assertHop(hop, "blocked", /to database orders in 10\.0\.2\.0\/24/);
  });

  it("is blocked without a gateway", () => {
    assertHop(hopOf(withTopology({ gateways: [] }), code), "blocked", /there is no resource gateway rgw-1/);
  });

  it("is blocked while it is not active", () => {
    assertHop(hopOf(changing("gateways", "rgw-1", { active: false }), code), "blocked", /rgw-1 is not active/);
  });

  it("is blocked with resolution in the VPC, which cannot serve type ARN", () => {
    assertHop(
      hopOf(changing("gateways", "rgw-1", { dnsResolution: "IN_VPC" }), code),
      "blocked",
      /cannot serve a configuration of type ARN/,
      /PUBLIC/,
    );
  });

  it("is unknown while the database's security groups are", () => {
    const later = changing("databases", "db-orders", { securityGroupIds: unknown("sg-database exists") });
    assertHop(hopOf(later, code), "unknown", /unknown until sg-database exists/);
  });

  it("is unknown without a security group", () => {
    assertHop(hopOf(changing("gateways", "rgw-1", { securityGroupIds: [] }), code), "unknown", /has no security group/);
  });

  it("is blocked where it has IPv6 addresses only and the database none, and goes by IPv6 where both have", () => {
    const ipv6 = changing("gateways", "rgw-1", { ipAddressType: "IPV6" });
    assertHop(hopOf(ipv6, code), "blocked", /rgw-1 has IPv6 addresses only/, /IPV4 or DUALSTACK/);
    const dual = changing("databases", "db-orders", { networkType: "DUAL" }, ipv6);
    assertHop(hopOf(dual, code), "open", /sg-gateway allows/);
    // Whose ranges are not known yet.
    assertHop(hopOf(dual, "gateway-route"), "unknown", /rgw-1|orders/);
    const both = changing("gateways", "rgw-1", { ipAddressType: "DUALSTACK" });
    assertHop(hopOf(both, code), "open", /sg-gateway allows/);
    const hidden = changing("gateways", "rgw-1", { ipAddressType: unknown("it is read") });
    assertHop(hopOf(hidden, code), "unknown", /which addresses rgw-1 has/);
  });
});
