import * as assert from "node:assert/strict";

import type { DatabaseFacts } from "../../../stacks/contract";
import { snippetsFor } from "../../../stacks/snippets";
import { contract, orders } from "../contract-fixture";
import { stackValues } from "../stack-file";
import { up } from "../up";

const ENGINES = ["postgres", "mysql", "mariadb"] as const;
const PROGRAMS = { postgres: "psql", mysql: "mysql", mariadb: "mysql" };

function byPassword(engine: DatabaseFacts["engine"]): DatabaseFacts {
  const { address, port, databaseName } = orders;
  return { address, port, engine, databaseName, login: "password" };
}

/** The programs without the environment. */
function programs(facts: DatabaseFacts): [string, string][] {
  return Object.entries(snippetsFor(facts, "eu-west-1")).filter(([name]) => name !== "environment");
}

describe("the snippets of a database", () => {
  for (const engine of ENGINES) {
    const facts = { ...orders, engine };

    it(`are one for each kind of client: ${engine}`, () => {
      const names = ["environment", "go", "jdbc", "node", "python", PROGRAMS[engine]].sort();
      assert.deepEqual(Object.keys(snippetsFor(facts, "eu-west-1")).sort(), names);
      assert.deepEqual(Object.keys(snippetsFor(byPassword(engine), "eu-west-1")).sort(), names);
    });

    it(`are the same for every database, its environment excepted: ${engine}`, () => {
      const reader = { ...facts, address: "reader.example.com", port: 1, databaseName: "other", loginUser: "other" };
      const proxy = {
        ...reader,
        resourceId: "prx-0123456789abcdef0",
        connectRoleArn: "arn:other",
        externalId: "other",
      };
      assert.deepEqual(programs(reader), programs(facts));
      assert.deepEqual(programs(proxy), programs(facts));
      assert.deepEqual(programs({ ...byPassword(engine), address: "other" }), programs(byPassword(engine)));
    });

    it(`verify the name of the server, whatever the login: ${engine}`, () => {
      const verified =
        /verify-full|VERIFY_IDENTITY|--ssl-verify-server-cert|checkServerIdentity\(address|verifyIdentity: true|ssl_verify_identity=True|ServerName: address/;
      for (const [name, text] of [...programs(facts), ...programs(byPassword(engine))]) {
        assert.match(text, verified, name);
        assert.match(text, /DATABASE_CA_FILE/, name);
      }
    });

    it(`assume the role with the external id for a token, and know neither with a password: ${engine}`, () => {
      for (const [name, text] of programs(facts)) {
        assert.match(text, /DATABASE_ROLE_ARN/, name);
        assert.match(text, /DATABASE_EXTERNAL_ID/, name);
        assert.doesNotMatch(text, /DATABASE_PASSWORD/, name);
      }
      for (const [name, text] of programs(byPassword(engine))) {
        assert.match(text, /DATABASE_PASSWORD/, name);
        assert.doesNotMatch(text, /ROLE_ARN|EXTERNAL_ID|aws|software\.amazon|boto3/i, name);
      }
    });
  }

  it("never have a token or a password among the arguments of a command", () => {
    for (const engine of ENGINES) {
      for (const facts of [{ ...orders, engine }, byPassword(engine)]) {
        const shell = snippetsFor(facts, "eu-west-1")[PROGRAMS[engine]] ?? "";
        assert.doesNotMatch(shell, /--password=|-p"?\$|password=|PGPASSWORD=\S+ psql|MYSQL_PWD=\S+ m/);
      }
    }
  });
});

describe("the output `snippets` of a consumer", () => {
  it("has every database of the stack, a reader, a proxy and one with passwords too", async () => {
    const { resourceConfigurationArn, resourceShareArn, sharedWith, engine, port, databaseName, address } = orders;
    const way = { resourceConfigurationArn, resourceShareArn, sharedWith };
    const name = "orders-proxy-1a2b.proxy-abcdefghijkl.eu-west-1.rds.amazonaws.com";
    const domain = { customDomainName: name, address: name };
    const databases = {
      orders,
      "orders-reader": { ...orders, sharing: "endpoint", of: "orders", address: "reader.example.com" },
      "orders-proxy": { ...orders, ...domain, sharing: "domain", resourceId: "prx-0123456789abcdef0" },
      legacy: { ...way, engine, port, databaseName, address, customDomainName: address, sharing: "password" },
    };
    const { outputs } = await up(stackValues("consumer"), { contract: contract({ databases }) });
    const { snippets } = outputs;
    assert.deepEqual(Object.keys(snippets).sort(), Object.keys(databases).sort());
    assert.match(snippets["orders-reader"].environment, /^export DATABASE_ADDRESS='reader\.example\.com'$/m);
    assert.match(snippets["orders-proxy"].environment, new RegExp(`^export DATABASE_ADDRESS='${name}'$`, "m"));
    assert.doesNotMatch(snippets.legacy.environment, /ROLE_ARN/);
    assert.equal(snippets["orders-reader"].node, snippets.orders.node);
    assert.notEqual(snippets.legacy.node, snippets.orders.node);
  });
});
