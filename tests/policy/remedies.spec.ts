import assert from "node:assert/strict";
import { allRules } from "../../policy/rules/all";
import type { Token } from "../../resources/tokens";
import { namedIn } from "./remedy";

/**
 * Fixes that no table can carry out (`tables.ts` does it with every other one, on each bad case), by why: they name no
 * property of the resource they are about. The end-to-end test take-away.spec.ts uses an exemption as docs/ print it.
 */
const inWords: Readonly<Record<string, readonly string[]>> = {
  "what a policy document must say instead is the author's to choose": [
    ...["iam-data-read-scoped", "iam-no-admin", "iam-no-service-wildcard", "iam-passrole-scoped"],
    ...["iam-trust-confused-deputy", "iam-trust-cross-account-bound", "iam-trust-no-wildcard", "kms-no-open-policy"],
    ...["lattice-no-open-auth-policy", "s3-no-open-policy"],
  ],
  "the mistake is the resource itself, or who is meant by it": [
    ...["iam-no-admin-managed-policy", "iam-no-long-lived-users", "kms-trusted-accounts", "no-hardcoded-credentials"],
    ...["lattice-auth-policy-is-not-database-protection", "lattice-foreign-producer", "no-default-route-to-igw"],
    ...["ram-no-whole-organisation", "ram-principals-allowed", "ram-shared-types", "rds-snapshot-not-shared-openly"],
    ...["provider-credentials", "rds-admin-name", "vpc-hygiene"],
  ],
  "it takes another resource: a group, a subnet, a key, a parameter group, an association": [
    ...["lattice-association-security-groups", "lattice-gateway-private-multi-az", "lattice-gateway-security-groups"],
    ...["ram-share-complete", "rds-customer-key", "rds-own-network", "rds-private-subnets", "rds-tls-parameter"],
  ],
  "the other side of a security group's rule is the author's to choose": [
    ...["sg-no-all-ports-ingress", "sg-no-open-egress", "sg-no-wide-private-ingress", "sg-no-world-ingress"],
  ],
  "the value stands in the pack's settings or in a resource option": [
    ...["allowed-regions", "no-ignored-security-properties", "policy-exemption-valid", "required-tags"],
    "stateful-protected",
  ],
  "what a finding says to do is the blocking hop's own fix, or whom to declare": [
    ...["consumer-reaches-its-databases", "database-audience-as-declared"],
  ],
  "the property is a nested one, or called otherwise on one of the two providers": [
    ...["lattice-config-target", "lattice-private-dns-scope", "ram-no-retain-on-leave", "ram-permission-scoped"],
    ...["rds-ca-current", "rds-iam-auth"],
  ],
};

describe("the fixes of the pack's rules", () => {
  it("are carried out on bad cases, or listed here with the reason", () => {
    const named = allRules.filter((rule) =>
      Object.keys(rule.reads).some((type) => namedIn(rule, type as Token).length > 0),
    );
    const listed = Object.values(inWords).flat();
    assert.equal(new Set(listed).size, listed.length);
    assert.deepEqual(
      [...listed].sort(),
      allRules
        .filter((rule) => !named.includes(rule))
        .map(({ id }) => id)
        .sort(),
    );
  });

  it("print no command, which nobody has tried", () => {
    for (const { id, fix, why } of allRules)
      assert.doesNotMatch(`${fix} ${why}`, /\b(?:pulumi|aws|npm|psql) [a-z-]+ [a-z-]/, id);
  });
});
