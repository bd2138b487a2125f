import assert from "node:assert/strict";
import { bad, good, resource } from "../../../measure/compare/case";
import { score } from "../../../measure/compare/score";
import { reported } from "../../../measure/compare/verdict";

const vpc = { Vpc: resource("AWS::EC2::VPC", {}), Other: resource("AWS::EC2::VPC", {}) };

describe("a tool's answer", () => {
  const each = bad("flow-logs", "an example", vpc);
  const check = "CKV2_AWS_11";

  it("is yes for any check about the concern on the resource", () => {
    assert.equal(reported("checkov", 3, each, [{ case: 3, resource: "Vpc", check }]), true);
    assert.equal(reported("checkov", 3, each, [{ case: 3, check }]), true);
  });

  it("is no for another case, resource, concern or tool", () => {
    assert.equal(reported("checkov", 3, each, [{ case: 4, resource: "Vpc", check }]), false);
    assert.equal(reported("checkov", 3, each, [{ case: 3, resource: "Other", check }]), false);
    assert.equal(reported("checkov", 3, each, [{ case: 3, resource: "Vpc", check: "CKV_AWS_11" }]), false);
    assert.equal(reported("cdkNag", 3, each, [{ case: 3, resource: "Vpc", check }]), false);
  });

  it("takes a family of ids by its beginning", () => {
    const secret = bad("rds-password", "an example", vpc);
    assert.equal(reported("checkov", 0, secret, [{ case: 0, check: "CKV_SECRET_99" }]), true);
    assert.equal(reported("checkov", 0, secret, [{ case: 0, check: "CKV_SECRE" }]), false);
  });
});

describe("a tool's score", () => {
  const cases = [bad("nacl", "a", vpc), bad("nacl", "b", vpc), good("nacl", "c", vpc), good("flow-logs", "d", vpc)];

  it("counts what was found and what was a false alarm", () => {
    assert.deepEqual(score(cases, [true, false, true, false]), { bad: 2, good: 2, found: 1, falseAlarms: 1 });
  });

  it("leaves out what it was not shown, and other concerns", () => {
    assert.deepEqual(score(cases, [undefined, true, false, true]), { bad: 1, good: 2, found: 1, falseAlarms: 1 });
    assert.deepEqual(score(cases, [true, true, true, true], "flow-logs"), {
      bad: 0,
      good: 1,
      found: 0,
      falseAlarms: 1,
    });
  });
});
