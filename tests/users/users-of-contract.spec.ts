import * as assert from "node:assert/strict";

import { usersText } from "../../users/text";
import { usersOfContract } from "../../users/users-of-contract";

const grants = {
  analytics: { principal: "444455556666", loginUser: "analytics", databaseUsers: ["reports"] },
  billing: { principal: "777788889999", loginUser: "reports", databaseUsers: [] },
};
const orders = { engine: "postgres", databaseName: "orders", address: "orders.example", grants };
const shop = {
  ...{ engine: "mysql", databaseName: "web_shop", address: "shop.example", loginUser: "app" },
  sharedWith: ["444455556666"],
};

describe("the users of a contract", () => {
  it("are each once, with whom they are for and what they may do", () => {
    const [found] = usersOfContract({ databases: { orders } });
    assert.deepEqual(
      found?.users.map((it) => [it.user, it.for, it.sql.at(-1)]),
      [
        ["analytics", "grant analytics", 'GRANT USAGE, CREATE ON SCHEMA public TO "analytics"'],
        ["reports", "grant analytics, grant billing", 'GRANT USAGE, CREATE ON SCHEMA public TO "reports"'],
      ],
    );
  });

  it("are made once for a server, by whatever names it is shared", () => {
    const reader = { ...orders, path: { sharing: "endpoint", of: "orders" } };
    const found = usersOfContract({ databases: { orders, "orders-reader": reader, "orders-proxy": orders, shop } });
    assert.deepEqual(
      found.map(({ name, alsoAs }) => [name, alsoAs]),
      [
        ["orders", ["orders-reader", "orders-proxy"]],
        ["shop", []],
      ],
    );
  });

  it("of MySQL log in by token over TLS alone, and have rights in the one database", () => {
    assert.equal(
      usersText(usersOfContract({ databases: { shop } })),
      [
        "-- shop: mysql, database web_shop at shop.example; run this as its master user.",
        "-- app, for 444455556666",
        "CREATE USER IF NOT EXISTS 'app'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL;",
        "ALTER USER 'app'@'%' IDENTIFIED WITH AWSAuthenticationPlugin AS 'RDS' REQUIRE SSL;",
        "GRANT SELECT, INSERT, UPDATE, DELETE, CREATE, ALTER, DROP, INDEX ON `web\\_shop`.* TO 'app'@'%';",
        "",
      ].join("\n"),
    );
  });

  it("are none of a database that takes passwords, and none where nothing is shared", () => {
    const { loginUser: _, ...password } = shop;
    assert.match(usersText(usersOfContract({ databases: { shop: password } })), /takes no IAM logins/);
    assert.equal(usersText(usersOfContract({ databases: {} })), "-- No database is shared with anybody.\n");
    assert.throws(() => usersOfContract(undefined), /this is no contract of a producer/);
  });
});
