import * as assert from "node:assert/strict";

import { grantNotices } from "../../stacks/grant-notices";
import { readConfig } from "../../stacks/config";
import { readContract } from "../../stacks/contract";
import { revocationNotices } from "../../stacks/revoked-accounts";
import { stackValues } from "./stack-file";
import { up } from "./up";

const UNIT = "arn:aws:organizations::999988887777:ou/o-example0001/ou-ab12-11111111";
const ANALYTICS = { principal: "444455556666", loginUser: "analytics", databaseUsers: ["reports"] };
const BOTH = { analytics: ANALYTICS, platform: { principal: UNIT, loginUser: "platform" } };

const values = (sharedWith: unknown) =>
  stackValues("producer", {
    "lattice-db:databases": { orders: { engine: "postgres", engineVersion: "17", sharedWith } },
  });
function databases(sharedWith: unknown) {
  const config = readConfig("producer", values(sharedWith));
  assert.equal(config.role, "producer");
  return config.databases;
}
const refusal = (sharedWith: unknown): string => {
  try {
    databases(sharedWith);
  } catch (error) {
    return String(error);
  }
  return "";
};

/** Each resource as the engine would compare it, by its URN's last parts. */
async function resourcesOf(sharedWith: unknown): Promise<Map<string, string>> {
  const { resources } = await up(values(sharedWith));
  return new Map(resources.map(({ type, name, inputs }) => [`${type} ${name}`, JSON.stringify(inputs)]));
}

/** What differs, but for the pack's and the engine's own. */
async function changed(from: unknown, to: unknown): Promise<string[]> {
  const [before, after] = [await resourcesOf(from), await resourcesOf(to)];
  const names = [...new Set([...before.keys(), ...after.keys()])];
  return names.filter((name) => before.get(name) !== after.get(name)).map((name) => name.replace(/^.*:/, ""));
}

describe("the grants of a database", () => {
  it("are nothing else than the short form says, where they are one account each", () => {
    const [short, long] = [{ a: "444455556666" }, { a: { principal: "444455556666" } }];
    assert.deepEqual(databases(short)["orders"]?.sharedWith, databases(long)["orders"]?.sharedWith);
    assert.equal(databases(short)["orders"]?.grants?.["a"]?.loginUser, "app");
  });

  it("are told the certificates of a proxy, which are not RDS's own", async () => {
    const proxied = { engine: "postgres", engineVersion: "17", proxy: {}, sharedWith: { analytics: ANALYTICS } };
    const { outputs } = await up(stackValues("producer", { "lattice-db:databases": { orders: proxied } }));
    const { orders, "orders-proxy": proxy } = outputs["contract"].databases;
    assert.match(orders.caBundleUrl, /rds\.amazonaws\.com/);
    assert.match(proxy.caBundleUrl, /AmazonRootCA1/);
  });

  it("change nothing of each other when one comes or goes", async () => {
    const own = await changed({ analytics: ANALYTICS }, BOTH);
    assert.ok(own.length > 0 && own.every((name) => name.includes("orders--platform")), own.join("\n"));
    assert.deepEqual((await changed(BOTH, { analytics: ANALYTICS })).sort(), own.sort());
  });

  it("keep their role and share when the principal is another", async () => {
    const other = { ...BOTH, analytics: { ...ANALYTICS, principal: "777788889999" } };
    assert.deepEqual((await changed(BOTH, other)).sort(), [
      "ConnectRole orders--analytics",
      "Grant orders--analytics",
      "PrincipalAssociation orders--analytics-444455556666",
      "PrincipalAssociation orders--analytics-777788889999",
      "ResourceShare orders--analytics",
      "Role orders--analytics-role",
    ]);
  });

  it("change the right to log in, and nothing else, when the users are others", async () => {
    const other = { ...BOTH, analytics: { ...ANALYTICS, databaseUsers: [] } };
    assert.deepEqual((await changed(BOTH, other)).sort(), [
      "ConnectRole orders--analytics",
      "Grant orders--analytics",
      "RolePolicy orders--analytics-policy",
    ]);
  });

  it("are in the contract whole, and for a release before them with their accounts alone", async () => {
    const { outputs } = await up(values(BOTH));
    const { orders } = outputs["contract"].databases;
    assert.deepEqual(orders.sharedWith, ["444455556666"]);
    assert.deepEqual(Object.keys(orders.grants), ["analytics", "platform"]);
    assert.deepEqual(orders.path, { sharing: "resource" });
    assert.deepEqual(orders.grants.analytics.databaseUsers, ["reports"]);
    assert.ok("contract" in readContract(outputs["contract"]));
  });
});

