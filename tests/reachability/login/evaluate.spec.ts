import assert from "node:assert/strict";
import fc from "fast-check";
import { decide } from "../../../reachability/login/evaluate";
import { isUnknown } from "../../../reachability/maybe";
import { readPolicy } from "../../../reachability/login/policy";
import { decideTrust, type Role } from "../../../reachability/login/role";
import { decideIdentity, decideResource } from "../../../local/services/iam/evaluate";
import { parsePolicy } from "../../../local/services/iam/policy-document";
import { NotModelledError } from "../../../local/services/not-modelled";

const resource = "arn:aws:rds-db:eu-west-1:111111111111:dbuser:db-ABC/app";
const request = { action: "rds-db:connect", resource };

function decisionOf(...statements: object[]): string {
  const read = readPolicy({ Version: "2012-10-17", Statement: statements });
  return isUnknown(read) ? "unreadable" : decide(read, request);
}

const allow = { Effect: "Allow", Action: "rds-db:connect", Resource: resource };

describe("the evaluation of policies", () => {
  it("allows what a statement allows, by wildcards too, whatever the case of the action", () => {
    assert.equal(decisionOf(allow), "allow");
    assert.equal(
      decisionOf({ ...allow, Action: "RDS-DB:*", Resource: "arn:aws:rds-db:*:*:dbuser:db-???/a*" }),
      "allow",
    );
    assert.equal(decisionOf({ ...allow, Resource: resource.replace("app", "other") }), "silent");
    assert.equal(decisionOf({ ...allow, Action: "rds:connect" }), "silent");
  });

  it("lets a deny win, also through NotAction and NotResource", () => {
    assert.equal(decisionOf(allow, { Effect: "Deny", Action: "*", Resource: "*" }), "deny");
    assert.equal(decisionOf(allow, { Effect: "Deny", NotAction: "rds-db:*", Resource: "*" }), "allow");
    assert.equal(decisionOf(allow, { Effect: "Deny", Action: "*", NotResource: `${resource}*` }), "allow");
  });

  it("is sure of nothing that hangs on what it does not evaluate", () => {
    const condition = { IpAddress: { "aws:SourceIp": "10.0.0.0/8" } };
    assert.equal(decisionOf({ ...allow, Condition: condition }), "unsure");
    assert.equal(decisionOf(allow, { Effect: "Deny", Action: "*", Resource: "*", Condition: condition }), "unsure");
    assert.equal(decisionOf({ ...allow, Resource: "arn:aws:rds-db:*:*:dbuser:*/${aws:username}" }), "unsure");
    assert.equal(decisionOf({ ...allow, Condition: "none" }), "unsure");
    assert.equal(decisionOf({ ...allow, NotPrincipal: "*" }), "unsure");
  });

  it("reads no policy half: what it cannot read makes the whole unknown", () => {
    for (const bad of [{ ...allow, Resource: [1] }, { ...allow, Effect: "Maybe" }, { Effect: "Allow" }]) {
      assert.equal(decisionOf(allow, bad), "unreadable");
    }
    for (const text of ["", "{", "[]", '{"Statement":[]}', '{"Version":"2012-10-17"}']) {
      assert.ok(isUnknown(readPolicy(text)), text);
    }
  });

  it("takes no longer for a pattern full of stars", () => {
    const stars = `${"*a".repeat(2000)}b`;
    assert.equal(decisionOf({ ...allow, Resource: stars }), "silent");
  });
});

const pieces = ["arn:aws:rds-db:eu-west-1:111111111111:dbuser:", "db-ABC", "db-", "/app", "/", "*", "?", "app"];
const pattern = fc.oneof(
  fc.constantFrom(resource, "*", "arn:aws:rds-db:*:*:dbuser:db-ABC/*"),
  fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 4 }).map((parts) => parts.join("")),
);
const actions = [
  "rds-db:connect",
  "RDS-DB:Connect",
  "rds-db:*",
  "*",
  "rds:*",
  "sts:AssumeRole",
  "sts:*",
  "rds-db:c?nnect",
];
const some = <T>(of: fc.Arbitrary<T>) => fc.oneof(of, fc.array(of, { minLength: 1, maxLength: 3 }));
const either = <T>(name: string, of: fc.Arbitrary<T>) =>
  fc.tuple(fc.constantFrom(name, name, `Not${name}`), some(of)).map(([key, value]) => ({ [key]: value }));
