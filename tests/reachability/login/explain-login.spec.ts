import assert from "node:assert/strict";
import { explainLogin, type Login, type LoginExplanation } from "../../../reachability/login/explain-login";
import { readPolicy } from "../../../reachability/login/policy";
import type { Role } from "../../../reachability/login/role";
import { unknown } from "../../../reachability/maybe";
import { seenThrough } from "../../../reachability/proxy";
import type { Database, Topology } from "../../../reachability/topology";
import type { HopCode } from "../../../reachability/hop-code";
import { assertHop } from "../judge";
import { consumer, database as plain, producer, topology } from "../open-topology";
import { withProxy } from "../with-proxy";

const clientArn = `arn:aws:iam::${consumer}:role/client`;
const connectArn = `arn:aws:iam::${producer}:role/connect`;
const login: Login = { principalArn: clientArn, user: "app", externalId: "orders-1" };
const database: Database = { ...plain, resourceId: "db-ABC", iamAuthentication: true, engine: "postgres" };

const statements = (...list: object[]) => readPolicy({ Version: "2012-10-17", Statement: list });
const connect = (resource: string) => statements({ Effect: "Allow", Action: "rds-db:connect", Resource: resource });
const trusting = (AWS: string, externalId = "orders-1") =>
  statements({
    Effect: "Allow",
    Principal: { AWS },
    Action: "sts:AssumeRole",
    Condition: { StringEquals: { "sts:ExternalId": externalId } },
  });

const connectRole: Role = {
  id: "connect",
  arn: connectArn,
  account: producer,
  trust: trusting(consumer),
  policies: connect(`arn:aws:rds-db:eu-west-1:${producer}:dbuser:db-ABC/app`),
};
const clientRole: Role = {
  id: "client",
  arn: clientArn,
  account: consumer,
  trust: statements({ Effect: "Allow", Principal: { Service: "ec2.amazonaws.com" }, Action: "sts:AssumeRole" }),
  policies: statements({ Effect: "Allow", Action: "sts:AssumeRole", Resource: connectArn }),
};

interface Change {
  readonly connect?: Partial<Role>;
  readonly client?: Partial<Role>;
  readonly login?: Partial<Login>;
  readonly database?: Partial<Database>;
  readonly topology?: Partial<Topology>;
}

function explained(change: Change = {}): LoginExplanation {
  const roles = [
    { ...connectRole, ...change.connect },
    { ...clientRole, ...change.client },
  ];
  const asked = { ...database, ...change.database };
  return explainLogin({ ...topology, roles, ...change.topology }, { ...login, ...change.login }, asked);
}

function hopOf(code: HopCode, change: Change) {
  const found = explained(change).hops.find((hop) => hop.code === code);
  assert.ok(found);
  return found;
}

describe("a login by IAM", () => {
  it("is open by the role of the database's account that trusts the client's role", () => {
    const { verdict, hops, connectRoleArn } = explained();
    assert.deepEqual([verdict, connectRoleArn], ["open", connectArn]);
    assert.deepEqual(
      hops.map(({ code }) => code),
      ["login-role", "login-permission", "login-enabled", "login-tls"],
    );
  });

  it("is blocked by each single missing piece, and names it", () => {
    const pieces: [HopCode, Change][] = [
      ["login-role", { connect: { trust: trusting("333333333333") } }],
      ["login-role", { connect: { trust: trusting(consumer, "other") } }],
      ["login-role", { login: { externalId: "wrong" } }],
      ["login-role", { client: { policies: [] } }],
      ["login-role", { topology: { roles: [clientRole] } }],
      ["login-permission", { connect: { policies: [] } }],
      ["login-permission", { login: { user: "other" } }],
      ["login-permission", { database: { resourceId: "db-OTHER" } }],
      ["login-permission", { connect: { boundary: connect("arn:aws:rds-db:*:*:dbuser:none/*") } }],
      ["login-enabled", { database: { iamAuthentication: false } }],
      ["login-enabled", { database: { engine: "oracle-ee" } }],
      ["login-tls", { login: { tls: false } }],
    ];
    for (const [code, change] of pieces) {
      const { verdict, headline } = explained(change);
      assert.deepEqual([verdict, headline?.code], ["blocked", code], JSON.stringify(change));
      assert.ok(headline?.fix);
    }
  });

  it("does not count what another account's role is allowed", () => {
    const policies = statements(
      { Effect: "Allow", Action: "*", Resource: "*" },
      { Effect: "Deny", Action: "sts:AssumeRole", Resource: connectArn },
    );
    assertHop(
      hopOf("login-role", { client: { policies } }),
      "blocked",
      /a policy of .*client denies it sts:AssumeRole/,
    );
  });

  it("asks a role of the database's own account for nothing more", () => {
    const { verdict, hops } = explained({ login: { principalArn: connectArn } });
    assert.equal(verdict, "open");
    assert.match(hops[0]?.reason ?? "", /logs in itself/);
  });

  it("needs no policy of the caller's in the same account where the trust names it", () => {
    const own = `arn:aws:iam::${producer}:role/app`;
    const roles = (AWS: string): Role[] => [
      { ...connectRole, trust: trusting(AWS) },
      { ...clientRole, id: "app", arn: own, account: producer, policies: [] },
    ];
    const ask = (AWS: string) => explained({ login: { principalArn: own }, topology: { roles: roles(AWS) } }).verdict;
    assert.deepEqual([ask(own), ask(producer)], ["open", "blocked"]);
  });

  it("goes by the proxy's own resource id and setting", () => {
    const [proxy] = withProxy().proxies ?? [];
    assert.ok(proxy);
    const ask = (policies: Role["policies"], iamAuthentication = true) =>
      explainLogin(
        { ...withProxy(), roles: [{ ...connectRole, policies }, clientRole] },
        login,
        seenThrough({ ...proxy, iamAuthentication }),
      );
    const ofProxy = connect(`arn:aws:rds-db:*:${producer}:dbuser:prx-0123/app`);
    assert.equal(ask(ofProxy).verdict, "open");
    assert.equal(ask(ofProxy, false).headline?.code, "login-enabled");
    assert.equal(ask(connectRole.policies).headline?.code, "login-permission");
  });

  it("says nothing for sure while a piece is unknown or not evaluated", () => {
    const hidden = unknown("it is read");
    const changes: Change[] = [
      { connect: { trust: hidden } },
      { connect: { policies: hidden } },
      { connect: { arn: hidden } },
      { client: { policies: hidden } },
      { database: { resourceId: hidden } },
      { database: { iamAuthentication: hidden } },
      { topology: { roles: [], complete: [] } },
      { topology: { roles: [clientRole], complete: [consumer] } },
      { topology: { roles: [connectRole], complete: [producer] } },
    ];
    for (const change of changes) assert.equal(explained(change).verdict, "unknown", JSON.stringify(change));
    const { roles: _none, ...unread } = topology;
    assert.equal(explainLogin(unread, login, database).verdict, "unknown");
    assert.equal(explainLogin({ ...topology, roles: [connectRole, clientRole] }, login, plain).verdict, "unknown");
  });
});