describe("a grant that cannot be", () => {
  const cases: readonly (readonly [unknown, RegExp])[] = [
    [{ a: "o-example0001" }, /sharedWith\.a must be an account id .*describe-organization.*, got "o-example0001"\n/],
    [{ a: "111122223333" }, /sharedWith\.a must be for another account.*\n.*config rm --path '.*sharedWith\.a'/],
    [{ "A b": "444455556666" }, /sharedWith\.A b must have a key of 1-20 .*\n(.*\n)*.*rm --path '.*sharedWith\.A b'/],
    [
      { a: { principal: UNIT, allowExternalPrincipals: true } },
      /a\.allowExternalPrincipals must be left out for an organisation/,
    ],
    [
      { a: { ...ANALYTICS, loginUser: "dbowner" } },
      /a\.loginUser must be another user than masterUsername, got "dbowner"/,
    ],
    [
      { a: { ...ANALYTICS, databaseUsers: ["analytics"] } },
      /databaseUsers\[0\] must be another user than those before/,
    ],
    [{ a: { ...ANALYTICS, until: "2026-02-30x" } }, /a\.until must be a day such as 2027-01-31, got "2026-02-30x"/],
    [
      { a: { ...ANALYTICS, until: "2020-01-31" } },
      /a\.until is over: the last day of grant "a" was 2020-01-31, and today is .*\n.*config rm --path '.*sharedWith\.a' -s/,
    ],
  ];
  for (const [sharedWith, text] of cases) {
    it(`is refused with its key and the remedy: ${JSON.stringify(sharedWith)}`, () => {
      assert.match(refusal(sharedWith), text);
    });
  }
});

describe("the last day of a grant", () => {
  const until = "2099-03-15";
  const notices = (day: string) =>
    grantNotices("producer", databases({ analytics: { ...ANALYTICS, until } }), new Date(`${day}T12:00:00Z`));

  it("is spoken of from 14 days before, with the command that renews the grant", () => {
    assert.deepEqual(notices("2099-02-28"), []);
    const [notice = ""] = notices("2099-03-01");
    assert.match(notice, /^Grant "analytics" of database "orders" \(444455556666\) ends after 2099-03-15: /);
    assert.match(
      notice,
      /\n {2}pulumi config set --path 'lattice-db:databases\.orders\.sharedWith\.analytics\.until' YYYY/,
    );
  });

  it("is read as the engine writes it", () => {
    const given = { analytics: { ...ANALYTICS, until: `${until} 00:00:00 +0000 UTC` } };
    assert.equal(databases(given)["orders"]?.grants?.["analytics"]?.until, until);
  });
});

describe("a grant that is taken away", () => {
  it("is told with its login, its share, and what AWS leaves standing", async () => {
    const { outputs } = await up(values(BOTH));
    const [ended = "", kept = "", ...more] = revocationNotices(outputs, databases({ platform: BOTH.platform }));
    assert.deepEqual(more, []);
    assert.match(
      ended,
      /^Grant "analytics" of database "orders" is no longer for 444455556666: .* ends its login and its/,
    );
    assert.match(
      kept,
      /^Database "orders" is no longer shared with 444455556666: .*\n {2}aws vpc-lattice list-service/,
    );
    assert.deepEqual(revocationNotices(outputs, databases(BOTH)), []);
  });

  it("ends a login alone where its account has another grant", async () => {
    const two = { ...BOTH, reports: { ...ANALYTICS, loginUser: "reports", databaseUsers: [] } };
    const { outputs } = await up(values(two));
    const notices = revocationNotices(outputs, databases(BOTH));
    assert.equal(notices.length, 1);
    assert.match(notices[0] ?? "", /^Grant "reports" of database "orders"/);
  });
});
