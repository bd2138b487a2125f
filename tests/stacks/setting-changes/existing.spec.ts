import * as assert from "node:assert/strict";

import type { existing } from "../../../stacks/settings/existing";
import { producingIn, touchedBy } from "./changes";

const sharedWith = ["444455556666"];
const found = { kind: "existing", identifier: "legacy", sharedWith };
const named = {
  kind: "existing",
  domainName: "orders.example.internal",
  engine: "postgres",
  securityGroupId: "sg-0123456789abcdef2",
  sharedWith,
};
const RULES_5432 = [
  "delete db-vpc-sg-0123456789abcdef2-5432-egress",
  "delete db-vpc-sg-0123456789abcdef2-5432-ingress",
];

/** A change of each setting, and what it does to what this program made; of the database there is nothing to touch. */
const WALK: Readonly<Record<keyof typeof existing, readonly [object, object, readonly string[]]>> = {
  // Another database: what leads there is made anew, and consumers associate it again.
  identifier: [
    found,
    { identifier: "old-ledger" },
    ["replace db-legacy: resourceConfigurationDefinition.arnResource.arn", "update legacy-connect-policy: policy"],
  ],
  arn: [found, { identifier: undefined, arn: "arn:aws:rds:eu-west-1:111122223333:db:legacy" }, []],
  domainName: [
    named,
    { domainName: "stock.example.internal" },
    ["replace db-vpc-legacy: customDomainName, resourceConfigurationDefinition.dnsResource.domainName"],
  ],
  engine: [named, { engine: "mysql" }, [...RULES_5432, "update db-vpc-legacy: portRanges"]],
  port: [named, { port: 6432 }, [...RULES_5432, "update db-vpc-legacy: portRanges"]],
  databaseName: [found, { databaseName: "other" }, []],
  securityGroupId: [named, { securityGroupId: "sg-0123456789abcdef3" }, RULES_5432],
  addIngressRule: [found, { addIngressRule: false }, ["delete db-sg-0123456789abcdef0-5432-ingress"]],
};

describe("a change of a setting of an existing database", () => {
  for (const [setting, [before, change, touched]] of Object.entries(WALK)) {
    it(`touches no more than it must, and nothing of the database: ${setting}`, async () => {
      const after = { ...before, ...change };
      assert.deepEqual(await touchedBy(producingIn({ legacy: before }), producingIn({ legacy: after })), touched);
    });
  }

  it("touches nothing of it where it gets a proxy", async () => {
    const after = { ...found, proxy: {} };
    assert.deepEqual(await touchedBy(producingIn({ legacy: found }), producingIn({ legacy: after })), []);
  });
});
