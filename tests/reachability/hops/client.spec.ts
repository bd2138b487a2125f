import assert from "node:assert/strict";
import { explain } from "../../../reachability/explain";
import { assertHop, hopOf } from "../judge";
import { changing, client, database, producer, topology } from "../open-topology";

describe("the client hop", () => {
  it("is not reported for a client that can exist", () => {
    assert.ok(explain(topology, client, database).hops.every((hop) => hop.code !== "client"));
  });

  it("refuses a client in another account's VPC", () => {
    const intruder = { ...client, account: producer };
    assertHop(
      hopOf(topology, "client", intruder),
      "blocked",
      /vpc-consumer belongs to account 222222222222/,
      /--account/,
    );
  });

  it("refuses a subnet of another VPC", () => {
    const intruder = { ...client, subnetId: "subnet-db-a" };
    assertHop(hopOf(topology, "client", intruder), "blocked", /subnet-db-a is not in vpc-consumer/);
  });

  it("refuses a security group of another VPC", () => {
    const intruder = { ...client, securityGroupIds: ["sg-gateway"] };
    assertHop(hopOf(topology, "client", intruder), "blocked", /sg-gateway is not in vpc-consumer/);
  });

  it("refuses an address outside the subnet", () => {
    const intruder = { ...client, sourceIp: "10.1.2.1" };
    assertHop(hopOf(topology, "client", intruder), "blocked", /10\.1\.2\.1 is not an address of subnet-client/);
  });

  for (const [what, change] of [
    ["VPC", { vpcId: "vpc-none" }],
    ["subnet", { subnetId: "subnet-none" }],
    ["security group", { securityGroupIds: ["sg-none"] }],
  ] as const) {
    it(`refuses a ${what} that does not exist`, () => {
      assertHop(hopOf(topology, "client", { ...client, ...change }), "blocked", new RegExp(`there is no ${what}`));
    });
  }

  it("refuses an IPv6 address that is not the subnet's", () => {
    const ranged = changing("subnets", "subnet-client", { ipv6Cidr: "2001:db8:1:1::/64" });
    const from = (sourceIp: string) => ({ ...client, sourceIp });
    assertHop(hopOf(ranged, "client", from("2001:db8::1")), "blocked", /is not an address of subnet-client/);
    assert.ok(explain(ranged, from("2001:db8:1:1::7"), database).hops.every(({ code }) => code !== "client"));
  });
});
