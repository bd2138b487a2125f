import assert from "node:assert/strict";
import {
  acceptedAccounts,
  admittedAccounts,
  admittedOrganizations,
  providerAccounts,
} from "../../../policy/framework/accounts";
import { Field } from "../../../resources/field";
import { statementsOf } from "../../../policy/framework/policy-document";
import { Resource } from "../../../resources/resource";
import { settingsFrom } from "../../../policy/framework/settings";
import { unknown, wrapped } from "../judge";

const one = "111111111111";
const two = "222222222222";
const three = "333333333333";

const resource = (provider?: object): Resource =>
  new Resource({
    type: "aws:kms/key:Key",
    urn: "urn:pulumi:dev::shop::aws:kms/key:Key::key",
    name: "key",
    props: {},
    opts: { protect: false, ignoreChanges: [] },
    ...(provider && { provider: { props: wrapped(provider) } }),
  });

const read = (statement: object) =>
  statementsOf(Field.of(wrapped({ policy: { Statement: { Effect: "Allow", ...statement } } }), "policy")) ?? [];
const admitted = (statement: object): readonly string[] =>
  read(statement)
    .flatMap(admittedAccounts)
    .map(({ account, at }) => `${account} ${at.path}`);
const organizations = (statement: object): readonly string[] =>
  read(statement)
    .flatMap(admittedOrganizations)
    .map(({ organization, at }) => `${organization} ${at.path}`);

describe("the accounts of a provider", () => {
  it("are read from JSON, as they arrive, or from a list", () => {
    assert.deepEqual(providerAccounts(resource({ allowedAccountIds: JSON.stringify([one, two]) })), [one, two]);
    assert.deepEqual(providerAccounts(resource({ allowedAccountIds: [one] })), [one]);
  });

  it("are none where none are given, known or readable", () => {
    for (const allowedAccountIds of [undefined, unknown, "[", [], [null]])
      assert.deepEqual(providerAccounts(resource({ allowedAccountIds })), []);
    assert.deepEqual(providerAccounts(resource()), []);
  });
});

describe("the accounts a resource may deal with", () => {
  it("are those listed and its own", () => {
    const settings = settingsFrom({ ownAccounts: [one], trustedAccounts: [two] }, "2026-11-21");
    assert.deepEqual(acceptedAccounts(resource(), settings), [one, two]);
    assert.deepEqual(acceptedAccounts(resource({ allowedAccountIds: [three] }), settings), [one, two, three]);
  });

  it("are not judged where nobody listed any", () => {
    assert.equal(acceptedAccounts(resource({ allowedAccountIds: [one] }), settingsFrom({}, "2026-11-21")), undefined);
  });
});

describe("a statement admits accounts", () => {
  it("by its principals", () => {
    assert.deepEqual(admitted({ Principal: { AWS: [`arn:aws:iam::${one}:root`, two] } }), [
      `${one} policy.Statement.Principal.AWS[0]`,
      `${two} policy.Statement.Principal.AWS[1]`,
    ]);
    assert.deepEqual(admitted({ Principal: one }), [`${one} policy.Statement.Principal`]);
  });

  it("by its conditions, where it names everyone", () => {
    const path = "policy.Statement.Condition.StringEquals";
    for (const key of ["aws:PrincipalAccount", "aws:SourceAccount", "kms:CallerAccount"]) {
      const Condition = { StringEquals: { [key]: [one] } };
      assert.deepEqual(admitted({ Principal: { AWS: "*" }, Condition }), [`${one} ${path}.${key}[0]`]);
      assert.deepEqual(admitted({ NotPrincipal: { AWS: two }, Condition }), [`${one} ${path}.${key}[0]`]);
    }
    for (const key of ["aws:PrincipalArn", "aws:SourceArn"]) {
      const Condition = { StringEquals: { [key]: `arn:aws:iam::${one}:role/app` } };
      assert.deepEqual(admitted({ Principal: "*", Condition }), [`${one} ${path}.${key}`]);
    }
  });

  it("and otherwise names none", () => {
    const Condition = { StringEquals: { "aws:PrincipalAccount": one } };
    for (const statement of [
      { Effect: "Deny", Principal: { AWS: one } },
      { Principal: { Service: "logs.amazonaws.com" }, Condition },
      { Principal: { Federated: one } },
      { Principal: { AWS: "arn:aws:iam::*:root" } },
      { Principal: { AWS: "AIDAEXAMPLE" } },
      { Principal: { AWS: unknown } },
      { Principal: "*", Condition: { StringNotEquals: { "aws:PrincipalAccount": one } } },
      { Principal: "*", Condition: { StringEquals: { "aws:PrincipalOrgID": "o-a" } } },
      { Principal: "*", Condition: { StringEquals: { "aws:PrincipalTag/x": one } } },
      { Principal: "*", Condition: { StringEquals: unknown, StringNotEquals: { "aws:PrincipalAccount": one } } },
    ]) {
      assert.deepEqual(admitted(statement), [], JSON.stringify(statement));
    }
  });
});

describe("a statement admits organisations", () => {
  const path = "policy.Statement.Condition.StringEquals";

  it("by its conditions, where it names everyone", () => {
    for (const key of ["aws:PrincipalOrgID", "aws:SourceOrgID"]) {
      const Condition = { StringEquals: { [key]: ["o-a", unknown, "o-b"] } };
      assert.deepEqual(organizations({ Principal: "*", Condition }), [
        `o-a ${path}.${key}[0]`,
        `o-b ${path}.${key}[2]`,
      ]);
    }
    for (const key of ["aws:PrincipalOrgPaths", "aws:SourceOrgPaths"]) {
      const Condition = { StringEquals: { [key]: "o-a/r-b/ou-c/" } };
      assert.deepEqual(organizations({ Principal: "*", Condition }), [`o-a ${path}.${key}`]);
    }
  });

  it("and otherwise names none", () => {
    const Condition = { StringEquals: { "aws:PrincipalOrgID": "o-a" } };
    for (const statement of [
      { Principal: { AWS: one }, Condition },
      { Effect: "Deny", Principal: "*", Condition },
      { Principal: "*", Condition: { StringNotEquals: { "aws:PrincipalOrgID": "o-a" } } },
      { Principal: "*", Condition: { StringEquals: { "aws:PrincipalAccount": one } } },
    ]) {
      assert.deepEqual(organizations(statement), [], JSON.stringify(statement));
    }
  });
});
