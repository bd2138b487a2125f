import * as assert from "node:assert/strict";

import type { GrantedDatabase, Offer } from "../../stacks/contract";
import type { NamedGrants } from "../../stacks/own-grant";
import { chooseDatabases } from "../../stacks/shared-databases";
import { contract, orders } from "./contract-fixture";

const { connectRoleArn, externalId, loginUser: _, resourceShareArn, ...rest } = orders;
const UNIT = "arn:aws:organizations::999988887777:ou/o-exampleorg1/ou-ab12-11111111";
const grant = (principal: string, key: string) => ({
  ...{ principal, until: null, allowExternalPrincipals: false, resourceShareArn, resourceShareName: `share-${key}` },
  ...{ connectRoleArn: `${connectRoleArn}-${key}`, externalId: `${externalId}-${key}` },
  ...{ loginUser: key, databaseUsers: [] },
});
const granted = (grants: Readonly<Record<string, string>>): GrantedDatabase => ({
  ...rest,
  sharing: "granted",
  path: { sharing: "resource" },
  grants: Object.fromEntries(Object.entries(grants).map(([key, principal]) => [key, grant(principal, key)])),
  sharedWith: Object.values(grants).filter((principal) => !principal.startsWith("arn:")),
});
const place = { accountId: "444455556666", region: "eu-west-1" };
const choose = (grants: Readonly<Record<string, string>>, named?: NamedGrants, names: string[] = []) =>
  chooseDatabases(
    { contract: contract({ databases: { orders: granted(grants) } }) },
    { place, databaseNames: names, ...(named !== undefined && { grant: named }) },
  );
const keyOf = (chosen: ReturnType<typeof choose>): string | undefined => {
  if (typeof chosen === "string") return chosen;
  const { orders: own } = chosen;
  return own !== undefined && "loginUser" in own ? own.loginUser : undefined;
};

describe("a consumer's grant", () => {
  it("is the one of its account, and of no other it hears anything", () => {
    const chosen = choose({ analytics: "444455556666", billing: "777788889999" });
    assert.deepEqual(chosen, {
      orders: {
        ...rest,
        sharing: "resource",
        sharedWith: ["444455556666", "777788889999"],
        ...{ resourceShareArn, resourceShareName: "share-analytics", allowExternalPrincipals: false },
        ...{ connectRoleArn: `${connectRoleArn}-analytics`, externalId: `${externalId}-analytics` },
        loginUser: "analytics",
      },
    });
  });

  it("is asked for where its account has several", () => {
    const text =
      'shares "orders" by 2 grants that may be meant for this account: a, b. Here: name yours in lattice-db:grant, ' +
      "for all databases or for this one: pulumi config set --path 'lattice-db:grant.orders' KEY";
    assert.equal(choose({ a: "444455556666", b: "444455556666", c: "777788889999" }), text);
    assert.equal(keyOf(choose({ a: "444455556666", b: "444455556666" }, "b")), "b");
    assert.equal(keyOf(choose({ a: "444455556666", b: "444455556666" }, { orders: "a" })), "a");
  });

  it("of an organisation or a unit is taken where it is named, or the only one of a database that is named", () => {
    assert.equal(keyOf(choose({ platform: UNIT }, "platform")), "platform");
    assert.equal(keyOf(choose({ platform: UNIT }, undefined, ["orders"])), "platform");
    assert.match(
      keyOf(choose({ a: UNIT, b: UNIT }, undefined, ["orders"])) ?? "",
      /by 2 grants that may be meant for this account: a, b\./,
    );
  });

  it("of an organisation or a unit is not taken unasked, but offered", () => {
    assert.match(
      keyOf(choose({ platform: UNIT })) ?? "",
      /shares nothing with account 444455556666.* has a grant \(platform\): pulumi config set lattice-db:grant KEY$/,
    );
  });

  it("cannot be one that is not there, or another account's", () => {
    assert.match(
      keyOf(choose({ a: "444455556666" }, { orders: "b" })) ?? "",
      /^has no grant "b" of "orders"; its grants: a\./,
    );
    assert.match(
      keyOf(choose({ a: "777788889999" }, { orders: "a" })) ?? "",
      /^has the grant "a" of "orders" for account 777788889999, not for 444455556666\./,
    );
  });

  it("is not complete for the compiler while a field of it is missing", () => {
    const { grants: _, ...forgetful } = granted({});
    // @ts-expect-error -- grants is missing
    const offer: Offer = forgetful;
    assert.ok(offer);
  });
});
