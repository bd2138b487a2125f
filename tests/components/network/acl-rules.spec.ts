import * as assert from "node:assert/strict";

import {
  databaseAclRules,
  gatewayAclRules,
  mostAclRules,
  type AclNeeds,
  type AclRule,
} from "../../../components/network/acl-rules";

const needs: AclNeeds = {
  gateways: [
    { zone: "a", cidr: "10.0.1.0/26" },
    { zone: "b", cidr: "10.0.1.64/26" },
  ],
  databases: [
    { zone: "a", cidr: "10.0.0.0/26" },
    { zone: "b", cidr: "10.0.0.64/26" },
  ],
  ports: [5432],
  isJoined: false,
};
const said = (rules: readonly AclRule[]) =>
  rules.map(({ fromPort, toPort, cidrBlock, ipv6CidrBlock }) => {
    const range = cidrBlock ?? (typeof ipv6CidrBlock === "string" ? ipv6CidrBlock : "unknown");
    return `${fromPort}-${toPort} ${range}`;
  });
const numbers = (rules: readonly AclRule[]) => rules.map(({ ruleNo }) => ruleNo);

describe("the network ACL of the gateway's subnets", () => {
  it("lets connections out to the databases, and their answers in", () => {
    const { ingress, egress } = gatewayAclRules(needs);
    assert.deepEqual(said(egress), ["5432-5432 10.0.0.0/26", "5432-5432 10.0.0.64/26"]);
    assert.deepEqual(said(ingress), ["1024-65535 10.0.0.0/26", "1024-65535 10.0.0.64/26"]);
  });
});

describe("the network ACL of the databases' subnets", () => {
  it("lets connections in from the gateway, and the answers out, and nothing else", () => {
    const { ingress, egress } = databaseAclRules(needs);
    assert.deepEqual(said(ingress), ["5432-5432 10.0.1.0/26", "5432-5432 10.0.1.64/26"]);
    assert.deepEqual(said(egress), ["1024-65535 10.0.1.0/26", "1024-65535 10.0.1.64/26"]);
  });

  it("lets proxies and replicas reach databases in other zones, in both directions", () => {
    const { ingress, egress } = databaseAclRules({ ...needs, isJoined: true });
    const within = ["1024-65535 10.0.0.0/26", "1024-65535 10.0.0.64/26"];
    for (const rules of [ingress, egress]) assert.deepEqual(said(rules).slice(2), within);
  });

  it("lets the VPC ask endpoints of AWS's APIs, and the databases' subnets ask those of other zones", () => {
    const { ingress, egress } = databaseAclRules({ ...needs, apisFor: { cidr: "10.0.0.0/16" } });
    assert.ok(said(ingress).includes("443-443 10.0.0.0/16"));
    assert.ok(said(egress).includes("1024-65535 10.0.0.0/16"));
    for (const range of ["10.0.0.0/26", "10.0.0.64/26"]) {
      assert.ok(said(egress).includes(`443-443 ${range}`));
      assert.ok(said(ingress).includes(`1024-65535 ${range}`));
    }
  });

  it("says the same of the other family where subnets have both", () => {
    const both = needs.gateways.map((one) => ({ ...one, ipv6Cidr: `2001:db8::${one.zone}:0/124` }));
    const { ingress, egress } = databaseAclRules({ ...needs, gateways: both });
    assert.equal(ingress.length, 4);
    assert.ok(said(egress).includes("1024-65535 2001:db8::b:0/124"));
    assert.equal(new Set(numbers(ingress)).size, 4);
  });
});

describe("the numbers of a network ACL's rules", () => {
  const every = (wanted: AclNeeds) => {
    const [one, other] = [gatewayAclRules(wanted), databaseAclRules(wanted)];
    return [one.ingress, one.egress, other.ingress, other.egress];
  };
  const rich = { ...needs, isJoined: true, apisFor: { cidr: "10.0.0.0/16", ipv6Cidr: "2001:db8::/56" } };

  it("are each there once in a direction, and within what AWS takes", () => {
    // The last three are alike to what their numbers are made of.
    for (const rules of every({ ...rich, ports: [3306, 5432, 5433, 6432, 1150, 65535, 1757, 2364] })) {
      assert.equal(new Set(numbers(rules)).size, rules.length);
      assert.ok(numbers(rules).every((number) => number >= 1 && number <= 32766));
    }
  });

  it("stay when ports and zones come", () => {
    const databases = [{ zone: "c", cidr: "10.0.0.128/26" }, ...needs.databases];
    const gateways = [{ zone: "c", cidr: "10.0.1.128/26" }, ...needs.gateways];
    const more = every({ ...rich, ports: [3306, 5432], databases, gateways });
    every({ ...rich, ports: [5432] }).forEach((rules, index) => {
      const now = more[index] ?? [];
      for (const rule of rules) assert.ok(now.some((one) => JSON.stringify(one) === JSON.stringify(rule)));
    });
  });

  it("are counted in the direction that has most", () => {
    assert.equal(mostAclRules(needs), 2);
    assert.equal(mostAclRules({ ...needs, ports: [5432, 3306, 5433] }), 6);
  });
});