const effect = fc.constantFrom("Allow", "Allow", "Deny").map((Effect) => ({ Effect }));
const externalId = fc.constantFrom("one", "two", "o*", "?ne");
const condition = fc.oneof(
  { weight: 3, arbitrary: fc.constant({}) },
  fc
    .tuple(fc.constantFrom("StringEquals", "StringLike"), some(externalId))
    .map(([operator, value]) => ({ Condition: { [operator]: { "sts:ExternalId": value } } })),
);
const merged = (parts: readonly object[]) => Object.assign({}, ...parts) as object;
const policyOf = (...parts: fc.Arbitrary<object>[]) =>
  fc
    .array(fc.tuple(...parts).map(merged), { minLength: 1, maxLength: 4 })
    .map((Statement) => JSON.stringify({ Version: "2012-10-17", Statement }));

describe("the evaluation of policies, against the local cloud's own", () => {
  it("says the same of any identity policy", () => {
    const seen = new Set<string>();
    const policies = policyOf(effect, either("Action", fc.constantFrom(...actions)), either("Resource", pattern));
    fc.assert(
      fc.property(policies, (text) => {
        const read = readPolicy(text);
        assert.ok(!isUnknown(read));
        const mine = decide(read, request);
        const theirs = decideIdentity(parsePolicy(text), { ...request, context: {} });
        seen.add(mine);
        assert.equal(mine, theirs?.toLowerCase() ?? "silent");
      }),
      { numRuns: 2000 },
    );
    assert.deepEqual([...seen].sort(), ["allow", "deny", "silent"]);
  });

  it("says the same of any trust policy, of who is named and how", () => {
    const arn = "arn:aws:iam::222222222222:role/client";
    const who = { arn, account: "222222222222" };
    const names = fc.constantFrom(arn, "222222222222", "arn:aws:iam::222222222222:root", "333333333333", "*");
    const policies = policyOf(
      effect,
      fc.constantFrom({ Action: "sts:AssumeRole" }, { Action: "sts:AssumeRole" }, { Action: "sts:TagSession" }),
      some(names).map((AWS) => ({ Principal: { AWS } })),
      condition,
    );
    fc.assert(
      fc.property(policies, fc.option(fc.constantFrom("one", "two"), { nil: undefined }), (text, id) => {
        const role: Role = { id: "r", arn: "r", account: "1", trust: readPolicy(text), policies: [] };
        const mine = decideTrust(role, who, id);
        const question = { action: "sts:AssumeRole", resource: undefined, context: { "sts:externalid": id } };
        const theirs = decideResource(parsePolicy(text), { ...who, roleArn: arn }, question);
        assert.equal(mine.decision, theirs.decision?.toLowerCase() ?? "silent");
        if (mine.decision === "allow") assert.equal(mine.byName, theirs.named === "direct");
      }),
      { numRuns: 2000 },
    );
  });

  it("is unsure where the local cloud refuses to judge, and never the other way about", () => {
    const keys = fc.constantFrom("aws:SourceIp", "aws:PrincipalTag/team", "sts:ExternalId");
    const odd = fc
      .tuple(fc.constantFrom("StringEquals", "IpAddress", "StringEqualsIfExists"), keys)
      .map(([operator, key]) => ({ Condition: { [operator]: { [key]: "one" } } }));
    const policies = policyOf(effect, either("Action", fc.constantFrom(...actions)), either("Resource", pattern), odd);
    fc.assert(
      fc.property(policies, (text) => {
        const read = readPolicy(text);
        assert.ok(!isUnknown(read));
        const mine = decide(read, request);
        try {
          const theirs = decideIdentity(parsePolicy(text), { ...request, context: { "sts:externalid": undefined } });
          // A silent policy and a deny are the same no.
          if (mine !== "unsure") assert.equal(mine === "allow", theirs === "Allow");
        } catch (error) {
          assert.ok(error instanceof NotModelledError);
          assert.notEqual(mine, "allow");
        }
      }),
      { numRuns: 2000 },
    );
  });
});
