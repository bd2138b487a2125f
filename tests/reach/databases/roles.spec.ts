import assert from "node:assert/strict";
import { topologyOf } from "../../../reach/topology-of";
import { explainLogin } from "../../../reachability/login/explain-login";
import { isUnknown } from "../../../reachability/maybe";
import { stateOf, type Declared } from "../program";

const arn = "arn:aws:iam::111122223333:role/app";
const trust = { Statement: [{ Effect: "Allow", Action: "sts:AssumeRole", Principal: { Service: "x.example.com" } }] };
const connect = {
  Statement: [
    {
      Effect: "Allow",
      Action: ["rds-db:connect"],
      Resource: ["arn:aws:rds-db:eu-west-1:111122223333:dbuser:db-ABCDEFGHIJKLMNOPQRSTUVWXYZ/app"],
    },
  ],
};
const role: Declared = {
  type: "aws:iam/role:Role",
  name: "app",
  id: "app",
  inputs: { assumeRolePolicy: JSON.stringify(trust) },
  outputs: { arn, name: "app" },
};
const database: Declared = {
  type: "aws:rds/instance:Instance",
  name: "orders",
  id: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ",
  inputs: { engine: "postgres", iamDatabaseAuthenticationEnabled: true },
  outputs: { resourceId: "db-ABCDEFGHIJKLMNOPQRSTUVWXYZ", address: "orders.example.com" },
};

function loginWith(...declared: readonly Declared[]): string {
  const { topology } = topologyOf([stateOf(database, ...declared)]);
  const [only] = topology.databases;
  return explainLogin(topology, { principalArn: arn, user: "app" }, only ?? assert.fail("no database")).verdict;
}

describe("the roles of a topology", () => {
  it("are left out where none was read: it is not known who else may log in", () => {
    assert.equal(topologyOf([stateOf(database)]).topology.roles, undefined);
    assert.equal(loginWith(), "unknown");
  });

  it("log in by a policy of their own, by one that is attached, and by neither", () => {
    const policy = JSON.stringify(connect);
    const own: Declared = { type: "aws:iam/rolePolicy:RolePolicy", name: "own", inputs: { role: "app", policy } };
    const managed: Declared = {
      type: "aws:iam/policy:Policy",
      name: "managed",
      id: "arn:aws:iam::111122223333:policy/connect",
      inputs: { policy },
      outputs: { arn: "arn:aws:iam::111122223333:policy/connect" },
    };
    const attached: Declared = {
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: "attached",
      inputs: { role: "app", policyArn: managed.id },
    };
    assert.equal(loginWith(role, own), "open");
    assert.equal(loginWith(role, managed, attached), "open");
    assert.equal(loginWith(role, managed), "blocked");
  });

  it("of aws-native are read alike, whose documents are objects", () => {
    const native: Declared = {
      type: "aws-native:iam:Role",
      name: "app",
      id: "app",
      inputs: { assumeRolePolicyDocument: trust, policies: [{ policyName: "p", policyDocument: connect }] },
      outputs: { arn },
    };
    assert.equal(loginWith(native), "open");
  });

  it("are not known with a policy that nobody read, as AWS's own", () => {
    const attached: Declared = {
      type: "aws:iam/rolePolicyAttachment:RolePolicyAttachment",
      name: "attached",
      inputs: { role: "app", policyArn: "arn:aws:iam::aws:policy/ReadOnlyAccess" },
    };
    assert.ok(isUnknown(topologyOf([stateOf(role, attached)]).topology.roles?.[0]?.policies));
    assert.equal(loginWith(role, attached), "unknown");
  });
});
