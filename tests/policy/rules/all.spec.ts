import assert from "node:assert/strict";
import { allRules } from "../../../policy/rules/all";

const withSet = (property: "surroundings" | "relaxable"): string[] =>
  allRules.filter((rule) => rule[property] === true).map(({ id }) => id);

describe("all rules", () => {
  it("judge databases, shares and Lattice anywhere, and only these what surrounds them where there is one", () => {
    assert.deepEqual(withSet("surroundings"), [
      "sg-no-world-ingress",
      "sg-no-wide-private-ingress",
      "sg-no-all-ports-ingress",
      "sg-no-open-egress",
      "sg-default-closed",
      "sg-described",
      "subnet-no-public-ip",
      "no-default-route-to-igw",
      "vpc-hygiene",
      "iam-no-admin",
      "iam-no-service-wildcard",
      "iam-no-admin-managed-policy",
      "iam-trust-no-wildcard",
      "iam-trust-cross-account-bound",
      "iam-trust-confused-deputy",
      "iam-passrole-scoped",
      "iam-no-escalation",
      "iam-data-read-scoped",
      "iam-no-long-lived-users",
      "s3-public-access-blocked",
      "s3-no-open-policy",
      "s3-audit-bucket",
      "log-group-kept-encrypted",
      "lambda-no-public-invoke",
      "lambda-baseline",
      "cloudtrail-secure",
    ]);
  });

  it("hold where a stack is for trying, but for those of what is kept", () => {
    assert.deepEqual(withSet("relaxable"), [
      "stateful-protected",
      "rds-backup-retention",
      "rds-deletion-protection",
      "rds-final-snapshot",
    ]);
  });
});
